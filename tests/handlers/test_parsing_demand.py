"""How the numbers of `/sla demand …` are read."""

from fractions import Fraction

import pytest

from handlers.parsing import (
    USAGE,
    UsageError,
    Verb,
)
from handlers.parsing_demand import parse_what_if, without_share
from sla.demand import DemandNumbers, StepRate
from sla.errors import BadInput
from sla.money import Money
from sla.services.demand import WhatIf
from sla.terms import Period, Quota


def refusal(error: pytest.ExceptionInfo[UsageError]) -> tuple[str, str, str | None]:
    return error.value.message, error.value.usage, error.value.nearest


def usd(amount: int) -> Money:
    return Money.of(amount, "USD")


STEPS = ("mql_sql", "sql_opp", "win", "lead_demo-booked")
NUMBERS = DemandNumbers(
    quota=Quota(amount=usd(120_000), period=Period.YEAR),
    aov=None,
    rates=tuple(StepRate(name=name, before="a", after="b", rate=None) for name in STEPS),
)


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
        assert parse_what_if(words, NUMBERS) == expected

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
        found = parse_what_if(words, NUMBERS)
        assert {name: rate.fraction for name, rate in found.rates.items()} == rates

    def test_all_of_the_usage_line(self) -> None:
        words = USAGE[Verb.DEMAND].partition("[")[2].partition("]")[0]
        found = parse_what_if(words, NUMBERS)
        assert (found.amount, found.period, found.aov) == (usd(500_000), Period.YEAR, usd(2000))
        assert list(found.rates) == ["mql_sql", "sql_opp", "win"]

    def test_nothing_changes_nothing(self) -> None:
        assert not parse_what_if("", NUMBERS).changes
        assert parse_what_if("aov=2k", NUMBERS).changes

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
            parse_what_if(words, NUMBERS)
        assert part in error.value.message
        assert error.value.field == field

    @pytest.mark.parametrize("words", ["nonsense", "nonsense win=27%", "27%", "= 27%", "%=3"])
    def test_words_without_a_name_are_refused(self, words: str) -> None:
        with pytest.raises(UsageError) as error:
            parse_what_if(words, NUMBERS)
        message, usage, nearest = refusal(error)
        assert message.endswith("is not of the form name=value.")
        assert (usage, nearest) == (USAGE[Verb.DEMAND], "demand win=27%")

    def test_an_unknown_period_is_refused(self) -> None:
        with pytest.raises(BadInput, match="“week” is no period I know"):
            parse_what_if("quota=500k/week", NUMBERS)

    def test_a_name_given_twice_is_refused(self) -> None:
        with pytest.raises(UsageError, match="“win” is given twice"):
            parse_what_if("win=27% aov=2k win=30%", NUMBERS)

    @pytest.mark.parametrize(
        ("words", "name", "nearest"),
        [
            ("qouta=5k win=27%", "qouta", "demand quota=5k win=27%"),
            ("aov=2k wins = 27%", "wins", "demand aov=2k win = 27%"),
            ("mql_opp=3%", "mql_opp", "demand sql_opp=3%"),
            ("colour=3%", "colour", None),
        ],
    )
    def test_an_unknown_name_is_said_with_those_there_are(
        self, words: str, name: str, nearest: str | None
    ) -> None:
        with pytest.raises(UsageError) as error:
            parse_what_if(words, NUMBERS)
        message, _, near = refusal(error)
        assert message == (
            f"There is nothing called “{name}” to try; there is quota, aov, {', '.join(STEPS)}."
        )
        assert near == nearest


@pytest.mark.parametrize(
    ("words", "rest", "to_all"),
    [
        ("", "", False),
        ("share", "", True),
        ("win=27% share", "win=27%", True),
        ("Share win=27%", "win=27%", True),
        ("win=27% share aov=2k", "win=27% aov=2k", True),
        ("shares=3", "shares=3", False),
        ("share=3", "share=3", False),
    ],
)
def test_share_may_stand_anywhere(words: str, rest: str, to_all: bool) -> None:  # noqa: FBT001 - a table's column
    assert without_share(words) == (rest, to_all)
