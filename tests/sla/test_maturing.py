"""How long leads take, told from young and old ones together."""

from collections.abc import Sequence
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sla.maturing import Case, Timing, timing


def told(cases: Sequence[Case]) -> Timing:
    found = timing(cases)
    assert found is not None
    return found


def cases(*went_on: tuple[int, int], age: int = 700) -> list[Case]:
    """So many of this age, each after so many days."""
    return [Case(age=age, after=after) for number, after in went_on for _ in range(number)]


def test_of_leads_that_are_all_old_it_is_the_plain_share():
    found = told([*cases((5, 0), (3, 10), (2, 20)), *cases((90, 0), age=3), Case(age=700, after=None)])
    assert found.whole[:4] == (Fraction(1, 2), Fraction(4, 5), 1, 1)
    assert (found.seen, found.settled_after) == (10, 21), "the young have not been watched for a week"


def test_young_leads_do_not_make_it_look_quick():
    """Of the old half go on in the first week and half in the fourth; the young have had only their first."""
    old, young = cases((50, 3), (50, 24)), cases((400, 3), age=8)
    assert told([*old, *young]).whole[:4] == (Fraction(1, 2), Fraction(1, 2), Fraction(1, 2), 1)


@pytest.mark.parametrize(
    ("days", "share"), [(-1, 0), (0, 0), (3.5, 0.25), (7, 0.5), (14, 0.8), (21, 1), (9999, 1)]
)
def test_within_a_week_it_is_even(days: float, share: float):
    assert told(cases((5, 0), (3, 10), (2, 20))).within(days) == pytest.approx(share)


def test_ten_have_to_go_on_in_weeks_that_were_watched_to_their_end():
    assert timing([]) is None
    assert timing(cases((9, 0))) is None
    assert timing([*cases((9, 0)), Case(age=13, after=8)]) is None
    assert timing([*cases((9, 0)), Case(age=14, after=8)]) is not None


@given(st.lists(st.tuples(st.integers(0, 400), st.none() | st.integers(0, 400)), max_size=60))
def test_it_rises_to_one(drawn: list[tuple[int, int | None]]):
    found = timing([Case(age=age, after=after) for age, after in drawn])
    if found is not None:
        assert list(found.whole) == sorted(found.whole)
        assert found.whole[-1] == 1
        assert found.within(found.settled_after) >= 0.9
        assert found.within(found.settled_after - 7) < 0.9


def test_it_finds_the_truth_where_a_plain_average_does_not():
    """Leads of a year, 30 % of which go on after 5 to 165 days, any day alike; watched up to today."""
    chance, seen = Random(7), []  # noqa: S311 - no secret is drawn
    for age in range(365):
        for _ in range(40):
            after = chance.randrange(5, 166) if chance.random() < 0.3 else None
            seen.append(Case(age=age, after=after if after is not None and after < age else None))
    plain = [case.after for case in seen if case.after is not None]
    assert sum(after < 85 for after in plain) / len(plain) > 0.55
    assert told(seen).within(85) == pytest.approx(0.5, abs=0.02)
    assert told(seen).settled_after in {147, 154}
