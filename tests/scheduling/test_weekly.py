"""The weekly summary is planned once a week, on its first working day, and never comes late or twice."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from scheduling.messenger import Ambiguous, Refused
from sla.delivery import Kind, State
from tests.scheduling.stage import Stage
from tests.sla.services.agreement import CALENDAR, TERMS, at

MONDAY, TUESDAY = "2026-03-16", "2026-03-17"
DUE = at(f"{MONDAY} 09:10")


@pytest.fixture(autouse=True)
def begun(stage: Stage) -> None:
    """A first lead has come in; before that a summary has nothing to say."""
    stage.team.lead(at("2026-03-12 10:00"))


def weekly(stage: Stage) -> list[str]:
    return [post.to for post in stage.messenger.posted if post.kind is Kind.WEEKLY]


def tick(stage: Stage, *moments: str | datetime) -> int:
    """How many summaries have come by then."""
    for moment in moments:
        stage.tick(at(moment) if isinstance(moment, str) else moment)
    return len(weekly(stage))


@pytest.mark.parametrize(
    ("now", "comes"),
    [
        ("2026-03-16 09:09", False),
        ("2026-03-16 09:10", True),
        ("2026-03-16 23:50", True),  # late after a stop, and still of use
        ("2026-03-17 00:00", False),
        ("2026-03-17 09:30", False),
        ("2026-03-15 09:30", False),
    ],
)
def test_on_the_first_working_day_of_the_week_some_minutes_after_the_digest(
    stage: Stage, now: str, *, comes: bool
) -> None:
    assert (tick(stage, now) == 1) is comes


def test_on_a_tuesday_where_monday_is_a_holiday(stage: Stage) -> None:
    stage.team.terms = replace(TERMS, calendar=replace(CALENDAR, holidays=frozenset({date(2026, 3, 16)})))
    assert not tick(stage, f"{MONDAY} 09:30")
    assert tick(stage, f"{TUESDAY} 09:30", "2026-03-18 09:30") == 1


def test_once_a_week_whatever_restarts_and_however_often_it_ticks(stage: Stage) -> None:
    minutes = (DUE + timedelta(minutes=one) for one in (0, 0, 1, 30, 400))
    assert tick(stage, *minutes) == 1
    assert tick(stage, *(f"2026-03-{day} 09:30" for day in (17, 18, 19, 20))) == 1
    assert tick(stage, "2026-03-23 09:30") == 2


@pytest.mark.parametrize("days", [1, 8, 30])
def test_after_a_stop_at_most_one(stage: Stage, days: int) -> None:
    tick(stage, DUE)
    begins = at(f"{MONDAY} 10:00") + timedelta(days=days)
    moments = [begins + timedelta(hours=hour) for hour in range(24)]
    assert tick(stage, *moments) <= 2


def test_none_before_a_week_has_passed_under_the_agreement(stage: Stage) -> None:
    stage.team.terms = replace(TERMS, effective_on=date(2026, 3, 16))
    assert not tick(stage, DUE)
    stage.team.terms = replace(TERMS, effective_on=date(2026, 3, 15))
    stage.team.lead(at("2026-03-15 10:00"))
    assert tick(stage, DUE) == 1


def test_what_may_have_arrived_is_never_sent_again(stage: Stage) -> None:
    stage.messenger.script["sla"] = [Ambiguous(reason="TimeoutError")]
    stage.tick(at(f"{MONDAY} 12:30"))
    later = [at(f"{MONDAY} 12:30") + timedelta(minutes=one) for one in (1, 6, 22, 60)]
    assert not tick(stage, *later)
    (row,) = [row for row in stage.rows() if row.kind is Kind.WEEKLY]
    assert row.state is State.UNCONFIRMED
    tick(stage, f"{TUESDAY} 09:00")
    digest = next(post for post in stage.messenger.posted if post.kind is Kind.DIGEST)
    assert digest.doubt


@pytest.mark.usefixtures("with_marketing")
def test_a_channel_that_takes_nothing_is_told_once(stage: Stage) -> None:
    stage.messenger.nowhere["sla"] = Refused(reason="is_archived")
    tick(stage, f"{MONDAY} 09:00", DUE, f"{MONDAY} 09:30", f"{MONDAY} 09:31")
    told = [post.to for post in stage.messenger.posted if post.kind is Kind.TROUBLE]
    assert len(told) == len(set(told)) == 2
