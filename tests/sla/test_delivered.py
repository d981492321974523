"""Which leads are delivered: a person once in ninety days, a final rejection not at all (MATHS D13)."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sla.delivered import ONCE_WITHIN_DAYS, Handover, Reason, uncounted
from sla.leads import LeadId

BEGIN = datetime(2026, 1, 5, 9, tzinfo=UTC)
LATER = BEGIN + timedelta(days=10_000)
ZONE = "Europe/Berlin"


def handover(number: int, day: float, person: str | None = "ada", *, out: float | None = None) -> Handover:
    return Handover(
        lead_id=LeadId(number),
        name=f"Lead {number}",
        lead_type="website",
        handed_off_at=BEGIN + timedelta(days=day),
        person=person,
        out_at=None if out is None else BEGIN + timedelta(days=out),
    )


def left_out(*handovers: Handover, now: datetime = LATER) -> dict[int, Reason]:
    return {one.handover.lead_id: one.reason for one in uncounted(handovers, now, ZONE)}


@pytest.mark.parametrize(("days", "again"), [(0, True), (1, True), (90, True), (91, False), (400, False)])
def test_the_same_person_within_ninety_days_counts_once(days: int, *, again: bool) -> None:
    assert left_out(handover(1, 0), handover(2, days)) == ({2: Reason.REPEATED} if again else {})


def test_days_are_those_of_the_zone() -> None:
    # 23:30 UTC is the next day in Berlin, so that 90 days later at 23:30 UTC is the 91st day after 22:00 UTC.
    first, second = handover(1, 0.54), handover(2, 90.61)
    assert left_out(first, second) == {}
    assert [one.handover.lead_id for one in uncounted([first, second], LATER, "UTC")] == [2]


def test_the_ninety_days_run_from_the_lead_that_counts() -> None:
    # Somebody who comes every sixty days counts every other time, and is not lost for good.
    found = uncounted([handover(number, 60 * number) for number in range(5)], LATER, ZONE)
    assert [one.handover.lead_id for one in found] == [1, 3]
    assert [one.counted and one.counted.lead_id for one in found] == [0, 2]


def test_other_people_and_unknown_ones_count_each() -> None:
    assert left_out(handover(1, 0), handover(2, 1, "bob"), handover(3, 1, None), handover(4, 1, None)) == {}


def test_a_rejected_one_leaves_room_for_the_persons_next() -> None:
    first, second = handover(1, 0, out=5), handover(2, 3)
    assert left_out(first, second) == {1: Reason.REJECTED}
    # Until the rejection is final the first one counts, and the second does not.
    assert left_out(first, second, now=BEGIN + timedelta(days=4)) == {2: Reason.REPEATED}


HANDOVERS = st.lists(
    st.builds(
        handover,
        st.integers(1, 10**6),
        st.integers(0, 500),
        st.sampled_from(["ada", "bob", None]),
        out=st.none() | st.integers(0, 500),
    ),
    unique_by=lambda one: one.lead_id,
    max_size=30,
)


@given(HANDOVERS, st.randoms())
def test_whoever_counts_is_more_than_ninety_days_after_the_one_before(
    handovers: list[Handover], chance: Random
) -> None:
    gone = {one.handover.lead_id: one for one in uncounted(handovers, LATER, ZONE)}
    kept = [one for one in handovers if one.lead_id not in gone]
    for person in ("ada", "bob"):
        days = sorted(one.handed_off_at for one in kept if one.person == person)
        gaps = [(after - before).days for before, after in pairwise(days)]
        assert all(gap > ONCE_WITHIN_DAYS for gap in gaps)
    for one in gone.values():
        if one.reason is Reason.REPEATED:
            assert one.counted in kept
            assert one.counted.person == one.handover.person
    shuffled = list(handovers)
    chance.shuffle(shuffled)
    assert uncounted(shuffled, LATER, ZONE) == uncounted(handovers, LATER, ZONE)


@given(HANDOVERS)
def test_everybody_who_came_counts_once_at_least_unless_rejected(handovers: list[Handover]) -> None:
    gone = {one.handover.lead_id for one in uncounted(handovers, LATER, ZONE)}
    taken = [one for one in handovers if one.out_at is None]
    counted = Counter(one.person for one in taken if one.lead_id not in gone)
    assert {one.person for one in taken} == set(counted)
