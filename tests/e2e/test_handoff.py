"""A lead from marketing's hand to a rep's: handed over, accepted, rejected, as people of both sides see it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.store import open_store
from sandbox.seen import Seen
from sla.leads import Lead, LeadId
from tests.e2e.asking import ask, asked
from tests.e2e.conftest import Mode, Office, refused_blocks, slack
from tests.e2e.team import BEGINS, TERMS, write_team
from tests.storage.examples import lead_row

pytestmark = pytest.mark.e2e

QUALIFIED = """
[handoff]
unreachable_after = 2

[qualified_lead]
threshold = 20
fit = [{ name = "50 to 500 people", points = 10 }]
behaviour = [{ name = "Asked for a demo", points = 15 }, { name = "Read the prices", points = 5 }]
"""
FIT, DEMO = "50 to 500 people · 10 points", "Asked for a demo · 15 points"
GOOD = {"handoff.name": "Delta Works", "handoff.fit": [FIT], "handoff.behaviour": [DEMO]}


@pytest.fixture(params=["http", pytest.param("socket", marks=pytest.mark.chaos)])
def mode(request: pytest.FixtureRequest) -> Mode:
    """The same in Socket Mode and over signed HTTP."""
    return request.param


@pytest.fixture
def team(tmp_path: Path, mode: Mode) -> Iterator[Office]:
    """Thursday 20 November 2025, 10:00 in Berlin: both sides have said what a qualified lead is."""
    write_team(tmp_path)
    (tmp_path / "sla.toml").write_text(TERMS + QUALIFIED)
    with slack(tmp_path) as sandbox:
        office = Office(tmp_path, sandbox, mode)
        office.bring_in()
        office.start()
        office.people.advance_to("2025-11-20T10:00")
        yield office
        office.stop()
        assert refused_blocks(office.people) == []


def hand_over(office: Office, **values: object) -> str:
    """Jo's form, filled in and sent; what stands in its place."""
    people = office.people
    people.say("jo", "/sla handoff")
    given = GOOD | {f"handoff.{name}": value for name, value in values.items()}
    answer = people.submit("jo", given)
    assert answer.errors == {}
    shown = people.modal("jo").shown
    people.close("jo")
    return shown


def card(office: Office, user: str, name: str = "Delta Works") -> Seen:
    return office.people.wait_for(f"New lead: {name}", user=user)


def stored(office: Office, name: str = "Delta Works") -> Lead:
    store = open_store(database_url=office.settings.sla_database_url.get_secret_value(), threads=1)
    try:
        desk = store.desk(store.tenants.sole())
        with desk.look() as work:
            (lead,) = work.leads.find(name, now=BEGINS.replace(year=2027), limit=9)
        return lead
    finally:
        store.engine.dispose()


def test_from_the_form_to_the_rep_who_accepts(team: Office) -> None:
    people = team.people
    shown = hand_over(team, campaign="Spring webinar", rep="Ana Ruiz")
    assert "goes to Ana Ruiz, as you chose" in shown
    assert "25 points of the agreed 20" in shown

    seen = card(team, "ana").shown
    for words in (
        "Spring webinar",
        "Jo Marsh",
        "Asked for a demo · 15 points",
        "First attempt by",
        "accept or",
    ):
        assert words in seen
    assert all("Delta" not in message.shown for message in people.messages("lee", "app"))

    people.press("ana", "Accept", in_message="Delta Works")
    accepted = people.wait_for("Accepted: Delta Works", user="ana")
    assert "Accept" not in {control.label for control in accepted.controls}
    assert "Log call" in {control.label for control in accepted.controls}
    lead = stored(team)
    assert lead.derived.accepted_at is not None
    assert not lead.waits

    # Once accepted it can be called unreachable, and nothing else, after the agreed attempts.
    people.press("ana", "Reject…", in_message="Delta Works")
    answer = people.submit("ana", {"reject.reason": "Duplicate"})
    assert "You accepted this lead" in answer.errors["reject.reason"]
    answer = people.submit("ana", {"reject.reason": "Unreachable"})
    assert "0 of 2 attempts so far" in answer.errors["reject.reason"]
    people.close("ana")


def test_a_lead_goes_round_and_the_first_attempt_accepts_it(team: Office) -> None:
    people = team.people
    # Ana's last lead is of yesterday, Lee's of last week: it is Lee's turn, then Ana's.
    assert "goes to Lee Park, whose turn it was" in hand_over(team, name="First Ltd")
    assert "goes to Ana Ruiz, whose turn it was" in hand_over(team, name="Second Ltd")
    assert "goes to Lee Park" in hand_over(team, name="Third Ltd")
    card(team, "ana", "Second Ltd")
    people.press("ana", "Log call", in_message="New lead: Second Ltd")
    assert "Second Ltd" in people.wait_for("call logged", user="ana").shown
    assert stored(team, "Second Ltd").derived.accepted_at is not None


