"""A lead whose last day is over goes back to marketing with one press, and marketing sees it on its Home tab."""

import pytest

from tests.e2e.asking import asked
from tests.e2e.conftest import Mode, Office
from tests.e2e.home_tabs import open_home

pytestmark = pytest.mark.e2e

LEAD = "L1"


@pytest.fixture(params=["socket", pytest.param("http", marks=pytest.mark.chaos)])
def mode(request: pytest.FixtureRequest) -> Mode:
    return request.param


@pytest.fixture
def listed(running: Office) -> Office:
    """Ana's overdue leads, months after the last of their days."""
    people = running.people
    people.advance_to("2026-03-10T11:00")
    asked(people, "ana", "/sla leads overdue", "of yours overdue")
    return running


def test_a_press_gives_it_back_and_another_undoes_that(listed: Office) -> None:
    people = listed.people
    people.choose("ana", "Give back to marketing", block_id=LEAD, in_message="of yours overdue")
    given = people.wait_for("given back to marketing*. No reminders any more", user="ana")
    assert "Harbour GmbH" in given.shown
    why = asked(people, "ana", "/sla why harbour", "given back to marketing, no date any more")
    assert "Given back to marketing" in why.shown
    people.press("ana", "Undo", about="Harbour GmbH", in_message="No reminders any more")
    asked(people, "ana", "/sla lead harbour", "taken back from marketing")


def test_marketing_sees_what_came_back(listed: Office) -> None:
    people = listed.people
    people.choose("ana", "Give back to marketing", block_id=LEAD, in_message="of yours overdue")
    people.wait_for("given back to marketing*", user="ana")
    assert "Harbour GmbH" in open_home(listed, "jo", "1 lead given back this month").shown
