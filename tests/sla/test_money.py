"""Amounts are exact, read in one way only, and split without losing a cent."""

import re
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sla.errors import BadInput
from sla.money import Money, exponent, parse_amount, split_by_weights, split_evenly


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("500000", 50_000_000),
        ("500,000", 50_000_000),
        ("500 000", 50_000_000),
        ("500\u00a0000", 50_000_000),
        ("500\u202f000", 50_000_000),
        ("500k", 50_000_000),
        (" 500 K ", 50_000_000),
        ("1.5m", 150_000_000),
        ("1,500k", 150_000_000),
        ("1.234m", 123_400_000),
        ("2,000.50", 200_050),
        ("2000.5", 200_050),
        ("0.01", 1),
        ("1,234,567.89", 123_456_789),
        ("0.001k", 100),
    ],
)
def test_amounts_as_people_type_them(typed: str, cents: int) -> None:
    assert parse_amount(typed, "USD") == Money(minor=cents, currency="USD")


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("12,5k", "two ways"),
        ("12,50", "two ways"),
        ("2.000,50", "two ways"),
        ("1,0000", "two ways"),
        ("0,500", "two ways"),
        ("1,000 000", "two ways"),
        ("2.000", "more decimals than USD has"),
        ("500.000", "more decimals than USD has"),
        ("0.000001k", "more decimals than USD has"),
        ("-5", "more than 0"),
        ("0", "more than 0"),
        ("0.00", "more than 0"),
        ("0k", "more than 0"),
        ("1e5", "is not an amount"),
        ("5 00", "is not an amount"),
        ("1.500.000", "is not an amount"),
        ("$500", "is not an amount"),
        ("inf", "is not an amount"),
        ("nan", "is not an amount"),
        ("٥٠٠", "is not an amount"),
        ("", "is not an amount"),
        ("k", "is not an amount"),
        (".5", "is not an amount"),
        ("5.", "is not an amount"),
        ("1_000", "is not an amount"),
        ("9" * 20, "too large"),
        ("99999999999999999m", "too large"),
        ("9" * 5000, "is not an amount"),
    ],
)
def test_what_is_not_one_clear_amount_is_refused_in_one_sentence(typed: str, says: str) -> None:
    with pytest.raises(BadInput, match=says) as refusal:
        parse_amount(typed, "USD", field="quota")
    message = refusal.value.message
    assert refusal.value.field == "quota"
    assert message.endswith(".")
    assert len(message) < 200
    # One sentence: no full stop or exclamation mark before a space.
    assert not re.search(r"[.!] ", message)
    assert "write" in message


def test_the_currency_decides_the_decimals() -> None:
    assert parse_amount("500k", "JPY") == Money(minor=500_000, currency="JPY")
    assert parse_amount("1.500", "KWD") == Money(minor=1_500, currency="KWD")
    with pytest.raises(BadInput, match="more decimals than JPY has"):
        parse_amount("500.5", "JPY")
    assert [exponent(code) for code in ("JPY", "KRW", "CLP", "KWD", "BHD", "USD", "HUF")] == [
        0,
        0,
        0,
        3,
        3,
        2,
        2,
    ]


def test_major_units_carry_the_currencys_decimals() -> None:
    assert str(Money(minor=200_050, currency="USD").major) == "2000.50"
    assert str(Money(minor=1_500, currency="JPY").major) == "1500"
    assert str(Money(minor=1_500, currency="KWD").major) == "1.500"


@given(st.integers(-(2**63) + 1, 2**63 - 1), st.sampled_from(["USD", "EUR", "JPY", "KWD"]))
def test_major_and_back(minor: int, currency: str) -> None:
    money = Money(minor=minor, currency=currency)
    assert Money.of(money.major, currency) == money


@given(st.integers(1, 10**15), st.sampled_from(["USD", "JPY", "KWD"]))
def test_an_amount_reads_back_however_it_is_grouped(minor: int, currency: str) -> None:
    money = Money(minor=minor, currency=currency)
    grouped = f"{money.major:,}"
    for typed in (str(money.major), grouped, grouped.replace(",", " ")):
        assert parse_amount(typed, currency) == money


