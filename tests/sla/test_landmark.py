"""Follow-ups against outcomes: only among leads open at the same day, within their type, and only where enough are."""

from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as some

from sla.cadence import Checkpoint
from sla.landmark import Group, Landmark, LandmarkCase, landmark

TWO_WEEKS = Checkpoint(day=14, need=3)
NAMES = {"web": "Website form", "event": "Event"}
Z = 1.6448536269514722
"""The 95th percentile of the normal distribution."""

counts = some.tuples(some.integers(0, 60), some.integers(0, 60)).map(lambda pair: (min(pair), max(pair)))


def cases(lead_type: str, kept: tuple[int, int], short: tuple[int, int]) -> list[LandmarkCase]:
    """Each pair is how many were won, of how many."""
    return [
        LandmarkCase(lead_type=lead_type, kept=group, won=place < won)
        for group, (won, leads) in ((True, kept), (False, short))
        for place in range(leads)
    ]


def compared(*every: LandmarkCase) -> Landmark:
    return landmark(TWO_WEEKS, 56, every, NAMES)


def test_by_hand_of_one_type() -> None:
    found = compared(*cases("web", (30, 60), (15, 60)))
    (stratum,) = found.strata
    assert (stratum.name, stratum.kept, stratum.short) == (
        "Website form",
        Group(leads=60, won=30),
        Group(leads=60, won=15),
    )
    half = Z * sqrt(0.5 * 0.5 / 60 + 0.25 * 0.75 / 60)
    assert (found.low, found.high) == pytest.approx((0.25 - half, 0.25 + half))


def test_a_difference_that_only_the_mix_of_types_makes_is_none() -> None:
    # Of all leads 46 % against 19 % were won, yet within each type the shares are the same.
    found = compared(*cases("web", (50, 100), (10, 20)), *cases("event", (2, 20), (15, 150)))
    assert (found.kept, found.short) == (Group(leads=120, won=52), Group(leads=170, won=25))
    assert found.low is not None
    assert found.high is not None
    assert found.low + found.high == pytest.approx(0)


def test_under_twenty_on_either_side_is_too_few_to_compare() -> None:
    found = compared(*cases("web", (10, 19), (10, 200)))
    assert (found.low, found.high) == (None, None)
    assert compared(*cases("web", (10, 20), (10, 200))).low is not None


def test_nothing_won_is_no_certainty() -> None:
    found = compared(*cases("web", (0, 30), (0, 30)))
    assert found.low is not None
    assert found.high is not None
    assert found.low < 0 < found.high


@given(web=some.tuples(counts, counts), event=some.tuples(counts, counts))
def test_the_other_way_round_it_is_the_same_difference(
    web: tuple[tuple[int, int], tuple[int, int]], event: tuple[tuple[int, int], tuple[int, int]]
) -> None:
    found = compared(*cases("web", *web), *cases("event", *event))
    turned = compared(*cases("web", *web[::-1]), *cases("event", *event[::-1]))
    if found.low is None or found.high is None:
        assert turned.low is None
    else:
        assert (turned.low, turned.high) == pytest.approx((-found.high, -found.low))
        assert -1 <= found.low <= found.high <= 1


@given(web=some.tuples(counts, counts), alone=counts)
def test_a_type_whose_leads_are_all_on_one_side_compares_nothing(
    web: tuple[tuple[int, int], tuple[int, int]], alone: tuple[int, int]
) -> None:
    found = compared(*cases("web", *web))
    more = compared(*cases("web", *web), *cases("event", alone, (0, 0)))
    assert (more.low, more.high) == (found.low, found.high)
