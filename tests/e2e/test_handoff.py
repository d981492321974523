"""A lead from marketing's hand to a rep's: handed over, accepted, rejected, as people of both sides see it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.bootstrap import open_store
from sandbox.manifest import read_manifest
from sandbox.seen import Seen
from sandbox.server import Sandbox
from sla.leads import Lead, LeadId
from tests.e2e.conftest import MANIFEST, Mode, Office, refused_blocks
from tests.e2e.team import BEGINS, PEOPLE, TERMS, write_team
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


@pytest.fixture(params=["socket", "http"])
def mode(request: pytest.FixtureRequest) -> Mode:
    """The same in Socket Mode and over signed HTTP."""
    return request.param


@pytest.fixture
def team(tmp_path: Path, mode: Mode) -> Iterator[Office]:
    """Thursday 20 November 2025, 10:00 in Berlin: both sides have said what a qualified lead is."""
    write_team(tmp_path)
    (tmp_path / "sla.toml").write_text(TERMS + QUALIFIED)
    with Sandbox(PEOPLE, read_manifest(MANIFEST), clock_file=tmp_path / "clock", start=BEGINS) as sandbox:
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
    assert "first attempt" in people.wait_for("Second Ltd", user="ana").shown
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
    people.say("ana", "/sla leads")
    assert "Delta" not in people.wait_for("Harbour GmbH", user="ana").shown


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
