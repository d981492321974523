"""From nothing to a signed agreement by what people press and type, on the real services and rules."""

import pytest

from handlers.actions import agreement as agreement_presses
from handlers.actions import setup as presses
from handlers.commands.agreement import on_agreement
from handlers.commands.setup import open_setup
from handlers.parsing import UsageError
from handlers.submissions import agreement as agreement_forms
from handlers.submissions.setup import save_part
from handlers.views.ids import Form
from sla.errors import BadFields, Conflict, NotAllowed
from tests.handlers.setup.office import ANA, KIM, MAX, Office
from tests.handlers.views.limits import texts

SEATS = {"people.marketing_manager": (MAX,), "people.sales_manager": (KIM,), "people.rep": (ANA,)}
NEEDED = {
    "people": SEATS,
    "channel": {"team.name": "Northwind Tools", "team.channel": "#sla"},
    "quota": {"quota.amount": "500k", "team.currency": "USD"},
    "lead_type:1": {
        "lead_types[1].name": "Website form",
        "lead_types[1].aov": "2000",
        "lead_types[1].rates": "34%, 82%, 23%",
    },
}


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.fixture
def whole(office: Office) -> Office:
    """Set up by Kim, with nothing proposed yet."""
    open_setup(office.asked(KIM), office.services)
    for part, typed in NEEDED.items():
        fill(office, part, typed)
    return office


def fill(office: Office, part: str, typed: dict[str, str | tuple[str, ...]], *, by: str = KIM) -> None:
    """Press a part's button in the set-up, type, save."""
    presses.fill(office.pressed(by, part), office.services)
    save_part(office.submitted(by, typed), office.services)
    office.modals.stack.pop()  # an empty acknowledgement closes the form
    office.later()


SEEN = {"propose.acknowledged": ("seen",)}
"""One rep cannot work so many leads, which must be acknowledged."""


def propose(office: Office) -> None:
    presses.preview(office.pressed(KIM, "preview"), office.services)
    following = agreement_forms.propose(office.submitted(KIM, SEEN), office.services)
    office.modals.stack[-1] = following


def shown(office: Office) -> str:
    return "\n".join(texts(office.modals.stack[-1].as_view()["blocks"]))


def test_each_saved_part_is_seen_in_the_modal_below(office: Office) -> None:
    open_setup(office.asked(KIM), office.services)
    assert "Start with *Team and people*" in shown(office)
    fill(office, "people", SEATS)
    assert "*1 of 4 needed parts done.* Next: *Channel and times*." in shown(office)
    assert "Sales: Kim Lund (manager) and Ana Sanz" in shown(office)
    fill(office, "channel", NEEDED["channel"])
    fill(office, "quota", NEEDED["quota"])
    fill(office, "lead_type:1", NEEDED["lead_type:1"])
    assert "*All 4 needed parts are done.*" in shown(office)


def test_every_part_can_be_opened_and_saved_as_it_stands(whole: Office) -> None:
    for part in ("channel", "quota", "lead_type:1", "sales", "hours", "purpose", "handoff"):
        fill(whole, part, {})
    assert "*All 4 needed parts are done.*" in shown(whole)
    assert "*What sales promises* · as usual" in shown(whole)


def test_what_the_rules_refuse_is_named_by_its_input(office: Office) -> None:
    open_setup(office.asked(KIM), office.services)
    presses.fill(office.pressed(KIM, "hours"), office.services)
    with pytest.raises(BadFields) as error:
        save_part(
            office.submitted(KIM, {"team.zone": "Europe/Berlinn", "team.days": "sometimes"}), office.services
        )
    assert set(error.value.fields) == {"team.zone", "team.days"}
    assert "Europe/Berlin" in error.value.fields["team.zone"]


def test_a_part_that_somebody_else_has_changed_is_not_saved_over(whole: Office) -> None:
    presses.fill(whole.pressed(KIM, "quota"), whole.services)
    old = whole.submitted(KIM, {"quota.amount": "600k"})
    whole.modals.stack.pop()
    fill(whole, "quota", {"quota.amount": "700k"}, by=MAX)
    with pytest.raises(Conflict, match="changed this part"):
        save_part(old, whole.services)


def test_a_second_lead_type_and_its_end(whole: Office) -> None:
    second = {
        "lead_types[2].name": "Outbound",
        "lead_types[2].aov": "4k",
        "lead_types[2].rates": "42%, 85%, 24%",
        "lead_types[2].share": "40%",
    }
    fill(whole, "lead_type:2", second)
    assert "*Lead type: Website form* · to fill in" in shown(whole)
    fill(whole, "lead_type:1", {"lead_types[1].share": "60%"})
    assert "*All 4 needed parts are done.*" in shown(whole)
    fill(whole, "lead_type:2", {"use.remove": ("yes",)})
    assert "Outbound" not in shown(whole)


