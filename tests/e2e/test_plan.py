"""`/sla plan` as each kind of person types and presses it, through the whole bot."""

import pytest

from sandbox.seen import Seen
from tests.e2e.conftest import Office

pytestmark = pytest.mark.e2e

TWELVE = "$500,000 closing October 2025 to September 2026 needs 3,900 leads"
SIX = "$250,000 closing October 2025 to March 2026 needs 1,950 leads"


def plan(office: Office, user: str, text: str = "/sla plan", said: str = TWELVE) -> Seen:
    office.people.say(user, text, channel="#sla")
    found = office.people.wait_for(said, user=user, channel="#sla")
    assert found.ephemeral
    return found


@pytest.mark.parametrize("user", ["jo", "ana", "kim", "ceo"])
def test_marketer_rep_manager_and_whoever_is_not_named_see_the_same_plan(running: Office, user: str) -> None:
    shown = plan(running, user).shown
    assert "325 leads a month" in shown
    assert "No time to close is agreed for Website form" in shown
    assert "Ana" not in shown


def test_a_guest_is_refused(running: Office) -> None:
    running.people.say("guest", "/sla plan", channel="#sla")
    running.people.wait_for("members of this workspace only", user="guest", channel="#sla")


def test_the_buttons_change_its_length_in_place(running: Office) -> None:
    people = running.people
    plan(running, "jo")
    people.press("jo", "6 months", channel="#sla")
    people.wait_for(SIX, user="jo", channel="#sla")
    assert all(TWELVE not in one.shown for one in people.messages("jo", "#sla"))
    people.press("jo", "12 months", channel="#sla")
    people.wait_for(TWELVE, user="jo", channel="#sla")


def test_half_a_year_may_be_typed(running: Office) -> None:
    plan(running, "kim", "/sla plan 6", SIX)


def test_another_length_gets_one_sentence(running: Office) -> None:
    running.people.say("jo", "/sla plan 7", channel="#sla")
    answer = running.people.wait_for("is no length of a plan", user="jo", channel="#sla").shown
    assert "/sla plan [6 | 12]" in answer


def test_help_leads_to_it(running: Office) -> None:
    running.people.say("jo", "/sla help", channel="#sla")
    running.people.wait_for("what they promised each other", user="jo", channel="#sla")
    running.people.press("jo", "Plan by month", channel="#sla")
    running.people.wait_for(TWELVE, user="jo", channel="#sla")
