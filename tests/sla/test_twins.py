"""One call told by several sources counts once, and hides no other call."""

from collections import Counter, defaultdict
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sla.calendar import local_date
from sla.recorded import Direction, Manner, TouchFact, TouchKind
from sla.touches import JudgedTouch, NotCounted, Role, follow_up_times, judge_touches
from sla.twins import CLOSE, events

HANDOFF = datetime(2025, 6, 2, 14, tzinfo=UTC)
START = datetime(2025, 6, 3, 15, tzinfo=UTC)  # 11:00 in New York
NIGHT = datetime(2025, 6, 4, 3, 55, tzinfo=UTC)  # 23:55 there
NOW = datetime(2025, 8, 1, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
ZONE = "America/New_York"


def touch(
    id: str,  # noqa: A002 — the fact's own name
    after: float = 0,
    source: str = "",
    *,
    start: datetime = START,
    kind: TouchKind = TouchKind.CALL,
    direction: Direction = Direction.OUTBOUND,
    member: int | None = None,
    told: bool = False,
    bounced: bool = False,
    manner: Manner = Manner.PERSON,
    logged_after: timedelta = timedelta(),
) -> TouchFact:
    at = start + after * MINUTE
    return TouchFact(
        id=id,
        kind=kind,
        direction=direction,
        occurred_at=at,
        logged_at=at + logged_after,
        by_hand=not source,
        source=source,
        member=member,
        told=told,
        bounced=bounced,
        manner=manner,
    )


def judge(*facts: TouchFact, now: datetime = NOW) -> tuple[JudgedTouch, ...]:
    return judge_touches(facts, handed_off_at=HANDOFF, zone=ZONE, now=now)


def verdicts(*facts: TouchFact) -> dict[int | str, Role | NotCounted | None]:
    return {one.fact.id: one.role or one.not_counted for one in judge(*facts)}


def together(*facts: TouchFact) -> set[frozenset[int | str]]:
    return {frozenset({event.fact.id, *(twin.id for twin in event.twins)}) for event in events(facts)}


def test_a_press_and_the_same_call_from_a_crm_are_one_even_over_midnight() -> None:
    judged = judge(touch("pressed", 9, start=NIGHT), touch("crm", 0, "hubspot", start=NIGHT, told=True))
    assert [(one.fact.id, one.role, one.not_counted, one.instead_of) for one in judged] == [
        ("crm", Role.FIRST_ATTEMPT, None, None),
        ("pressed", None, NotCounted.TWIN, "crm"),
    ]


def test_the_one_with_more_said_stands_at_the_feeds_moment_and_is_known_since_the_first() -> None:
    fed = touch("crm", 0, "hubspot", logged_after=timedelta(days=2))
    pressed = touch("pressed", 5, told=True)
    standing, twin = judge(pressed, fed)
    assert (standing.fact.id, standing.fact.occurred_at) == ("pressed", START)
    assert standing.fact.logged_at == START + 5 * MINUTE
    assert (twin.fact, twin.not_counted) == (fed, NotCounted.TWIN)


@pytest.mark.parametrize(
    ("one", "other", "stands"),
    [
        (touch("a", 0, told=True), touch("b", 1, "hubspot"), "a"),
        (touch("a", 0), touch("b", 1, "hubspot"), "b"),
        (touch("a", 0, told=True), touch("b", 1, "hubspot", told=True), "b"),
        (touch("a", 0, "csv", told=True), touch("b", 1, "hubspot", told=True), "a"),
    ],
)
def test_which_one_stands(one: TouchFact, other: TouchFact, stands: str) -> None:
    assert events([one, other])[0].fact.id == events([other, one])[0].fact.id == stands


@pytest.mark.parametrize(
    "other",
    [
        touch("b", 15.1, "hubspot"),
        touch("b", 1, "hubspot", kind=TouchKind.EMAIL),
        touch("b", 1, "hubspot", direction=Direction.INBOUND),
        touch("b", 1, "hubspot", member=4),
        touch("b", 1, "hubspot", manner=Manner.AUTOMATED),
        touch("b", 1),
    ],
)
def test_what_is_another_event(other: TouchFact) -> None:
    assert together(touch("a", member=3), other) == {frozenset("a"), frozenset("b")}


def test_the_window_closes_after_fifteen_minutes_and_for_a_meeting_after_two_hours() -> None:
    assert together(touch("a"), touch("b", 15, "hubspot")) == {frozenset("ab")}
    meeting = touch("a", 0, "hubspot", kind=TouchKind.MEETING, direction=Direction.INBOUND)
    pressed = [touch("b", after, kind=TouchKind.MEETING) for after in (120, 120.5)]
    assert [len(together(meeting, one)) for one in pressed] == [1, 2]


def test_two_calls_pressed_and_fed_are_two() -> None:
    facts = [touch(f"s{n}", at) for n, at in enumerate((2, 14))]
    facts += [touch(f"h{n}", at, "hubspot") for n, at in enumerate((0, 12))]
    assert together(*facts) == {frozenset({"s0", "h0"}), frozenset({"s1", "h1"})}


def test_a_bounced_mail_does_not_count_for_having_been_pressed_too() -> None:
    facts = (
        touch("pressed", 0, kind=TouchKind.EMAIL),
        touch("crm", 1, "hubspot", kind=TouchKind.EMAIL, told=True, bounced=True),
    )
    assert verdicts(*facts) == {"crm": NotCounted.BOUNCED, "pressed": NotCounted.TWIN}


def test_what_a_sequence_sent_takes_nothing_from_what_a_person_sent() -> None:
    facts = (
        touch("pressed", 0, kind=TouchKind.EMAIL),
        touch("crm", 1, "hubspot", kind=TouchKind.EMAIL, manner=Manner.AUTOMATED),
    )
    assert verdicts(*facts) == {"pressed": Role.FIRST_ATTEMPT, "crm": NotCounted.AUTOMATED}


def test_a_call_before_the_handoff_takes_nothing_from_the_press_after_it() -> None:
    fed = touch("crm", -1, "hubspot", start=HANDOFF, told=True)
    assert verdicts(fed, touch("pressed", 2, start=HANDOFF)) == {
        "crm": NotCounted.BEFORE_HANDOFF,
        "pressed": Role.FIRST_ATTEMPT,
    }


def test_the_task_of_a_mail_is_its_twin_and_a_task_alone_is_a_task() -> None:
    mail = touch("mail", 0, "hubspot", kind=TouchKind.EMAIL)
    its, other = touch("its", -3, "hubspot", kind=TouchKind.TASK), touch("b", 30, kind=TouchKind.TASK)
    assert verdicts(its, mail, other) == {
        "its": NotCounted.TWIN,
        "mail": Role.FIRST_ATTEMPT,
        "b": NotCounted.TASK,
    }


@pytest.mark.parametrize(("by_feed", "late"), [(timedelta(hours=1), False), (timedelta(days=4), False)])
def test_what_a_feed_brings_too_is_not_logged_late(by_feed: timedelta, *, late: bool) -> None:
    pressed = touch("pressed", 0, logged_after=timedelta(days=3))
    assert [one.late_logged for one in judge(pressed)] == [True]
    judged = judge(pressed, touch("crm", 5, "hubspot", logged_after=by_feed))
    assert [one.late_logged for one in judged] == [late, False]


_FACTS = st.lists(
    st.builds(
        touch,
        id=st.uuids().map(str),
        # Close together, around midnight there, so that many are somebody's twin.
        after=st.integers(0, 40) | st.integers(0, 3000),
        source=st.sampled_from(["", "hubspot", "csv"]),
        start=st.just(NIGHT),
        kind=st.sampled_from([TouchKind.CALL, TouchKind.CALL, *TouchKind]),
        direction=st.sampled_from([Direction.OUTBOUND, Direction.OUTBOUND, Direction.INBOUND]),
        member=st.sampled_from([None, 3, 4]),
        told=st.booleans(),
        bounced=st.integers(0, 5).map(lambda n: n == 0),
        manner=st.sampled_from([Manner.PERSON] * 4 + list(Manner)),
    ),
    max_size=14,
)


@given(_FACTS, st.randoms(use_true_random=False))
def test_the_order_of_arrival_changes_no_verdict(facts: list[TouchFact], random: Random) -> None:
    assert judge(*facts) == judge(*random.sample(facts, len(facts)))


@given(_FACTS)
def test_every_fact_is_in_one_event_and_an_event_has_one_of_each_source(facts: list[TouchFact]) -> None:
    found = events(facts)
    assert Counter(one.id for event in found for one in (event.fact, *event.twins)) == Counter(
        one.id for one in facts
    )
    by_id = {one.id: one for one in facts}
    for event in found:
        tellings = [by_id[event.fact.id], *(one for one in event.twins if one.kind is not TouchKind.TASK)]
        assert len({one.source for one in tellings}) == len(tellings)
        assert len({(one.kind, one.manner) for one in tellings}) == 1
        assert len({one.member for one in tellings} - {None}) <= 1
        moments = [one.occurred_at for one in tellings if one.source] or [event.fact.occurred_at]
        assert event.fact.occurred_at == min(moments)


@given(_FACTS)
def test_no_source_loses_a_real_touch_to_the_others(facts: list[TouchFact]) -> None:
    """With whatever the others tell, there are at least as many events as the source alone would make."""
    by_source: defaultdict[str, list[TouchFact]] = defaultdict(list)
    for fact in facts:
        if fact.kind is not TouchKind.TASK:
            by_source[fact.source].append(fact)
    real = [event for event in events(facts) if event.fact.kind is not TouchKind.TASK]
    assert len(real) >= max((len(mine) for mine in by_source.values()), default=0)


@given(_FACTS)
def test_what_is_pressed_beside_a_feed_takes_no_day_from_it(facts: list[TouchFact]) -> None:
    """Except where it says that a mail bounced."""
    plain = [replace(one, bounced=False, member=None) for one in facts if one.source in {"", "hubspot"}]
    fed = [one for one in plain if one.source]
    days, with_presses = (
        {local_date(one.fact.occurred_at, ZONE) for one in judge(*some) if one.role} for some in (fed, plain)
    )
    assert days <= with_presses


@given(
    st.lists(st.integers(0, 5000), min_size=1, max_size=8, unique=True),
    st.lists(st.integers(0, 15), min_size=8, max_size=8),
)
def test_every_call_pressed_once_and_fed_once_counts_as_if_fed_alone(
    starts: list[int], late: list[int]
) -> None:
    starts.sort()
    if any(later - sooner <= CLOSE / MINUTE for sooner, later in pairwise(starts)):
        return
    fed = [touch(f"h{n}", at, "hubspot", start=NIGHT, told=True) for n, at in enumerate(starts)]
    pressed = [touch(f"s{n}", at + late[n], start=NIGHT) for n, at in enumerate(starts)]
    alone, both = judge(*fed), judge(*fed, *pressed)
    assert follow_up_times(both) == follow_up_times(alone)
    assert sum(one.not_counted is NotCounted.TWIN for one in both) == len(fed)


@given(_FACTS, st.integers(0, 4000))
def test_what_comes_later_takes_no_day_back(facts: list[TouchFact], minutes: int) -> None:
    """Except where it says that a mail bounced; and what was pressed goes by the feed's clock."""
    plain = [replace(one, bounced=False) for one in facts if one.source]
    now = NIGHT + minutes * MINUTE
    sooner = [one for one in judge(*plain, now=now) if one.role is not None]
    later = [one for one in judge(*plain) if one.role is not None]
    assert [one.fact.occurred_at for one in sooner] == [one.fact.occurred_at for one in later[: len(sooner)]]
