"""Follow-ups that stay due come to the manager of sales at the agreed steps, to nobody else, and can change hands."""

import pytest

from tests.e2e.conftest import Mode, Office
from tests.e2e.home_tabs import open_home

pytestmark = pytest.mark.e2e


@pytest.fixture(params=["socket", pytest.param("http", marks=pytest.mark.chaos)])
def mode(request: pytest.FixtureRequest) -> Mode:
    return request.param


def test_the_manager_hears_after_three_working_days_and_may_give_it_on_after_five(running: Office) -> None:
    people = running.people
    people.advance_to("2025-11-24T09:05")
    told = people.wait_for("short of", user="kim", channel="app")
    assert "*Harbour GmbH* · Website form · Ana Ruiz" in told.shown
    assert "2 of 3 follow-ups; they were due by Wed 19 Nov" in told.shown
    assert "Give to another rep" not in told.shown
    assert (
        "The manager of sales has been told of Harbour GmbH"
        in open_home(running, "ana", "been told of").shown
    )
    people.press("kim", "Show", about="Harbour GmbH")
    people.wait_for("handed over to Ana Ruiz", user="kim")

    people.advance_to("2025-11-26T09:05")
    people.wait_for("a lead that is given on keeps its dates", user="kim", channel="app")
    people.choose("kim", "Lee Park", about="Harbour GmbH")
    people.wait_for("goes to Lee Park", user="kim")
    assert not [one for one in people.messages("kim", "#sla") if "Ana" in one.shown]
    for other in ("jo", "ceo"):
        assert not [one for one in people.messages(other, "app") if "Harbour" in one.shown]


def test_what_is_caught_up_in_time_comes_to_nobody(running: Office) -> None:
    people = running.people
    people.advance_to("2025-11-20T10:00")
    people.say("ana", "/sla log harbour call")
    people.wait_for("3 of 3", user="ana")
    people.advance_to("2025-11-24T09:05")
    people.wait_for("leads today, Ana", user="ana", channel="app")
    assert not [one for one in people.messages("kim", "app") if "Harbour" in one.shown]
