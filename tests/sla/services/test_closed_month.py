"""A closed month stays as its figures were first told; what came in later is a correction beside it (MATHS D15)."""

from dataclasses import replace
from datetime import date

from sla.board import ClosedMonth
from sla.services.status import Status
from tests.sla.services.agreement import ANA, BO, TERMS, at
from tests.sla.services.team import Team

HANDED_OVER = at("2026-02-02 10:00")
"""A Monday; day 14 is Monday 16 February. February closes on Monday 2 March at 9."""
IN_TIME = tuple(at(f"2026-02-{day:02} 11:00") for day in (2, 6, 10, 16))
CLOSED = at("2026-03-02 09:00")


def closed(team: Team, now: str = "2026-03-03 10:00") -> ClosedMonth | None:
    return Status(team.desk).board(team.come(at(now))).last_month


def counts(found: ClosedMonth | None) -> list[tuple[int | None, int, int, int]]:
    assert found is not None
    return [
        (one.line.checkpoint and one.line.checkpoint.day, one.line.kept, one.line.judged, one.kept_since)
        for one in found.lines
    ]


def test_what_is_logged_after_the_close_is_a_correction(team: Team) -> None:
    kept, late, missed = team.leads(3, HANDED_OVER)
    team.touch_each([kept], *IN_TIME)
    team.touch_each([late, missed], *IN_TIME[:2])
    assert counts(closed(team)) == [(None, 3, 3, 3), (14, 1, 3, 1)]
    team.touch_each([late], *IN_TIME[2:], imported_at=at("2026-03-03 09:00"))
    found = closed(team)
    assert counts(found) == [(None, 3, 3, 3), (14, 1, 3, 2)]
    assert found is not None
    assert (found.month, found.closed_at, found.corrections) == (date(2026, 2, 1), CLOSED, 1)
    assert missed


def test_up_to_the_close_it_is_simply_counted(team: Team) -> None:
    (lead,) = team.leads(1, HANDED_OVER)
    team.touch_each([lead], *IN_TIME[:2])
    team.touch_each([lead], *IN_TIME[2:], imported_at=CLOSED)
    assert counts(closed(team)) == [(None, 1, 1, 1), (14, 1, 1, 1)]


def test_a_first_attempt_that_is_logged_after_the_close(team: Team) -> None:
    one, other = team.leads(2, HANDED_OVER)
    team.touch(one, IN_TIME[0])
    team.touch(other, IN_TIME[0], imported_at=at("2026-03-02 09:01"))
    assert counts(closed(team))[0] == (None, 1, 2, 2)


def test_before_it_closes_there_is_none(team: Team) -> None:
    team.touch(team.lead(HANDED_OVER), IN_TIME[0])
    assert closed(team, "2026-03-02 08:59") is None
    assert closed(team, "2026-03-02 09:00") is not None


def test_it_is_told_in_the_first_working_days_and_on_demand(team: Team) -> None:
    team.touch(team.lead(HANDED_OVER), IN_TIME[0])
    assert closed(team, "2026-03-04 10:00") is not None
    assert closed(team, "2026-03-18 10:00") is None
    now = team.come(at("2026-03-18 10:00"))
    assert Status(team.desk).board(now, detail=True).last_month is not None
    assert Status(team.desk).own(team.actor(ANA), now).last_month is not None
    assert Status(team.desk).own(team.actor(BO), now).last_month is None


def test_a_month_before_any_agreement_or_any_activity_never_closed(team: Team) -> None:
    team.touch(team.lead(HANDED_OVER), IN_TIME[0], imported_at=at("2026-03-02 12:00"))
    assert closed(team) is None
    team.terms = replace(TERMS, effective_on=date(2026, 3, 1))
    assert closed(team) is None
