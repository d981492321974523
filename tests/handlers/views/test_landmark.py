"""The comparison says no more than its figures: fewer, more, both, or too few to compare."""

from dataclasses import replace

import pytest

from handlers.views.landmark import landmark_lines
from sla.landmark import Group, Stratum
from tests.handlers.views.examples import DETAIL

LANDMARK = DETAIL.landmark


@pytest.mark.parametrize(
    ("low", "high", "expect"),
    [
        (-0.07, 0.19, "associated with between 7 fewer and 19 more wins in 100 leads (90 % range)"),
        (0.02, 0.19, "associated with 2 to 19 more wins in 100 leads"),
        (-0.19, -0.02, "associated with 2 to 19 fewer wins in 100 leads"),
        (None, None, "too few to compare"),
    ],
)
def test_how_much_they_differ(low: float | None, high: float | None, expect: str) -> None:
    assert LANDMARK is not None
    *_, said = landmark_lines(replace(LANDMARK, low=low, high=high), "en")
    assert expect in said
    assert "raise" not in said


def test_a_type_without_leads_on_one_side_says_so() -> None:
    assert LANDMARK is not None
    alone = Stratum(name="Event", kept=Group(leads=3, won=1), short=Group(leads=0, won=0))
    _, line, *_ = landmark_lines(replace(LANDMARK, strata=(alone,)), "en")
    assert line == "• Event: 1 of 3 leads with 3 or more follow-ups by day 14, none with fewer"
