"""Counts that would show a share kept by other means than work; none of them is a verdict."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as some

from sla.habits import Habits, LeadHabit, habits
from sla.touches import Direction, TouchFact, TouchKind, judge_touches

DAY = timedelta(days=1)
MONDAY = datetime(2026, 3, 2, 10, tzinfo=UTC)
FIRST, LAST = date(2026, 3, 1), date(2026, 3, 31)


def lead(
    *days: int, late: tuple[int, ...] = (), feed: bool = False, closed: bool = False, reached: bool = True
):
    """Touched on these days after a Monday; those of `late` logged two days after."""
    facts = [
        TouchFact(
            id=day, kind=TouchKind.CALL, direction=Direction.OUTBOUND, occurred_at=MONDAY + day * DAY,
            logged_at=MONDAY + (day + 2 * (day in late)) * DAY, by_hand=not feed,
        )
        for day in days
    ]  # fmt: skip
    touches = judge_touches(facts, handed_off_at=MONDAY - DAY, zone="UTC", now=MONDAY + 400 * DAY)
    return LeadHabit(touches=touches, zone="UTC", reached=reached, closed_by_rep=closed)


def test_by_hand() -> None:
    # Follow-ups are on days 2, 5 and 6, and 10 and 20: gaps of 3, 1 and 10 days.
    found = habits(
        [
            lead(0, 2, 5, 6, late=(5,)),
            lead(1, 10, 20, feed=True, closed=True),
            lead(reached=False, closed=True),
        ],
        first=FIRST,
        last=LAST,
    )
    assert found == Habits(closed_by_rep=1, reached=2, gap=3 * DAY, gaps=3, late=1, logged=4)


def test_what_lies_outside_the_span_is_left_out() -> None:
    one = lead(0, 2, 25, 45, late=(0, 45))
    assert habits([one], first=date(2026, 3, 3), last=LAST) == Habits(
        closed_by_rep=0, reached=1, gap=23 * DAY, gaps=1, late=0, logged=2
    )


def test_nothing_is_none_yet() -> None:
    assert habits([], first=FIRST, last=LAST) == Habits(
        closed_by_rep=0, reached=0, gap=None, gaps=0, late=0, logged=0
    )


_DAYS = some.lists(some.integers(0, 40), unique=True, max_size=8)


@given(some.lists(some.tuples(_DAYS, _DAYS, some.booleans(), some.booleans()), max_size=6))
def test_parts_never_exceed_the_whole_and_the_order_of_leads_is_nothing(drawn: list) -> None:
    leads = [
        lead(*days, late=tuple(late), closed=closed, reached=reached) for days, late, closed, reached in drawn
    ]
    found = habits(leads, first=FIRST, last=LAST)
    assert found == habits(reversed(leads), first=FIRST, last=LAST)
    assert found.closed_by_rep <= found.reached <= len(leads)
    assert found.late <= found.logged
    assert (found.gap is None) == (found.gaps == 0)
    assert found.gap is None or found.gap >= DAY