def test_too_few_points_are_refused_where_something_is_missing(team: Office) -> None:
    people = team.people
    people.shortcut("jo", "handoff.open")
    answer = people.submit("jo", GOOD | {"handoff.behaviour": []})
    assert answer.errors == {
        "handoff.behaviour": "10 of the agreed 20 points; not ticked: “Asked for a demo” (15), "
        "“Read the prices” (5)."
    }
    assert people.submit("jo", {"handoff.behaviour": [DEMO]}).errors == {}


def test_a_rejected_lead_leaves_the_list(team: Office) -> None:
    people = team.people
    hand_over(team, rep="Ana Ruiz")
    card(team, "ana")
    people.press("ana", "Reject…", in_message="Delta Works")
    answer = people.submit("ana", {"reject.reason": "Other"})
    assert "Say in a few words" in answer.errors["reject.note"]
    assert people.submit("ana", {"reject.reason": "Other", "reject.note": "A student."}).errors == {}
    assert "A student" in people.modal("ana").shown
    people.close("ana")
    assert "Your reason: other: A student." in people.wait_for("Rejected: Delta Works", user="ana").shown
    lead = stored(team)
    assert lead.rejected
    assert lead.derived.next_due_at is None
    assert (
        "rejected (other) by Ana Ruiz"
        in asked(people, "ana", "/sla lead Delta Works", "handed over to Ana Ruiz").shown
    )
    assert "Delta" not in asked(people, "ana", "/sla leads", "Harbour GmbH").shown


def test_who_may_not(team: Office) -> None:
    people = team.people
    for user in ("ana", "ceo"):
        people.say(user, "/sla handoff")
        people.wait_for("Only people of marketing and the managers", user=user)
        people.shortcut(user, "handoff.open")
        assert "Only people of marketing and the managers" in people.modal(user).shown
        people.close(user)
    people.say("guest", "/sla lead add", channel="#sla")
    people.wait_for("members of this workspace only", user="guest")
    people.say("kim", "/sla lead add")
    assert "Hand off a lead" in people.modal("kim").title


def test_a_lead_that_was_given_to_another_cannot_be_answered(team: Office) -> None:
    people = team.people
    hand_over(team, rep="Ana Ruiz")
    card(team, "ana")
    lead = stored(team)
    give(team, lead.id, "lee@example.com")
    people.press("ana", "Accept", in_message="Delta Works")
    people.wait_for("This lead is not yours", user="ana")
    card(team, "lee")
    people.press("lee", "Accept", in_message="Delta Works")
    people.wait_for("Accepted: Delta Works", user="lee")


def test_a_role_lost_while_the_form_was_open(team: Office) -> None:
    people = team.people
    people.say("jo", "/sla handoff")
    store = open_store(database_url=team.settings.sla_database_url.get_secret_value(), threads=1)
    try:
        with store.desk(store.tenants.sole()).open() as work:
            work.members.unname(["jo@example.com"])
            work.commit()
    finally:
        store.engine.dispose()
    answer = people.submit("jo", GOOD)
    assert "Only people of marketing" in " ".join(answer.errors.values())


def give(office: Office, lead_id: LeadId, email: str) -> None:
    """As a manager's file would, between two presses."""
    store = open_store(database_url=office.settings.sla_database_url.get_secret_value(), threads=1)
    try:
        with store.desk(store.tenants.sole()).open() as work:
            lead = work.leads.get(lead_id)
            assert lead is not None
            owner = work.members.ensure([email])[email]
            work.leads.upsert([
                lead_row(
                    lead.external_id, source="slack", name=lead.name, lead_type=lead.lead_type,
                    stage=lead.stage, owner_id=owner, handed_off_at=lead.handed_off_at,
                )
            ])  # fmt: skip
            work.commit()
    finally:
        store.engine.dispose()


def reject(office: Office, note: str = "A student.") -> None:
    """Ana's, of the lead that was handed to her."""
    people = office.people
    card(office, "ana")
    people.press("ana", "Reject…", in_message="Delta Works")
    answer = people.submit("ana", {"reject.reason": "Other", "reject.note": note})
    assert answer.errors == {}
    people.close("ana")


def contest(office: Office, note: str = "She owns the firm.") -> None:
    office.people.press("jo", "Contest…", in_message="Rejected: Delta Works")
    assert office.people.submit("jo", {"contest.note": note}).errors == {}
    office.people.close("jo")


