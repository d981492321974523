"""What counts as a follow-up, why the rest does not, and that the order of arrival changes nothing."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sla.calendar import local_date
from sla.touches import (
    Direction,
    JudgedTouch,
    Manner,
    NotCounted,
    Role,
    TouchFact,
    TouchKind,
    follow_up_times,
    judge_touches,
)

HANDOFF = datetime(2025, 6, 2, 14, tzinfo=UTC)  # a Monday, 10:00 in New York
NOW = datetime(2025, 8, 1, tzinfo=UTC)
ZONE = "America/New_York"
HOUR = timedelta(hours=1)


def touch(
    id: int | str,  # noqa: A002 — the fact's own name
    occurred_at: str | datetime,
    kind: TouchKind = TouchKind.CALL,
    *,
    inbound: bool = False,
    logged_after: timedelta = timedelta(),
    manner: Manner = Manner.PERSON,
    by_hand: bool = True,
    held: bool = True,
    bounced: bool = False,
) -> TouchFact:
    at = (
        occurred_at
        if isinstance(occurred_at, datetime)
        else datetime.fromisoformat(occurred_at).replace(tzinfo=UTC)
    )
    return TouchFact(
        id=id,
        kind=kind,
        direction=Direction.INBOUND if inbound else Direction.OUTBOUND,
        occurred_at=at,
        logged_at=at + logged_after,
        manner=manner,
        by_hand=by_hand,
        held=held,
        bounced=bounced,
    )


def judge(*facts: TouchFact, first_attempt_counts: bool = False) -> tuple[JudgedTouch, ...]:
    return judge_touches(
        facts, handed_off_at=HANDOFF, zone=ZONE, now=NOW, first_attempt_counts=first_attempt_counts
    )


def verdicts(*facts: TouchFact) -> dict[int | str, Role | NotCounted | None]:
    return {one.fact.id: one.role or one.not_counted for one in judge(*facts)}


def test_the_first_is_the_attempt_and_the_others_are_numbered() -> None:
    judged = judge(touch(1, "2025-06-03T15:00"), touch(2, "2025-06-05T15:00"), touch(3, "2025-06-09T15:00"))
    assert [(one.role, one.number) for one in judged] == [
        (Role.FIRST_ATTEMPT, None),
        (Role.FOLLOW_UP, 1),
        (Role.FOLLOW_UP, 2),
    ]
    assert [f"{at:%m-%d}" for at in follow_up_times(judged)] == ["06-05", "06-09"]


def test_an_agreement_may_count_the_first_attempt() -> None:
    judged = judge(touch(1, "2025-06-03T15:00"), touch(2, "2025-06-05T15:00"), first_attempt_counts=True)
    assert [(one.role, one.number) for one in judged] == [(Role.FIRST_ATTEMPT, 1), (Role.FOLLOW_UP, 2)]
    assert len(follow_up_times(judged)) == 2


@pytest.mark.parametrize(
    ("fact", "why"),
    [
        (touch(1, "2025-06-03T15:00", inbound=True), NotCounted.INBOUND),
        (touch(1, "2025-06-03T15:00", TouchKind.EMAIL, inbound=True), NotCounted.INBOUND),
        (touch(1, "2025-06-03T15:00", TouchKind.NOTE), NotCounted.NOTE),
        (touch(1, "2025-06-03T15:00", TouchKind.TASK), NotCounted.TASK),
        (touch(1, "2025-06-03T15:00", TouchKind.MEETING, held=False), NotCounted.SCHEDULED_ONLY),
        (touch(1, "2025-06-03T15:00", TouchKind.EMAIL, bounced=True), NotCounted.BOUNCED),
        (touch(1, "2025-06-03T15:00", TouchKind.EMAIL, manner=Manner.AUTOMATED), NotCounted.AUTOMATED),
        (touch(1, "2025-06-03T15:00", TouchKind.MESSAGE, manner=Manner.BULK), NotCounted.BULK),
        (touch(1, "2025-06-03T15:00", TouchKind.MEETING, manner=Manner.INTERNAL), NotCounted.INTERNAL),
        (touch(1, HANDOFF - timedelta(seconds=1)), NotCounted.BEFORE_HANDOFF),
        (touch(1, NOW + timedelta(seconds=1)), NotCounted.NOT_YET),
    ],
)
def test_what_does_not_count_says_why(fact: TouchFact, why: NotCounted) -> None:
    (judged,) = judge(fact)
    assert (judged.role, judged.number, judged.not_counted, judged.instead_of) == (None, None, why, None)


@pytest.mark.parametrize(
    "fact",
    [
        touch(1, "2025-06-03T15:00", TouchKind.CALL),
        touch(1, "2025-06-03T15:00", TouchKind.EMAIL),
        touch(1, "2025-06-03T15:00", TouchKind.MESSAGE),
        touch(1, "2025-06-03T15:00", TouchKind.MEETING),
        touch(1, "2025-06-03T15:00", TouchKind.MEETING, inbound=True),
        touch(1, HANDOFF),
        touch(1, NOW),
        touch(1, "2025-06-03T15:00", held=False),
    ],
)
def test_a_logged_human_attempt_or_a_held_meeting_counts(fact: TouchFact) -> None:
    assert verdicts(fact) == {1: Role.FIRST_ATTEMPT}


def test_one_a_day_and_the_first_attempt_uses_its_day() -> None:
    judged = judge(touch(1, "2025-06-03T13:00"), touch(2, "2025-06-03T20:00", TouchKind.EMAIL))
    assert judged[1].not_counted is NotCounted.SAME_DAY
    assert judged[1].instead_of == 1


def test_the_day_is_the_leads_local_one() -> None:
    # 23:30 and 00:30 in New York: two days there, one day in UTC.
    late, early = touch(1, "2025-06-04T03:30"), touch(2, "2025-06-04T04:30")
    assert verdicts(late, early) == {1: Role.FIRST_ATTEMPT, 2: Role.FOLLOW_UP}
    # 19:00 and 21:00 in New York: one day there, two days in UTC.
    assert verdicts(touch(1, "2025-06-03T23:00"), touch(2, "2025-06-04T01:00"))[2] is NotCounted.SAME_DAY


def test_a_touch_that_does_not_count_leaves_its_day_free() -> None:
    facts = (
        touch(1, "2025-06-03T13:00", TouchKind.EMAIL, bounced=True),
        touch(2, "2025-06-03T13:00:30", TouchKind.EMAIL),
    )
    assert verdicts(*facts) == {1: NotCounted.BOUNCED, 2: Role.FIRST_ATTEMPT}


def test_the_same_event_recorded_twice_over_midnight_is_one() -> None:
    # 23:59:40, 00:00:20 and 00:00:40 in New York; the next morning is still free.
    judged = judge(
        touch("a", "2025-06-04T03:59:40"),
        touch("b", "2025-06-04T04:00:20"),
        touch("c", "2025-06-04T04:00:40"),
        touch("d", "2025-06-04T14:00"),
    )
    assert [one.not_counted for one in judged] == [
        None,
        NotCounted.DUPLICATE_60S,
        NotCounted.DUPLICATE_60S,
        None,
    ]
    assert [one.instead_of for one in judged] == [None, "a", "a", None]
    assert judged[3].number == 1


def test_sixty_one_seconds_and_another_kind_are_other_events() -> None:
    edge = datetime(2025, 6, 4, 3, 59, 30, tzinfo=UTC)  # 23:59:30 in New York
    assert verdicts(touch(1, edge), touch(2, edge + timedelta(seconds=60)))[2] is NotCounted.DUPLICATE_60S
    assert verdicts(touch(1, edge), touch(2, edge + timedelta(seconds=61)))[2] is Role.FOLLOW_UP
    assert (
        verdicts(touch(1, edge), touch(2, edge + timedelta(seconds=40), TouchKind.EMAIL))[2] is Role.FOLLOW_UP
    )


def test_a_chain_of_calls_is_not_one_call() -> None:
    # Each within 60 s of the one before, the third not of the first: 23:59:10, 23:59:55, 00:00:30.
    start = datetime(2025, 6, 4, 3, 59, 10, tzinfo=UTC)
    facts = [touch(n, start + timedelta(seconds=after)) for n, after in enumerate((0, 45, 80))]
    assert list(verdicts(*facts).values()) == [Role.FIRST_ATTEMPT, NotCounted.DUPLICATE_60S, Role.FOLLOW_UP]


def test_a_duplicate_of_a_touch_that_did_not_count_points_to_the_one_that_did() -> None:
    judged = judge(
        touch(1, "2025-06-03T15:00"), touch(2, "2025-06-04T03:59:40"), touch(3, "2025-06-04T04:00:20")
    )
    assert [one.not_counted for one in judged] == [None, NotCounted.SAME_DAY, NotCounted.DUPLICATE_60S]
    assert [one.instead_of for one in judged] == [None, 1, 1]


@pytest.mark.parametrize(
    ("logged_after", "by_hand", "late"),
    [
        (24 * HOUR, True, False),
        (24 * HOUR + timedelta(seconds=1), True, True),
        (72 * HOUR, False, False),
        (-HOUR, True, False),
    ],
)
def test_logged_by_hand_more_than_a_day_later(logged_after: timedelta, *, by_hand: bool, late: bool) -> None:
    (judged,) = judge(touch(1, "2025-06-03T15:00", logged_after=logged_after, by_hand=by_hand))
    assert judged.late_logged is late
    assert judged.role is Role.FIRST_ATTEMPT


def test_equal_moments_are_ordered_by_id() -> None:
    assert verdicts(touch(2, "2025-06-03T15:00"), touch(1, "2025-06-03T15:00")) == {
        1: Role.FIRST_ATTEMPT,
        2: NotCounted.DUPLICATE_60S,
    }
    assert [one.fact.id for one in judge(touch("10", HANDOFF), touch(10, HANDOFF), touch(9, HANDOFF))] == [
        9,
        10,
        "10",
    ]


def test_moments_become_utc_and_naive_ones_are_refused() -> None:
    with pytest.raises(ValueError, match="occurred_at has no time zone"):
        touch(1, datetime(2025, 6, 3))
    with pytest.raises(ValueError, match="handed_off_at has no time zone"):
        judge_touches([], handed_off_at=datetime(2025, 6, 3), zone=ZONE, now=NOW)
    with pytest.raises(ValueError, match="now has no time zone"):
        judge_touches([], handed_off_at=HANDOFF, zone=ZONE, now=datetime(2025, 6, 3))


_FACTS = st.builds(
    touch,
    id=st.integers(0, 10**6) | st.text("abc", max_size=8),
    # Many on the same few days, hours and seconds, from before the handoff to after now.
    occurred_at=st.tuples(
        st.integers(-1, 62), st.sampled_from([0, 3, 4, 12]), st.sampled_from([0, 30, 59, 90])
    ).map(lambda at: datetime(2025, 6, 2, tzinfo=UTC) + timedelta(days=at[0], hours=at[1], seconds=at[2])),
    kind=st.sampled_from(TouchKind),
    inbound=st.booleans(),
    logged_after=st.integers(0, 40).map(lambda hours: hours * HOUR),
    manner=st.sampled_from((*[Manner.PERSON] * 5, *Manner)),
    held=st.booleans(),
    bounced=st.integers(0, 5).map(lambda n: n == 0),
)
_LISTS = st.lists(_FACTS, max_size=15, unique_by=lambda fact: fact.id)


@given(_LISTS, st.randoms(use_true_random=False), st.booleans())
def test_the_order_of_arrival_does_not_matter(facts: list[TouchFact], random: Random, first: bool) -> None:  # noqa: FBT001 — drawn by Hypothesis
    shuffled = random.sample(facts, len(facts))
    assert judge(*facts, first_attempt_counts=first) == judge(*shuffled, first_attempt_counts=first)


@given(_LISTS)
def test_every_touch_has_one_verdict_and_the_counted_ones_a_day_each(facts: list[TouchFact]) -> None:
    judged = judge(*facts)
    assert Counter(one.fact.id for one in judged) == Counter(fact.id for fact in facts)
    assert all((one.role is None) is (one.not_counted is not None) for one in judged)
    counted = [one for one in judged if one.role is not None]
    days = [local_date(one.fact.occurred_at, ZONE) for one in counted]
    assert days == sorted(set(days))
    assert [one.role for one in counted] == [Role.FIRST_ATTEMPT, *[Role.FOLLOW_UP] * (len(counted) - 1)][
        : len(counted)
    ]
    assert [one.number for one in counted[1:]] == list(range(1, len(counted)))
    standing = {one.fact.id: one for one in counted}
    for one in judged:
        if one.not_counted in {NotCounted.SAME_DAY, NotCounted.DUPLICATE_60S}:
            assert one.instead_of in standing
            assert standing[one.instead_of].fact.occurred_at <= one.fact.occurred_at
        elif one.not_counted is NotCounted.TWIN:
            assert one.fact.kind is TouchKind.TASK
        else:
            assert one.instead_of is None


@given(_LISTS, st.integers(0, 70))
def test_what_is_judged_now_stands_later(facts: list[TouchFact], days: int) -> None:
    sooner = HANDOFF + timedelta(days=days)
    known = judge_touches(facts, handed_off_at=HANDOFF, zone=ZONE, now=sooner)
    settled = [one for one in known if one.not_counted is not NotCounted.NOT_YET]
    later = judge_touches(facts, handed_off_at=HANDOFF, zone=ZONE, now=sooner + timedelta(days=400))
    assert list(later[: len(settled)]) == settled


@given(_LISTS)
def test_what_cannot_count_changes_nothing_for_the_others(facts: list[TouchFact]) -> None:
    idle = [touch(f"idle {n}", fact.occurred_at, TouchKind.NOTE) for n, fact in enumerate(facts)]
    idle += [touch(f"in {n}", fact.occurred_at, inbound=True) for n, fact in enumerate(facts)]
    added = {fact.id for fact in idle}
    assert tuple(one for one in judge(*facts, *idle) if one.fact.id not in added) == judge(*facts)


@given(st.lists(st.dates(date(2025, 6, 3), date(2025, 7, 30)), max_size=60, unique=True))
def test_a_call_a_day_counts_every_day(days: list[date]) -> None:
    facts = [touch(n, datetime(day.year, day.month, day.day, 15, tzinfo=UTC)) for n, day in enumerate(days)]
    assert len(follow_up_times(judge(*facts))) == max(0, len(days) - 1)
