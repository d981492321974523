"""How the numbers of `/sla demand …` are read."""

from fractions import Fraction

import pytest

from handlers.parsing import (
    USAGE,
    UsageError,
    Verb,
    parse_what_if,
)
from sla.errors import BadInput
from sla.money import Money
from sla.services.demand import WhatIf
from sla.terms import Period


def refusal(error: pytest.ExceptionInfo[UsageError]) -> tuple[str, str, str | None]:
    return error.value.message, error.value.usage, error.value.nearest


def usd(amount: int) -> Money:
    return Money.of(amount, "USD")


class TestWhatIf:
    @pytest.mark.parametrize(
        ("words", "expected"),
        [
            ("", WhatIf()),
            ("quota=500k", WhatIf(amount=usd(500_000))),
            ("quota=500k/quarter", WhatIf(amount=usd(500_000), period=Period.QUARTER)),
            ("QUOTA = 1.5m/Year", WhatIf(amount=usd(1_500_000), period=Period.YEAR)),
            ("quota=500 000/month", WhatIf(amount=usd(500_000), period=Period.MONTH)),
            ("aov=2,000", WhatIf(aov=usd(2000))),
            ("quota=500k, aov=2k;", WhatIf(amount=usd(500_000), aov=usd(2000))),
        ],
    )
    def test_amounts(self, words: str, expected: WhatIf) -> None:
        assert parse_what_if(words, "USD") == expected

    @pytest.mark.parametrize(
        ("words", "rates"),
        [
            ("win=27%", {"win": Fraction(27, 100)}),
            ("win=0.27 mql_sql=34 %", {"win": Fraction(27, 100), "mql_sql": Fraction(34, 100)}),
            ("mql_sql=1326 of 3900 win=23%", {"mql_sql": Fraction(1326, 3900), "win": Fraction(23, 100)}),
            ("mql_sql=1,326/3,900", {"mql_sql": Fraction(1326, 3900)}),
            ("lead_demo-booked=50%", {"lead_demo-booked": Fraction(1, 2)}),
        ],
    )
    def test_rates_as_people_write_them(self, words: str, rates: dict[str, Fraction]) -> None:
        found = parse_what_if(words, "USD")
        assert {name: rate.fraction for name, rate in found.rates.items()} == rates

    def test_all_of_the_usage_line(self) -> None:
        words = USAGE[Verb.DEMAND].partition("[")[2].rstrip("]")
        found = parse_what_if(words, "USD")
        assert (found.amount, found.period, found.aov) == (usd(500_000), Period.YEAR, usd(2000))
        assert list(found.rates) == ["mql_sql", "sql_opp", "win"]

    def test_nothing_changes_nothing(self) -> None:
        assert not parse_what_if("", "USD").changes
        assert parse_what_if("aov=2k", "USD").changes

    @pytest.mark.parametrize(
        ("words", "part", "field"),
        [
            ("win=340%", "340%", "win"),
            ("win=27", "two ways", "win"),
            ("win=27% please", "is not a rate", "win"),
            ("win=", "Write the rate like", "win"),
            ("aov=12,5k", "12,5k", "aov"),
            ("quota=0", "more than 0", "quota"),
            ("quota=-5k", "more than 0", "quota"),
            ("quota=/year", "is not an amount", "quota"),
            ("aov=lots", "is not an amount", "aov"),
        ],
    )
    def test_a_value_that_cannot_be_is_refused_by_its_name(self, words: str, part: str, field: str) -> None:
        with pytest.raises(BadInput) as error:
            parse_what_if(words, "USD")
        assert part in error.value.message
        assert error.value.field == field

    @pytest.mark.parametrize("words", ["nonsense", "nonsense win=27%", "27%", "= 27%", "%=3"])
    def test_words_without_a_name_are_refused(self, words: str) -> None:
        with pytest.raises(UsageError) as error:
            parse_what_if(words, "USD")
        message, usage, nearest = refusal(error)
        assert message.endswith("is not of the form name=value.")
        assert (usage, nearest) == (USAGE[Verb.DEMAND], "demand win=27%")

    def test_an_unknown_period_is_refused(self) -> None:
        with pytest.raises(UsageError, match="“week” is no period I know"):
            parse_what_if("quota=500k/week", "USD")

    def test_a_name_given_twice_is_refused(self) -> None:
        with pytest.raises(UsageError, match="“win” is given twice"):
            parse_what_if("win=27% aov=2k win=30%", "USD")
