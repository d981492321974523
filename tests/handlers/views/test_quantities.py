from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.views import quantities

AGREED = Fraction(9, 10)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0, "$0"),
        (Fraction(1285, 10), "$129"),
        (999, "$999"),
        (Fraction(9995, 10), "$1k"),
        (3393, "$3.4k"),
        (9960, "$10k"),
        (29_340, "$29k"),
        (441_200, "$441k"),
        (999_499, "$999k"),
        (999_600, "$1m"),
        (1_250_000, "$1.25m"),
        (2_000_000_000, "$2bn"),
    ],
)
def test_short_money(value: int | Fraction, shown: str) -> None:
    assert quantities.short_money(Fraction(value), "USD") == shown


@pytest.mark.parametrize(
    ("locale", "shown"),
    [("en_US", "€441k"), ("de-DE", "441k €"), ("fr_FR", "441k €"), ("nonsense", "€441k")],
)
def test_money_is_written_as_the_team_writes_it(locale: str, shown: str) -> None:
    assert quantities.short_money(Fraction(441_200), "EUR", locale).replace(
        "\u202f", "\xa0"
    ) == shown.replace(" ", "\xa0")


def test_amounts_that_differ_look_different() -> None:
    assert quantities.money_pair(Fraction(449_600), Fraction(450_000), "USD") == ("$449,600", "$450,000")
    assert quantities.money_pair(Fraction(436_000), Fraction(448_000), "USD") == ("$436k", "$448k")


@pytest.mark.parametrize(
    ("share", "shown"),
    [
        (Fraction(31, 38), "82%"),
        (Fraction(9, 10), "90%"),
        (Fraction(269, 300), "89.7%"),
        (Fraction(269, 299), "89.97%"),
        (Fraction(899_999, 1_000_000), "under 90%"),
        (Fraction(903, 1000), "90.3%"),
        (Fraction(199, 200), "99.5%"),
        (Fraction(1, 400), "0.3%"),
        (Fraction(0), "0%"),
        (Fraction(1), "100%"),
    ],
)
def test_a_percent_never_reaches_what_the_share_does_not(share: Fraction, shown: str) -> None:
    assert quantities.percent(share, AGREED) == shown


@given(st.fractions(min_value=0, max_value=2, max_denominator=10**6))
def test_a_percent_stays_on_its_side_of_the_edge(share: Fraction) -> None:
    shown = quantities.percent(share, AGREED)
    if shown.startswith(("under ", "over ")):
        return
    read = Fraction(shown.rstrip("%").replace(",", "")) / 100
    assert (read < AGREED, read > AGREED) == (share < AGREED, share > AGREED)


@given(st.lists(st.fractions(min_value=0, max_value=10**6, max_denominator=1000), max_size=30))
def test_parts_add_up_to_the_rounded_total(values: list[Fraction]) -> None:
    parts = quantities.parts(values)
    assert sum(parts) == quantities.half_up(sum(values, Fraction(0)))
    assert all(abs(part - value) <= 1 for part, value in zip(parts, values, strict=True))
