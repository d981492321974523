"""A lead goes back to marketing once its cadence is over, not before, and no verdict changes by it."""

from datetime import timedelta

import pytest

from sla.cadence import State
from sla.errors import Conflict, NotAllowed
from sla.leads import LeadId, StopReason
from sla.people import Person
from sla.services.giving_back import GivingBack
from sla.services.recording import NewTouch
from sla.services.status import Status
from sla.services.touching import Touching
from sla.touches import TouchKind
from tests.sla.services.agreement import ANA, BO, at
from tests.sla.services.team import Team

START = at("2026-01-05 10:00")
LAST_DAY_OVER = at("2026-03-03 09:00")
"""Day 56 is Monday 2 March."""
MADE = tuple(at(f"2026-01-{day:02} 11:00") for day in (5, 7, 9, 12, 14, 16, 19, 21))
"""The first attempt and seven follow-ups."""


def give_back(team: Team, lead: LeadId, now, *, who: Person = ANA, press: str = "back"):
    return GivingBack(team.desk).give_back(team.actor(who), lead, press, now)


def undo(team: Team, lead: LeadId, now, *, who: Person = ANA, press: str = "undo"):
    return GivingBack(team.desk).undo(team.actor(who), lead, press, now)


def test_after_the_last_follow_up_the_clock_stops(team: Team) -> None:
    lead, now = team.lead(START), at("2026-01-22 10:00")
    team.touch(lead, *MADE)
    given = give_back(team, lead, now)
    assert (given.undone, given.item.standing.state) == (False, State.STOPPED)
    stored = team.stored(lead)
    assert (stored.stop_reason, stored.stopped_at) == (StopReason.RETURNED, now)
    with team.work() as work:
        assert [one.id for one in work.decisions.given_back(now)] == [lead]


def test_before_its_last_day_a_lead_stays(team: Team) -> None:
    lead = team.lead(START)
    team.touch(lead, *MADE[:5])
    with pytest.raises(Conflict, match="still in its cadence"):
        give_back(team, lead, at("2026-03-02 20:00"))
    assert team.stored(lead).stop_reason is None
    assert not give_back(team, lead, LAST_DAY_OVER).undone


def test_a_kept_promise_stays_kept_and_a_missed_one_missed(team: Team) -> None:
    kept, missed, other = team.leads(3, START)
    team.touch(kept, *MADE)
    team.touch(missed, *MADE[:4])
    team.touch(other, *MADE[:4])
    before = Status(team.desk).board(team.come(at("2026-03-04 10:00"))).sales
    give_back(team, kept, at("2026-01-22 10:00"), press="1")
    give_back(team, missed, LAST_DAY_OVER, press="2")
    assert Status(team.desk).board(team.come(at("2026-03-04 10:00"))).sales == before


def test_it_comes_back_within_ten_minutes_as_it_was(team: Team) -> None:
    lead = team.lead(START)
    team.touch(lead, *MADE)
    now = at("2026-01-22 10:00")
    before = team.stored(lead)
    give_back(team, lead, now)
    assert undo(team, lead, now + timedelta(minutes=10)).undone
    assert team.stored(lead) == before
    assert undo(team, lead, now + timedelta(hours=1), press="again").undone, "twice is once"
    assert not give_back(team, lead, now + timedelta(hours=2), press="back again").undone
    with pytest.raises(Conflict, match="marketing has it now"):
        undo(team, lead, now + timedelta(hours=3), press="late")


def test_a_second_press_is_the_first_one(team: Team) -> None:
    lead, now = team.lead(START), at("2026-01-22 10:00")
    team.touch(lead, *MADE)
    give_back(team, lead, now)
    give_back(team, lead, now + timedelta(hours=1), press="another")
    assert team.stored(lead).stopped_at == now


def test_what_is_closed_already_has_nothing_to_be_given_back(team: Team) -> None:
    lead = team.lead(START)
    team.stop(at("2026-01-20 10:00"), lead)
    with pytest.raises(Conflict, match="already"):
        give_back(team, lead, LAST_DAY_OVER)


def test_nothing_is_logged_on_it_any_more(team: Team) -> None:
    lead = team.lead(START)
    give_back(team, lead, LAST_DAY_OVER)
    new = NewTouch(lead_id=lead, kind=TouchKind.CALL, press="call")
    with pytest.raises(Conflict, match="given back already"):
        Touching(team.desk).log(team.actor(ANA), new, LAST_DAY_OVER)


def test_only_those_who_work_on_it(team: Team) -> None:
    lead = team.lead(START)
    with pytest.raises(NotAllowed):
        give_back(team, lead, LAST_DAY_OVER, who=BO)
