"""`/sla setup messages`: managers choose what is sent, in the open, and see whether anybody acts on it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.store import open_store
from sandbox.driving.line import Refused
from sla.acted import ActedOn
from sla.delivery import Kind
from sla.unheeded import NewProposal
from tests.e2e.asking import asked
from tests.e2e.conftest import Office, refused_blocks, slack
from tests.e2e.home_tabs import open_home
from tests.e2e.team import BEGINS, TERMS, write_team

pytestmark = pytest.mark.e2e


@pytest.fixture
def both(tmp_path: Path) -> Iterator[Office]:
    """As elsewhere, with Jo as the manager of marketing."""
    write_team(tmp_path)
    (tmp_path / "sla.toml").write_text(TERMS.replace('role = "marketer"', 'role = "manager"'))
    with slack(tmp_path) as sandbox:
        office = Office(tmp_path, sandbox)
        office.bring_in()
        office.start()
        yield office
        office.stop()
        assert refused_blocks(office.people) == []


def switch_off(office: Office, name: str, user: str = "kim") -> None:
    people = office.people
    people.press(user, "Change", accessibility_label=f"Change: {name}")
    assert people.modal(user).title == name
    assert people.submit(user, {"Is it sent?": "No, it is switched off"}).errors == {}


def test_off_it_is_not_sent_and_both_sides_see_it(both: Office) -> None:
    people = both.people
    people.say("kim", "/sla setup messages")
    assert "Everything is sent." in people.modal("kim").shown
    switch_off(both, "Private reminder")
    shown = people.modal("kim").shown
    assert "*1 message switched off:* Private reminder." in shown
    assert "Private reminder: off; by Kim Wolf (sales)" in shown
    people.close("kim")

    people.advance_to("2025-11-20T09:01")
    people.wait_for(
        "agreed, but switched off by sales since Thu 20 Nov: private reminder", user="ana", channel="#sla"
    )
    people.wait_for("Private reminder: switched off*, by Kim Wolf (sales)", user="jo")
    people.advance_to("2025-11-21T09:05")
    people.wait_for("Fri 21 Nov", user="kim", channel="#sla")
    assert not [one for one in people.messages("ana") if one.by_app]

    assert open_home(both, "ana", "Private reminders are switched off since Thu 20 Nov")
    people.press("jo", "Messages", about="Private reminder")
    page = people.modal("jo").shown
    assert "The managers of sales choose about it" in page
    people.close("jo")


def test_no_agreed_step_is_off_in_silence(both: Office) -> None:
    people = both.people
    people.say("kim", "/sla setup messages")
    switch_off(both, "Late follow-ups")
    people.press("kim", "Change", accessibility_label="Change: Morning digest")
    refused = people.submit("kim", {"Is it sent?": "No, it is switched off"})
    assert "The digest says each morning" in (refused.error_at("Is it sent?") or "")
    people.close("kim")


def test_how_many_a_day_is_chosen_by_either_side_and_told_to_the_other(both: Office) -> None:
    people = both.people
    people.say("jo", "/sla setup messages")
    people.press("jo", "Change", accessibility_label="Change: Messages a day")
    field = "Messages a day to one person, at most"
    assert "From 4 to 20" in people.modal("jo").shown
    for wrong in ("3", "21"):
        with pytest.raises(Refused):  # as Slack does it, before the form is sent
            people.submit("jo", {field: wrong})
    assert people.submit("jo", {field: "8"}).errors == {}
    assert "*Messages a day* · at most 8 to one person" in people.modal("jo").shown
    assert "Messages a day: at most 8 to one person; by" in people.modal("jo").shown
    people.close("jo")
    people.advance_to("2025-11-20T09:01")
    people.wait_for("Messages a day: at most 8 to one person*, by", user="kim")
    asked(people, "ana", "/sla status me", "Sent to you today")
    people.press("ana", "Show", in_message="Sent to you today")
    people.wait_for("no more than 8 a day come unasked", user="ana")


def propose_off(office: Office) -> None:
    """As after four weeks of reminders that hardly anybody acted on."""
    store = open_store(database_url=office.settings.sla_database_url.get_secret_value(), threads=1)
    try:
        with store.desk(store.tenants.sole()).open() as work:
            few = ActedOn(sent=52, acted=1)
            work.switch_proposals.add(NewProposal(kind=Kind.NUDGE, acted=few, proposed_at=BEGINS))
            work.commit()
    finally:
        store.engine.dispose()


@pytest.mark.parametrize(("button", "said"), [("Switch off", "switched off"), ("Keep", "kept")])
def test_a_proposal_is_answered_with_one_press(both: Office, button: str, said: str) -> None:
    people = both.people
    propose_off(both)
    people.advance_to("2025-11-20T09:01")
    people.wait_for("Private reminder: acted on 1 of 52 times in 4 weeks", user="kim")
    people.press("kim", button)
    people.wait_for(f"Private reminder: {said}.", user="kim")
    assert not [one for one in people.messages("jo") if "1 of 52" in one.shown]
    people.press("kim", "Messages")
    state = "off since" if said == "switched off" else "on"
    assert f"*Private reminder* · {state}" in people.modal("kim").shown
    people.close("kim")


def test_a_press_on_it_is_counted_once_its_time_is_over(both: Office) -> None:
    people = both.people
    people.advance_to("2025-11-20T09:01")
    people.wait_for("Thu 20 Nov", user="ana", channel="#sla")
    people.press("ana", "Full board", channel="#sla")
    people.wait_for("day 28", user="ana", channel="#sla")
    people.advance_to("2025-11-21T09:01")
    people.wait_for("Fri 21 Nov", user="kim", channel="#sla")
    people.advance_to("2025-11-25T09:01")
    people.wait_for("Tue 25 Nov", user="kim", channel="#sla")
    people.say("jo", "/sla setup messages")
    assert "Sent 3 in 4 weeks · acted on 1 of 2, too few to judge" in people.modal("jo").shown
    people.close("jo")


@pytest.mark.parametrize(
    ("user", "words", "why"),
    [
        ("ana", "messages", "Only the managers of marketing and sales choose"),
        ("jo", "messages", "Only the managers of marketing and sales choose"),
        ("ceo", "messages", "Only the managers of marketing and sales choose"),
        ("guest", "messages", "members of this workspace only"),
        ("kim", "mesages", "Did you mean"),
    ],
)
def test_anybody_else_is_refused_in_one_sentence(running: Office, user: str, words: str, why: str) -> None:
    running.people.say(user, f"/sla setup {words}")
    assert running.people.wait_for(why, user=user).ephemeral
