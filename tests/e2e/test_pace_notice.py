"""Marketing hears privately that the month is outside the band, shows it, and takes it on."""

import pytest

from tests.e2e.conftest import Mode, Office

pytestmark = pytest.mark.e2e

NOTICE = "November is under pace"


@pytest.fixture(params=["http", pytest.param("socket", marks=pytest.mark.chaos)])
def mode(request: pytest.FixtureRequest) -> Mode:
    """The same in Socket Mode and over signed HTTP."""
    return request.param


@pytest.fixture
def told(running: Office) -> Office:
    """Thursday 20 November: of 325 leads a month two came this month under the plan's rules."""
    running.people.advance_to("2025-11-20T09:00")
    running.people.wait_for(NOTICE, user="jo", timeout=20)
    return running


def test_comes_to_marketing_alone_and_once_a_week(told: Office) -> None:
    people = told.people
    people.advance_to("2025-11-21T09:00")
    people.wait_for("Fri 21 Nov", user="kim", channel="#sla")
    assert told.bot is not None
    told.bot.tick()
    assert len([one for one in people.dm("jo") if NOTICE in one.shown]) == 1
    for user in ("ana", "lee", "kim", "ceo", "guest"):
        assert not [one for one in people.dm(user) if NOTICE in one.shown]
    assert "Jo" not in people.dm("jo")[0].shown
    people.advance_to("2025-11-27T09:00")
    people.wait_for(lambda: len([one for one in people.dm("jo") if NOTICE in one.shown]) == 2, user="jo")


def test_it_is_shown_and_taken_on_and_the_digest_says_so(told: Office) -> None:
    people = told.people
    people.press("jo", "Show", in_message=NOTICE)
    people.press("jo", "I take it", about="Website form")
    assert people.submit("jo", {"Until": "15:00"}).errors == {}
    assert "You took Website form under pace" in people.modal("jo").shown
    people.close("jo")
    assert [one for one in people.dm("jo") if NOTICE in one.shown], "the notice stays"
    people.advance_to("2025-11-21T09:00")
    people.wait_for("marketing, Website form under pace: still open", user="kim", channel="#sla")


def test_given_back_where_it_was_taken(told: Office) -> None:
    people = told.people
    people.press("jo", "I take it", about="Website form")
    people.submit("jo", {"Until": "15:00"})
    people.press("jo", "Give it back")
    people.close("jo")
    people.advance_to("2025-11-21T09:00")
    seen = people.wait_for("Fri 21 Nov", user="kim", channel="#sla")
    assert "Taken on" not in seen.shown