def test_suggested_days_follow_a_changed_cadence(whole: Office) -> None:
    fill(whole, "sales", {"sales.cadence": "2 by day 7", "sales.suggested_days": "3, 7"})
    fill(whole, "sales", {"sales.cadence": "3 by day 9"})
    assert "Follow-ups: 3 by day 9" in shown(whole)
    presses.fill(whole.pressed(KIM, "sales"), whole.services)
    assert whole.submitted(KIM, {}).text("sales.suggested_days") is None


def test_a_part_can_be_emptied_again(whole: Office) -> None:
    fill(whole, "purpose", {"qualified_lead.fit": "Large = 20", "qualified_lead.threshold": "20"})
    assert "a lead is qualified from 20 points" in shown(whole)
    fill(whole, "purpose", {"qualified_lead.fit": "", "qualified_lead.threshold": ""})
    assert "no qualified lead defined" in shown(whole)
    assert "*All 4 needed parts are done.*" in shown(whole)


def test_stages_of_ones_own_can_be_given_a_meaning_and_old_ones_go(whole: Office) -> None:
    propose(whole)
    sha256 = whole.services.reading.version(1).version.sha256
    for slack_id in (KIM, ANA, MAX):
        whole.services.signing.sign(whole.services.identity.actor(slack_id, whole.now), 1, sha256, whole.now)
    open_setup(whole.asked(KIM), whole.services)
    stages = {"lead_types[1].stages": "lead, Demo no. 1, won", "lead_types[1].rates": "10%, 20%"}
    fill(whole, "lead_type:1", stages)
    assert "Missing: meaning of “Demo no. 1”" in shown(whole)
    fill(whole, "purpose", {"stages.Demo no. 1": "They have seen it."})
    assert "*All 4 needed parts are done.*" in shown(whole)


def test_the_draft_can_be_dropped(whole: Office) -> None:
    presses.discard(whole.pressed(KIM, "draft"), whole.services)
    assert "*1 of 4 needed parts done.*" in shown(whole)


def test_it_is_proposed_and_signed(whole: Office) -> None:
    presses.preview(whole.pressed(KIM, "preview"), whole.services)
    assert whole.modals.stack[-1].form is Form.PROPOSE
    following = agreement_forms.propose(
        whole.submitted(KIM, SEEN | {"propose.note": "At last"}), whole.services
    )
    assert following.title == "Version 1 is proposed"
    open_setup(whole.asked(KIM), whole.services)
    assert "*Version 1 is proposed* and waits for signatures" in shown(whole)
    for slack_id in (KIM, ANA, MAX):
        message = on_agreement(whole.asked(slack_id, "sign"), whole.services)
        assert message is not None
        value = message.as_payload()["blocks"][-2]["elements"][0]["value"]
        agreement_presses.sign(whole.pressed(slack_id, value), whole.services)
        assert "You signed version 1" in shown(whole)
    history = on_agreement(whole.asked(ANA, "history"), whole.services)
    assert history is not None
    assert "Max Orr" in history.text


def test_too_early_a_day_is_refused_at_its_input(whole: Office) -> None:
    presses.preview(whole.pressed(KIM, "preview"), whole.services)
    with pytest.raises(BadFields) as error:
        agreement_forms.propose(
            whole.submitted(KIM, SEEN | {"propose.effective_on": "2026-11-20"}), whole.services
        )
    assert list(error.value.fields) == ["propose.effective_on"]


def test_propose_leads_to_the_set_up_while_something_is_missing(office: Office) -> None:
    assert on_agreement(office.asked(KIM, "propose"), office.services) is None
    assert office.modals.stack[-1].form is Form.SETUP


def test_propose_shows_what_it_comes_to_once_it_is_whole(whole: Office) -> None:
    on_agreement(whole.asked(KIM, "propose"), whole.services)
    assert whole.modals.stack[-1].form is Form.PROPOSE


def test_a_change_is_asked_for(whole: Office) -> None:
    propose(whole)
    version = whole.services.reading.version(1).version
    value = f"1:{version.sha256}"
    agreement_presses.ask_change(whole.pressed(ANA, value, in_modal=False), whole.services)
    sent = agreement_forms.ask_change(
        whole.submitted(ANA, {"change.comment": "4 h for events"}), whole.services
    )
    assert sent.title == "Sent"
    assert whole.services.reading.version(1).changes[0].comment == "4 h for events"


def test_a_withdrawn_proposal_is_shown_as_such(whole: Office) -> None:
    propose(whole)
    agreement_presses.open_history(whole.pressed(KIM, "history"), whole.services)
    assert "Withdraw version 1" in shown(whole)
    sha256 = whole.services.reading.version(1).version.sha256
    agreement_presses.withdraw(whole.pressed(KIM, f"1:{sha256}"), whole.services)
    assert "withdrawn" in shown(whole)
    assert "Withdraw version 1" not in shown(whole)


def test_a_rep_does_not_write_the_agreement(whole: Office) -> None:
    with pytest.raises(NotAllowed, match="managers"):
        open_setup(whole.asked(ANA), whole.services)


def test_a_wrong_word_gets_the_usage_line(office: Office) -> None:
    with pytest.raises(UsageError) as error:
        on_agreement(office.asked(KIM, "sing"), office.services)
    assert error.value.nearest == "agreement sign"
