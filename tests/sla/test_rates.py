"""Rates are exact, and a number that says too little about itself is refused."""

import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sla.errors import BadInput
from sla.rates import Rate, parse_rate


@pytest.mark.parametrize(
    ("typed", "exact", "counted"),
    [
        ("34%", Fraction(34, 100), False),
        ("34.5 %", Fraction(345, 1000), False),
        ("0.34", Fraction(34, 100), False),
        (".34", Fraction(34, 100), False),
        ("100%", Fraction(1), False),
        ("0.000001%", Fraction(1, 10**8), False),
        ("29%", Fraction(29, 100), False),
        ("1326 of 3900", Fraction(34, 100), True),
        ("1326/3900", Fraction(34, 100), True),
        ("1,326 OF 3,900", Fraction(34, 100), True),
        (" 1326 / 3900 ", Fraction(34, 100), True),
        ("1 of 3", Fraction(1, 3), True),
        ("7 of 7", Fraction(1), True),
    ],
)
def test_rates_as_people_type_them(typed: str, exact: Fraction, *, counted: bool) -> None:
    rate = parse_rate(typed)
    assert rate.fraction == exact
    assert rate.counted is counted


def test_counts_are_kept_as_counts() -> None:
    assert parse_rate("1326 of 3900") == Rate(converted=1326, entered=3900, counted=True)
    assert parse_rate("34%") == Rate(converted=34, entered=100)


@pytest.mark.parametrize(
    ("one", "other"), [("50%", "0.5"), ("34.50%", "0.345"), ("34.0 %", "0.34"), ("5%", "0.050")]
)
def test_one_rate_however_it_is_typed(one: str, other: str) -> None:
    assert parse_rate(one) == parse_rate(other)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("34", "two ways"),
        ("1", "two ways"),
        ("1.0", "two ways"),
        ("340", "two ways"),
        ("340%", "at most 100%"),
        ("100.000001%", "at most 100%"),
        ("0", "more than 0%"),
        ("0.0", "more than 0%"),
        ("0%", "more than 0%"),
        ("0 of 100", "not possible"),
        ("5 of 3", "not possible"),
        ("0/0", "not possible"),
        ("3/0", "not possible"),
        ("34,5%", "is not a rate"),
        ("-34%", "is not a rate"),
        ("3.4e-1", "is not a rate"),
        ("nan", "is not a rate"),
        (".", "is not a rate"),
        ("%", "is not a rate"),
        ("1 off 3", "is not a rate"),
        ("1,32 of 3,900", "is not a rate"),
        ("٣٤%", "is not a rate"),
        ("33.3333333%", "is not a rate"),
        ("", "Write the rate"),
        ("1" * 100 + "%", "Write the rate"),
        ("1 of 99999999999999999999", "not possible"),
    ],
)
def test_what_is_not_one_clear_rate_is_refused_in_one_sentence(typed: str, says: str) -> None:
    with pytest.raises(BadInput, match=says) as refusal:
        parse_rate(typed, field="mql_sql")
    assert refusal.value.field == "mql_sql"
    assert not re.search(r"[.!] ", refusal.value.message)
    assert refusal.value.message.endswith(".")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("34%", "34%"),
        ("100%", "100%"),
        ("0.5", "50%"),
        ("34.50 %", "34.5%"),
        ("0.0001%", "0.0001%"),
        ("1326 of 3900", "34% (1,326 of 3,900)"),
        ("1 of 8", "12.5% (1 of 8)"),
        ("1100 of 3900", "about 28.2% (1,100 of 3,900)"),
        ("2 of 3", "about 66.7% (2 of 3)"),
        ("1 of 3001", "under 0.1% (1 of 3,001)"),
        ("2999 of 3000", "over 99.9% (2,999 of 3,000)"),
    ],
)
def test_rates_as_people_read_them(typed: str, shown: str) -> None:
    assert parse_rate(typed).shown() == shown


@pytest.mark.parametrize(("converted", "entered"), [(0, 5), (-1, 5), (6, 5), (0, 0), (1, 2**63)])
def test_a_rate_lies_above_0_and_at_most_at_1(converted: int, entered: int) -> None:
    with pytest.raises(BadInput, match="at most 100%"):
        Rate(converted=converted, entered=entered)


@given(st.integers(1, 10**8))
def test_a_percent_is_read_exactly_and_reads_back(hundred_millionths: int) -> None:
    whole, part = divmod(hundred_millionths, 10**6)
    rate = parse_rate(f"{whole}.{part:06}%")
    assert rate.fraction == Fraction(hundred_millionths, 10**8)
    assert parse_rate(rate.shown()) == rate


@given(st.integers(1, 10**6), st.integers(0, 10**6))
def test_counts_are_exact(converted: int, lost: int) -> None:
    rate = parse_rate(f"{converted} of {converted + lost}")
    assert rate.fraction == Fraction(converted, converted + lost)
    assert f"({converted:,} of {converted + lost:,})" in rate.shown()


@given(st.text(max_size=50))
def test_any_text_is_a_rate_or_a_refusal(typed: str) -> None:
    try:
        assert 0 < parse_rate(typed).fraction <= 1
    except BadInput as refusal:
        assert refusal.message  # noqa: PT017 — either outcome is right; a crash is not
