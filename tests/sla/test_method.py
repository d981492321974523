"""Every number of docs/method.md and `/sla help method`, worked out by the rules."""

from fractions import Fraction
from pathlib import Path

import pytest

from handlers.views.method import method_message
from sla.cadence import ARTICLE
from sla.capacity import Capacity, touches_at_worst
from sla.funnel import Funnel, demand
from sla.mix import mix
from sla.money import Money, split_evenly
from sla.rates import parse_rate

PAGES = {
    "docs": (Path(__file__).parents[2] / "docs" / "method.md").read_text(encoding="utf-8"),
    "help": method_message().text,
}
QUOTA, AOV = Money.of(500_000, "USD"), Money.of(2_000, "USD")


def funnel(*typed: str) -> Funnel:
    return Funnel(rates=tuple(map(parse_rate, typed)), aov=AOV)


FORM, OUTBOUND = funnel("34%", "82%", "23%"), funnel("45%", "80%", "26%")


@pytest.fixture(params=PAGES)
def page(request: pytest.FixtureRequest) -> str:
    return " ".join(PAGES[request.param].split())


def reps(months: int) -> int:
    return Capacity(
        leads_per_week=Fraction(3900 * 12, 52 * months),
        touches_per_lead=Fraction(touches_at_worst(ARTICLE.checkpoints[-1].need)),
        touches_per_rep_week=140,
        utilisation=Fraction(1),
        weeks_open=Fraction(8),
        reps=None,
    ).reps_needed


def test_the_example_is_a_years(page: str) -> None:
    assert demand(QUOTA, FORM).leads == 3900
    assert set(split_evenly(3900, 12)) == {325}
    assert (reps(12), reps(1)) == (5, 52)
    for said in ("3,900 leads, 325 a month", "5 reps", "52"):
        assert said in page


def test_a_million_from_a_hundred_leads_is_ten_thousand_each(page: str) -> None:
    hundred = Funnel(stages=("lead", "won"), rates=(parse_rate("100%"),), aov=Money.of(10_000, "USD"))
    found = demand(Money.of("1000000", "USD"), hundred)
    assert (found.leads, found.lead_value) == (100, 10_000)
    assert "It is $10,000" in page


def test_one_in_three_is_34_percent(page: str) -> None:
    assert Fraction(1326, 3900) == Fraction(34, 100)
    third = funnel("1 of 3", "82%", "23%")
    assert demand(QUOTA, third).leads == 3978
    assert "1,326 of 3,900" in page
    assert "3,978" in page


def test_the_millions_are_thousands(page: str) -> None:
    assert demand(QUOTA, OUTBOUND).leads == 2674
    assert "2,674" in page


def test_follow_ups_are_counted_together(page: str) -> None:
    assert [(one.need, one.day) for one in ARTICLE.checkpoints] == [(3, 14), (5, 28), (7, 56)]
    assert "not 15" in page
    assert 3 + 5 + 7 == 15


def test_rounding_up_overshoots_a_little(page: str) -> None:
    found = mix(QUOTA, [("form", FORM, Fraction(3, 5)), ("out", OUTBOUND, Fraction(2, 5))])
    assert [part.leads for part in found.types] == [2340, 1070]
    worth = sum((part.leads * part.lead_value for part in found.types), Fraction(0))
    assert round(worth) == 500_075
    assert f"{float(worth / 500_000):.2%}" == "100.01%"
    in_cents = 2340 * Fraction("128.21") + 1070 * Fraction("186.99")
    assert [f"{float(part.lead_value):.2f}" for part in found.types] == ["128.21", "186.99"]
    assert f"{float(in_cents / 500_000):.2%}" == "100.02%"
    for said in ("2,340", "1,070", "$500,075", "3,899"):
        assert said in page
    assert "100.02" in page
