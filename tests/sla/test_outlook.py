"""The chance of a sum from what may still be won, beside a simulation that draws every lead."""

from dataclasses import dataclass, replace
from math import exp, log, sqrt
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sla.outlook import Ahead, Chance

RUNS = 4_000
STATED, STATED_FEW = 0.05, 0.08
"""How far the closed form may be off: from ten expected deals on, and from three."""


def chance(
    leads: float, share: float, *, key: str = "web", value: float = 2000, to_come: bool = False
) -> Chance:
    return Chance(key=key, leads=leads, chance=share, value=value, to_come=to_come)


def ahead(*chances: Chance, wins: int = 50, leads: int = 1000, came: int = 200, drift: float = 0.07) -> Ahead:
    share = (wins + 0.5) / (leads + 1)
    keys = {one.key for one in chances}
    return Ahead(
        chances=chances,
        unsure=dict.fromkeys(keys, (1 - share) / share / (leads + 2)),
        came=dict.fromkeys(keys, came),
        drift=drift,
    )


@dataclass
class Oracle:
    """Draws drift, each type's rate, how many leads come, who buys and for how much."""

    ahead: Ahead
    dice: Random

    def sums(self, runs: int) -> list[float]:
        return [self._once() for _ in range(runs)]

    def _once(self) -> float:
        drift = max(0.0, self.dice.gauss(1, self.ahead.drift))
        total = 0.0
        for key, unsure in self.ahead.unsure.items():
            rate = self.dice.gammavariate(1 / unsure, unsure) if unsure else 1.0
            came = self.ahead.came[key]
            pace = self.dice.gammavariate(came, 1 / came) if came else 1.0
            for one in self.ahead.chances:
                if one.key == key:
                    share = min(1.0, one.chance * rate * drift)
                    deals = (
                        self._poisson(one.leads * pace * share)
                        if one.to_come
                        else self._binomial(one.leads, share)
                    )
                    total += sum(self._value(one.value) for _ in range(deals))
        return total

    def _binomial(self, leads: float, share: float) -> int:
        return sum(self.dice.random() < share for _ in range(round(leads)))

    def _poisson(self, mean: float) -> int:
        deals, passed = 0, self.dice.expovariate(1)
        while passed < mean:
            deals, passed = deals + 1, passed + self.dice.expovariate(1)
        return deals

    def _value(self, mean: float) -> float:
        width = log(1 + self.ahead.spread**2)
        return self.dice.lognormvariate(log(mean) - width / 2, sqrt(width))


CASES = {
    "open and to come": (ahead(chance(300, 0.05), chance(400, 0.04, to_come=True)), STATED),
    "few counts behind the rate": (ahead(chance(200, 0.2), wins=10, leads=100), STATED),
    "two types": (
        ahead(chance(100, 0.1), chance(60, 0.2, key="event", value=900), chance(90, 0.1, to_come=True)),
        STATED,
    ),
    "by age and stage": (
        ahead(chance(250, 0.02), chance(40, 0.12), chance(12, 0.5), chance(200, 0.03, to_come=True)),
        STATED,
    ),
    "ten deals": (ahead(chance(110, 0.05), chance(100, 0.05, to_come=True)), STATED),
    "rates that move": (ahead(chance(300, 0.05), chance(400, 0.04, to_come=True), drift=0.3), STATED),
    "few deals": (ahead(chance(60, 0.05), chance(40, 0.04, to_come=True)), STATED_FEW),
}


@pytest.mark.parametrize("case", CASES)
def test_it_is_near_the_simulation(case: str):
    """At every sum, and the same expected in all."""
    found, stated = CASES[case]
    sums = Oracle(ahead=found, dice=Random(2026)).sums(RUNS)  # noqa: S311 - no secret is drawn
    assert sum(sums) / RUNS == pytest.approx(found.expected, rel=0.03)
    for share in (0.4, 0.6, 0.8, 1.0, 1.2, 1.5, 2.0):
        missing = share * found.expected
        simulated = sum(one >= missing for one in sums) / RUNS
        error = abs(found.reaches(missing) - simulated)
        assert error < stated, (share, found.reaches(missing), simulated)


@pytest.mark.parametrize("case", [case for case in CASES if CASES[case][1] == STATED])
def test_eight_runs_of_ten_lie_in_the_likely_range(case: str):
    found = CASES[case][0]
    low, high = found.range()
    sums = Oracle(ahead=found, dice=Random(7)).sums(RUNS)  # noqa: S311 - no secret is drawn
    assert sum(low <= one <= high for one in sums) / RUNS == pytest.approx(0.8, abs=0.05)


def test_leads_that_stand_for_themselves_would_look_too_sure():
    """The same leads as ten types each with an uncertainty of its own (MATHS, Outlook)."""
    together = ahead(*[chance(50, 0.1)] * 10, wins=20, leads=200, drift=0)
    apart = ahead(*[chance(50, 0.1, key=str(n)) for n in range(10)], wins=20, leads=200, drift=0)
    assert together.expected == pytest.approx(apart.expected)
    wide, narrow = (one.range()[1] - one.range()[0] for one in (together, apart))
    assert wide > 1.4 * narrow


class TestEdges:
    def test_what_is_there_needs_nothing_more(self):
        assert ahead().reaches(0) == ahead(chance(5, 0.5)).reaches(-1) == 1

    def test_nothing_ahead_brings_nothing(self):
        for nothing in (ahead(), ahead(chance(40, 0)), ahead(chance(0, 0.5))):
            assert nothing.reaches(1) == 0
            assert nothing.range() == (0, 0)

    def test_a_tenth_less_of_one_kind_leaves_the_other(self):
        both = ahead(chance(100, 0.1), chance(50, 0.1, to_come=True))
        assert both.scaled(0.9, to_come=True).expected == pytest.approx(20_000 + 9_000)
        assert both.scaled(0.9, to_come=False).expected == pytest.approx(18_000 + 10_000)


@given(
    st.integers(1, 500),
    st.floats(0.01, 0.9),
    st.integers(0, 500),
    st.floats(1_000, 500_000),
    st.floats(1.01, 3),
)
def test_more_leads_and_less_missing_never_lower_it(
    leads: int, share: float, coming: int, missing: float, more: float
):
    found = ahead(chance(leads, share), chance(coming, share, to_come=True))
    assert 0 <= found.reaches(missing) <= 1
    assert found.reaches(missing) <= found.reaches(missing / more)
    likelier = replace(found, chances=tuple(replace(one, leads=one.leads * more) for one in found.chances))
    if found.reaches(missing) > 0.001:
        assert found.reaches(missing) <= likelier.reaches(missing) + 1e-9
    low, high = found.range()
    assert 0 <= low <= high
    assert exp(log(low) / 2 + log(high) / 2) <= found.expected