@given(st.text(max_size=60))
def test_any_text_is_an_amount_or_a_refusal(typed: str) -> None:
    try:
        assert parse_amount(typed, "EUR").minor > 0
    except BadInput as refusal:
        assert refusal.message  # noqa: PT017 — either outcome is right; a crash is not


@pytest.mark.parametrize("major", ["2000.005", "NaN", "Infinity", "two", Decimal("0.001")])
def test_only_whole_minor_units_are_money(major: str | Decimal) -> None:
    with pytest.raises(BadInput):
        Money.of(major, "USD")


def test_sums_stay_in_one_currency() -> None:
    assert Money.of("0.10", "USD") + Money.of("0.20", "USD") == Money.of("0.30", "USD")
    assert Money.of(1, "USD") - Money.of(3, "USD") == Money(minor=-200, currency="USD")
    with pytest.raises(ValueError, match="USD and EUR"):
        Money.of(1, "USD") + Money.of(1, "EUR")


@pytest.mark.parametrize("currency", ["usd", "US", "USDT", "", "$", "ÜSD"])
def test_a_currency_is_three_capitals(currency: str) -> None:
    with pytest.raises(BadInput, match="currency code"):
        Money(minor=1, currency=currency)


def test_money_fits_a_column_of_64_bits() -> None:
    Money(minor=2**63 - 1, currency="USD")
    with pytest.raises(BadInput, match="cannot be stored"):
        Money(minor=2**63, currency="USD")


def test_a_year_of_leads_by_month() -> None:
    # S4: 3,900 leads over twelve months.
    assert split_evenly(3_900, 12) == (325,) * 12
    assert split_evenly(100, 3) == (33, 34, 33)
    assert split_evenly(2_340, 7) == (334, 335, 334, 334, 334, 335, 334)


def test_weights_decide_the_shares() -> None:
    assert split_by_weights(1_000, (1, 1, 2)) == (250, 250, 500)
    assert split_by_weights(7, (0, Fraction(1, 3), Fraction(2, 3))) == (0, 2, 5)
    assert split_by_weights(0, (1, 2)) == (0, 0)


@pytest.mark.parametrize("weights", [(), (0, 0), (-1, 2)])
def test_a_split_needs_weights(weights: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="weights"):
        split_by_weights(10, weights)


_WEIGHTS = st.lists(st.integers(0, 10**6) | st.fractions(0, 1000), min_size=1, max_size=30).filter(any)


@given(st.integers(0, 10**12), _WEIGHTS)
def test_splits_add_back_and_stay_within_one_of_their_share(
    total: int, weights: list[int | Fraction]
) -> None:
    parts = split_by_weights(total, weights)
    whole = sum(weights, Fraction(0))
    assert sum(parts) == total
    assert len(parts) == len(weights)
    for part, weight in zip(parts, weights, strict=True):
        assert part >= 0
        assert abs(part - total * weight / whole) <= 1


@given(st.integers(0, 10**9), st.integers(1, 400))
def test_even_splits_differ_by_one_at_most(total: int, parts: int) -> None:
    shares = split_evenly(total, parts)
    assert sum(shares) == total
    assert max(shares) - min(shares) <= 1


@given(st.integers(0, 10**6), _WEIGHTS)
def test_rounding_is_cumulative_half_up(total: int, weights: list[int | Fraction]) -> None:
    parts = split_by_weights(total, weights)
    whole = sum(weights, Fraction(0))
    for count in range(1, len(weights) + 1):
        exact = total * sum(weights[:count], Fraction(0)) / whole
        assert -Fraction(1, 2) < sum(parts[:count]) - exact <= Fraction(1, 2)


@given(st.integers(0, 10**12), st.integers(1, 60))
def test_even_shares_are_those_of_equal_weights(total: int, parts: int) -> None:
    assert split_evenly(total, parts) == split_by_weights(total, (1,) * parts)