def test_a_contest_that_is_upheld_brings_the_lead_back(team: Office) -> None:
    people = team.people
    hand_over(team, rep="Ana Ruiz")
    due_at = stored(team).first_attempt_due_at
    people.advance_to("2025-11-20T11:00")
    reject(team)
    assert "A student" in people.wait_for("Rejected: Delta Works", user="jo").shown
    contest(team)
    waiting = people.wait_for("Contested: Delta Works", user="kim")
    assert "She owns the firm." in waiting.shown
    assert all("Contested: Delta" not in one.shown for one in people.messages("lee", "app"))
    people.advance_to("2025-11-21T09:00")
    assert "1 contested rejection waits" in people.wait_for("Fri 21 Nov", user="kim", channel="#sla").shown

    people.advance_to("2025-11-21T10:00")
    people.press("kim", "Uphold the contest", in_message="Contested: Delta Works")
    people.wait_for("The contest was upheld", user="kim")
    people.wait_for("Back with you: Delta Works", user="ana")
    people.wait_for("The contest was upheld", user="jo")
    lead = stored(team)
    assert not lead.rejected
    assert lead.pause is not None
    # An hour of two was left at 11:00 on Thursday: it runs from 10:00 on Friday.
    assert round((lead.first_attempt_due_at - due_at).total_seconds(), -2) == 23 * 3600
    due = lead.derived.next_due_at
    assert due is not None
    assert due.date().isoformat() == "2025-12-05", "day 14 is the 4th, and a day later for the pause"

    why = asked(people, "ana", "/sla why Delta Works", "The handoff").shown
    for words in ("Handed over by Jo Marsh", "She owns the firm", "upheld", "1 day later"):
        assert words in why


def test_a_rejection_that_is_kept_leaves_the_delivered(team: Office) -> None:
    people = team.people
    hand_over(team, rep="Ana Ruiz")
    reject(team)
    people.wait_for("Rejected: Delta Works", user="jo")
    contest(team)
    people.wait_for("Contested: Delta Works", user="kim")
    people.press("kim", "Keep the rejection", in_message="Contested: Delta Works")
    people.wait_for("The rejection stands", user="jo")
    assert "1 lead rejected, taken out of November" in asked(people, "kim", "/sla status", "taken out").shown


def test_marketing_agrees_or_is_too_late(team: Office) -> None:
    people = team.people
    hand_over(team, rep="Ana Ruiz")
    reject(team)
    people.wait_for("Rejected: Delta Works", user="jo")
    # Three working days after Thursday: to the end of Tuesday.
    people.advance_to("2025-11-26T09:00")
    people.press("jo", "Contest…", in_message="Rejected: Delta Works")
    people.wait_for("3 working days in which it could be contested are over", user="jo")
    people.press("jo", "Agree", in_message="Rejected: Delta Works")
    people.wait_for("3 working days in which it could be contested are over", user="jo")
    assert "1 lead rejected, taken out of November" in asked(people, "kim", "/sla status", "taken out").shown


def test_marketing_agrees(team: Office) -> None:
    people = team.people
    hand_over(team, rep="Ana Ruiz")
    reject(team)
    people.wait_for("Rejected: Delta Works", user="jo")
    people.press("jo", "Agree", in_message="Rejected: Delta Works")
    people.wait_for("The rejection stands", user="jo")
    assert stored(team).taken_out_at is not None


def test_silence_is_reminded_of_then_told_to_the_manager_who_gives_it_on(team: Office) -> None:
    people = team.people
    hand_over(team, rep="Ana Ruiz")
    card(team, "ana")
    people.advance_to("2025-11-20T10:59")
    assert all("to try for the first time" not in one.shown for one in people.messages("ana", "app"))
    # Half of two working hours after ten in the morning.
    people.advance_to("2025-11-20T11:05")
    reminder = people.wait_for("1 lead to try for the first time", user="ana")
    assert {"Accept", "Reject…", "Log call"} <= {control.label for control in reminder.controls}

    # Its time ended on Friday at ten; the manager is told three working days later, and nobody before.
    people.advance_to("2025-11-25T10:00")
    assert all("waits to be accepted" not in one.shown for one in people.messages("kim", "app"))
    people.advance_to("2025-11-26T09:05")
    note = people.wait_for("1 lead waits to be accepted or rejected", user="kim")
    assert "Ana Ruiz" in note.shown
    due_at = stored(team).first_attempt_due_at
    people.choose("kim", "Lee Park", in_message="waits to be accepted", action_id="handoff.give")
    people.wait_for("goes to Lee Park", user="kim")
    assert stored(team).first_attempt_due_at == due_at
    card(team, "lee")
    people.press("ana", "Accept", in_message="to try for the first time")
    people.wait_for("This lead is not yours", user="ana")

    board = ask(team, "kim", "/sla status", "Accepted or rejected within 8 h").shown
    assert "0 of 1 lead handed over in Slack accepted" in board
    people.advance_to("2025-11-27T09:05")
    told = [one for one in people.messages("kim", "app") if "waits to be accepted" in one.shown]
    assert len(told) <= 1, "once for each lead"
