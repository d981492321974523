"""`sla-bot demand`: the chain from numbers alone, for people and for scripts."""

import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from bot.demand_json import decimal
from tests.bot.conftest import Ended, SlaBot

ARTICLE = {"quota": "500000", "aov": "2000", "mql-sql": "34%", "sql-opp": "82%", "win": "23%"}


def ask(sla_bot: SlaBot, *more: str, **changed: str | None) -> Ended:
    given = ARTICLE | {name.replace("_", "-"): value for name, value in changed.items()}
    options = [f"--{name}={value}" for name, value in given.items() if value is not None]
    return sla_bot("demand", *options, *more)


def found(ended: Ended) -> dict[str, object]:
    assert (ended.code, ended.err) == (0, "")
    return json.loads(ended.out)


def chain(values: dict[str, object]) -> list[object]:
    return [values[name] for name in ("deals", "opportunities", "sqls", "leads")]


def test_it_needs_neither_a_store_nor_a_workspace_nor_settings(nowhere: Path, sla_bot: SlaBot) -> None:
    assert ask(sla_bot).code == 0
    assert list(nowhere.iterdir()) == []


def test_s1_as_json(sla_bot: SlaBot) -> None:
    values = found(ask(sla_bot, "--json"))
    assert chain(values) == [250, 1087, 1326, 3900]
    assert (values["period"], values["currency"], values["quota"]) == ("year", "USD", "500000")
    assert (values["lead_value_shown"], values["lead_value_exact"]) == (128, "5000/39")
    assert Decimal(str(values["lead_value"])) == Decimal("128.20512820512820512821")
    assert values["steps"][1] == {"stage": "opportunity", "needed": 1087, "divided": 250, "by": "0.23"}
    assert (values["leads_per_month"], values["capacity"]["reps_needed"], values["confidence"]) == (
        325,
        5,
        None,
    )


def test_s2_every_stage_is_rounded_up(sla_bot: SlaBot) -> None:
    other = {"quota": "100000", "aov": "3000", "mql_sql": "40%", "sql_opp": "75%", "win": "30%"}
    assert chain(found(ask(sla_bot, "--json", **other))) == [34, 114, 152, 380]


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"mql_sql": "0.34", "sql_opp": "0.82", "win": "0.23"}, [250, 1087, 1326, 3900]),
        ({"mql_sql": "1326/3900", "win": "23 %"}, [250, 1087, 1326, 3900]),
        ({"mql_sql": "1300/3900"}, [250, 1087, 1326, 3978]),
        ({"quota": "1.5k", "aov": "1,500"}, [1, 5, 7, 21]),
        ({"quota": "0.5m", "aov": "2k", "period": "MONTH"}, [250, 1087, 1326, 3900]),
        ({"win": "100%", "sql_opp": "1 of 1", "mql_sql": "100%"}, [250, 250, 250, 250]),
        ({"quota": "1000.01", "aov": "1000"}, [2, 9, 11, 33]),
    ],
)
def test_numbers_as_people_write_them(sla_bot: SlaBot, changed: dict[str, str], expected: list[int]) -> None:
    assert chain(found(ask(sla_bot, "--json", **changed))) == expected


def test_a_months_quota_is_a_months(sla_bot: SlaBot) -> None:
    values = found(ask(sla_bot, "--json", period="month"))
    assert (values["period"], values["leads_per_month"]) == ("month", 3900)
    assert values["capacity"]["reps_needed"] == 52
    assert "$500,000 a month needs 3,900 leads\n" in ask(sla_bot, period="month").out


def test_counts_carry_odds(sla_bot: SlaBot) -> None:
    counted = {"mql_sql": "1326/3900", "sql_opp": "1087/1326", "win": "250/1087"}
    odds = found(ask(sla_bot, "--json", **counted))["confidence"]
    assert odds["counts"] == [{"won": 250, "of": 3900}]
    assert odds["odds_of_leads"] == "an even chance"
    assert list(odds["leads_for"]) == ["50", "80", "90"]
    assert list(odds["leads_for"].values()) == sorted(odds["leads_for"].values())
    assert "From 250 wins in 3,900." in ask(sla_bot, **counted).out


def test_as_text_it_reads_as_in_slack(sla_bot: SlaBot) -> None:
    ended = ask(sla_bot, "--reps", "3")
    assert (ended.code, ended.err) == (0, "")
    lines = ended.out.splitlines()
    assert lines[:5] == [
        "$500,000 a year needs 3,900 leads: 325 a month",
        "$500,000 ÷ $2,000 → 250 deals",
        "250 ÷ 23% won → 1,087 opportunities",
        "1,087 ÷ 82% → 1,326 SQLs",
        "1,326 ÷ 34% → 3,900 leads, each worth $128, together $500,000",
    ]
    assert "Can sales work them? No, 2 reps short: yours can work about 52 leads a week." in lines
    assert not set(ended.out) & set("*`&")


def test_other_currencies(sla_bot: SlaBot) -> None:
    assert "€500,000 a year" in ask(sla_bot, currency="EUR").out
    assert found(ask(sla_bot, "--json", currency="jpy"))["currency"] == "JPY"


@pytest.mark.parametrize("more", [(), ("--json",)])
@pytest.mark.parametrize(
    ("field", "value"),
    [
        *(
            (name, value)
            for name in ("quota", "aov")
            for value in ("0", "-5", "abc", "", "1,5 Tsd", "₩500,000", "12,5k")
        ),
        *(
            (name, value)
            for name in ("mql_sql", "sql_opp", "win")
            for value in (
                "0",
                "0%",
                "-5%",
                "101%",
                "1.01",
                "34",
                "abc",
                "",
                "0,34",
                "5/0",
                "0/5",
                "6 of 5",
                "٣٤%",
                "1e-1",
            )
        ),
        ("period", "week"),
        ("period", ""),
        ("currency", "dollars"),
        ("reps", "-1"),
        ("reps", "two"),
        ("quota", None),
        ("aov", None),
        ("win", None),
    ],
)
def test_what_cannot_be_gets_one_sentence_that_names_it(
    sla_bot: SlaBot, field: str, value: str | None, more: tuple[str, ...]
) -> None:
    ended = ask(sla_bot, *more, **{field: value})
    assert (ended.code, ended.out) == (2, "")
    (line,) = ended.err.splitlines()
    assert line.startswith(f"--{field.replace('_', '-')}: ")


def test_each_wrong_option_has_its_own(sla_bot: SlaBot) -> None:
    ended = ask(sla_bot, quota="0", win="340%", aov=None)
    assert ended.code == 2
    assert [line.partition(":")[0] for line in ended.err.splitlines()] == ["--quota", "--aov", "--win"]


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Fraction(125_000), "125000"),
        (Fraction(1, 8), "0.125"),
        (Fraction(2, 3), "0.66666666666666666667"),
        (Fraction(10**15) + Fraction(1, 3), "1000000000000000.33333333333333333333"),
    ],
)
def test_decimals_are_written_in_full(value: Fraction, written: str) -> None:
    assert decimal(value) == written
