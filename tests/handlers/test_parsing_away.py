"""How days away are read."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.parsing import UsageError
from handlers.parsing_away import parse_away, parse_days

TODAY = date(2025, 11, 20)  # a Thursday


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("24.12..31.12", date(2025, 12, 24), date(2025, 12, 31)),
        ("24.12.-31.12." .replace("-", " - "), date(2025, 12, 24), date(2025, 12, 31)),
        ("28.12..3.1", date(2025, 12, 28), date(2026, 1, 3)),
        ("2025-12-24..2026-01-02", date(2025, 12, 24), date(2026, 1, 2)),
        ("from 24.12.2025 to 31.12.2025", date(2025, 12, 24), date(2025, 12, 31)),
        ("20.11", TODAY, TODAY),
        ("19.11", date(2026, 11, 19), date(2026, 11, 19)),
        ("29.2", date(2028, 2, 29), date(2028, 2, 29)),
        ("today", TODAY, TODAY),
        ("tomorrow", date(2025, 11, 21), date(2025, 11, 21)),
        ("until friday", TODAY, date(2025, 11, 21)),
        ("tomorrow until friday", date(2025, 11, 21), date(2025, 11, 21)),
        ("friday..monday", date(2025, 11, 21), date(2025, 11, 24)),
        ("thursday", TODAY, TODAY),
    ],
)  # fmt: skip
def test_days(words: str, first: date, last: date) -> None:
    assert parse_days(words, TODAY) == (first, last)


@pytest.mark.parametrize(
    "words",
    ["30.2", "31.4", "13.13", "0.1", "2025-02-30", "next moon", "24.12..", "..", "1.1..2.1..3.1", "٣.٤"],
)
def test_what_is_no_day(words: str) -> None:
    with pytest.raises(UsageError) as raised:
        parse_days(words, TODAY)
    assert raised.value.usage.startswith("/sla away")


@pytest.mark.parametrize(
    ("words", "of", "period", "stand_in"),
    [
        ("", None, "", None),
        ("<@U1ANA>", "U1ANA", "", None),
        ("24.12 <@U2LEE|lee>", None, "24.12", "U2LEE"),
        ("<@U1ANA> Until  Friday <@U2LEE>", "U1ANA", "until friday", "U2LEE"),
    ],
)
def test_who(words: str, of: str | None, period: str, stand_in: str | None) -> None:
    read = parse_away(words)
    assert (read.of, read.period, read.stand_in) == (of, period, stand_in)


@pytest.mark.parametrize(
    "words", ["<@U1> <@U2>", "24.12 <@U1> <@U2>", "24.12 <@U1> 31.12", "<@U1> 24.12 <@U2> <@U3>"]
)
def test_people_stand_around_the_days(words: str) -> None:
    with pytest.raises(UsageError):
        parse_away(words)


@given(st.text(max_size=40))
def test_nothing_typed_breaks_it(words: str) -> None:
    try:
        read = parse_away(words)
        first, last = parse_days(read.period, TODAY)
    except UsageError:
        return
    assert first >= TODAY - timedelta(days=366 * 3000)
    assert isinstance(last, date)
