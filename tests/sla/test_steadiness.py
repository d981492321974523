"""How much past months moved beyond luck."""

from math import sqrt
from random import Random

import pytest

from sla.steadiness import Month, moved


def months(*wins: int, expected: float = 100) -> list[Month]:
    return [Month(wins=one, expected=expected) for one in wins]


def test_months_that_luck_explains_have_not_moved():
    assert moved(months(90, 110, 100, 95), 28) == 0


def test_what_luck_does_not_explain_is_expected_again():
    """Each 30 away from 100: 900 less the 100 that luck makes of it, of 100 squared."""
    assert moved(months(70, 130, 70, 130), 28) == pytest.approx(sqrt(800) / 100)
    assert moved(months(70, 130, 70, 130), 4 * 28) == pytest.approx(sqrt(800) / 200), "months even out"
    assert moved(months(70, 130, 70, 130), 7) == pytest.approx(sqrt(800) / 50), "and a week does not"
    assert moved(months(70, 130, 70, 130), 0) == pytest.approx(sqrt(800) / 50)


@pytest.mark.parametrize("found", [[], months(10, 200), months(0, 0, 0, expected=0)])
def test_too_little_to_tell_moves_nothing(found: list[Month]):
    assert moved(found, 28) == 0


def test_it_finds_what_was_put_in():
    dice = Random(4)  # noqa: S311 - no secret is drawn
    drawn = []
    for _ in range(400):
        mean = 200 * max(0.0, dice.gauss(1, 0.2))
        drawn.append(round(dice.gauss(mean, sqrt(mean))))
    assert moved(months(*drawn, expected=200), 28) == pytest.approx(0.2, abs=0.02)
