"""Sales' numbers through the whole bot: who may read which, and that buttons lead where they say."""

import pytest

from tests.e2e.asking import ask
from tests.e2e.conftest import Mode, Office

pytestmark = pytest.mark.e2e


@pytest.fixture(params=["socket", pytest.param("http", marks=pytest.mark.chaos)])
def mode(request: pytest.FixtureRequest) -> Mode:
    """The same in Socket Mode and over signed HTTP."""
    return request.param


def test_a_rep_reads_what_is_behind_their_own_numbers(running: Office) -> None:
    shown = ask(running, "ana", "/sla status me", "Your follow-ups").shown
    # Four of Ana's leads were due: tried after 1, 1 and 2 hours, and never.
    assert "half within 1 h 30 min; 4 leads, 1 never tried, too few to judge" in shown
    assert "First two-way contact" in shown
    assert "3 follow-ups by day 14" in shown
    assert "each in time: 1st 1, 2nd 1, 3rd 0 of 1" in shown
    assert "Lee" not in shown
    running.people.press("ana", "How is this counted?")
    counted = running.people.wait_for("The last 90 days", user="ana")
    assert counted.ephemeral
    assert "Nobody is ranked" in counted.shown
    assert "When leads first came in is not known" in counted.shown


def test_the_manager_of_sales_reads_the_same_words(running: Office) -> None:
    own = ask(running, "ana", "/sla status me", "Your follow-ups").shown
    seen = ask(running, "kim", "/sla status @ana", "Ana Ruiz’s follow-ups").shown
    start = "First attempts"
    assert own[own.index(start) : own.index("To Wed")] == seen[seen.index(start) : seen.index("To Wed")]
    running.people.press("ana", "How is this counted?")
    running.people.press("kim", "How is this counted?")
    hers = running.people.wait_for("The last 90 days", user="ana").shown
    assert running.people.wait_for("The last 90 days", user="kim").shown == hers


@pytest.mark.parametrize("user", ["lee", "jo", "ceo"])
def test_nobody_else_reads_a_reps_numbers(running: Office, user: str) -> None:
    said = ask(running, user, "/sla status @ana", "manager of sales only").shown
    assert "half within" not in said


def test_the_team_by_sales_and_by_others(running: Office) -> None:
    for user, of_sales in (("kim", True), ("ana", True), ("jo", False), ("ceo", False)):
        board = ask(running, user, "/sla status sales", "First two-way contact").shown
        assert "Ana" not in board
        running.people.press(user, "In detail")
        detail = running.people.wait_for("Sales in detail", user=user)
        assert detail.ephemeral
        assert ("Logged more than a day after" in detail.shown) is of_sales
        assert not any(name in detail.shown for name in ("Ana", "Lee"))


def test_a_guest_reads_nothing(running: Office) -> None:
    for text in ("/sla status sales", "/sla status me", "/sla status @ana"):
        ask(running, "guest", text, "members of this workspace only")
