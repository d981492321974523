"""A name with a slip in it, or that several leads have, is asked about before anything changes."""

import pytest

from tests.e2e.asking import asked
from tests.e2e.conftest import Mode, Office

pytestmark = pytest.mark.e2e


@pytest.fixture(params=["http", pytest.param("socket", marks=pytest.mark.chaos)])
def mode(request: pytest.FixtureRequest) -> Mode:
    return request.param


@pytest.mark.parametrize(
    "typed", ["/sla snooze harbur 3", "/sla skip harbur on a fair", "/sla reassign harbur @lee"]
)
def test_what_would_change_something_asks_first_and_shows_the_lead(running: Office, typed: str) -> None:
    people = running.people
    people.say("ana", typed, channel="app")
    asked = people.wait_for("No lead is called “harbur” exactly", user="ana", channel="app")
    assert f"{' '.join(typed.split()[:2])} L1" in asked.shown
    people.press("ana", "Show", about="Harbour GmbH")
    card = people.wait_for("handed over", user="ana", channel="app")
    assert "Harbour GmbH" in card.shown


def test_several_leads_of_a_name_are_shown_one_by_one(running: Office) -> None:
    people = running.people
    found = asked(people, "kim", "/sla lead r", "leads may be “r”")
    assert "/sla lead L" in found.shown
    people.press("kim", "Show", about="Old friend")
    people.wait_for("L7 · number 7", user="kim", channel="app")


@pytest.mark.parametrize(
    ("typed", "button", "expect"),
    [("/sla why r", "Why", "listed, never judged"), ("/sla log r call", "Log call", "listed, never judged")],
)
def test_the_button_beside_a_name_does_what_was_wanted(
    running: Office, typed: str, button: str, expect: str
) -> None:
    people = running.people
    people.say("ana", typed, channel="app")
    people.wait_for("leads may be “r”", user="ana", channel="app")
    people.press("ana", button, about="Old friend")
    people.wait_for(expect, user="ana", channel="app")
