"""`sla-bot plan`: the agreement's plan from the store and one of numbers to try, for a terminal and for scripts."""

import csv
import json
import sqlite3
from contextlib import closing
from io import StringIO
from pathlib import Path

import pytest

from bot.plan_data import as_csv, as_json
from sla.services.planning import tried
from tests.bot.conftest import SlaBot
from tests.e2e.team import write_team
from tests.handlers.views.test_plan import RAMP
from tests.sla.test_plan import FORM, JANUARY, TestStreams, with_form

ARTICLE = ("--quota", "500k/year", "--aov", "2k", "--mql-sql", "34%", "--sql-opp", "82%", "--win", "23%")
LATER = ("--months-to-close", "3", "--start", "2025-01")


@pytest.fixture
def team(nowhere: Path, sla_bot: SlaBot) -> Path:
    write_team(nowhere)
    terms = nowhere / "sla.toml"
    terms.write_text(terms.read_text().replace("aov = 2_000", "aov = 2_000\nmonths_to_close = 3"))
    sla_bot("import", "leads", "leads.csv")
    return nowhere


@pytest.mark.usefixtures("nowhere")
class TestNumbersToTry:
    def test_the_article_without_a_store(self, nowhere: Path, sla_bot: SlaBot) -> None:
        ended = sla_bot("plan", *ARTICLE, *LATER)
        assert (ended.code, ended.err) == (0, "")
        assert "$500,000 closing January to December 2025 needs 3,900 leads" in ended.out
        assert "434 leads a month from January 2025 on land the quota inside it" in ended.out
        assert not list(nowhere.iterdir())

    def test_as_json(self, sla_bot: SlaBot) -> None:
        found = json.loads(sla_bot("plan", *ARTICLE, *LATER, "--open", "125k", "--json").out)
        assert (found["leads"], found["leads_a_month_to_land_it"], found["version"]) == (3900, 325, None)
        assert (found["quota"], found["open"], found["closes_inside_percent"]) == (
            "500000.00",
            "125000.00",
            "75",
        )
        assert [one["leads"] for one in found["by_month"]] == [325] * 12
        assert (found["by_month"][0]["come_in"], found["next_plan_from"]) == ("2024-10", "2025-10")
        (kind,) = found["streams"][0]["lead_types"]
        assert (kind["lead_value"], kind["months_to_close"], kind["share_percent"]) == ("128.21", "3", "100")

    def test_six_months_as_csv(self, sla_bot: SlaBot) -> None:
        out = sla_bot("plan", *ARTICLE, *LATER, "--months", "6", "--csv", "-").out
        rows = list(csv.DictReader(StringIO(out)))
        assert [row["leads"] for row in rows] == ["325"] * 6
        assert rows[0] == {
            "come_in": "2024-10", "closes": "2025-01", "stream": "All business", "lead_type": "Leads",
            "leads": "325", "leads_if_rates_rise": "325",
        }  # fmt: skip

    def test_one_rate_is_from_lead_to_won(self, sla_bot: SlaBot) -> None:
        found = json.loads(
            sla_bot(
                "plan", "--quota", "120k", "--aov", "1k", "--win", "10%", "--start", "2026-01", "--json"
            ).out
        )
        assert found["leads"] == 1200

    def test_another_currency_and_locale(self, sla_bot: SlaBot) -> None:
        out = sla_bot("plan", *ARTICLE, *LATER, "--currency", "eur", "--locale", "de_DE").out
        assert "500.000\xa0€" in out

    @pytest.mark.parametrize(
        ("words", "said"),
        [
            (
                ("--quota", "500k"),
                "--aov is missing; a plan of your own numbers needs --quota, --aov and --win",
            ),
            (
                (*ARTICLE[:4], "--mql-sql", "34%", "--win", "23%"),
                "--sql-opp is missing; give all three rates",
            ),
            ((*ARTICLE, "--start", "2025-13"), "--start “2025-13” is no month; write it like 2026-01."),
            ((*ARTICLE, "--months", "7"), "A plan is for 6 or 12 months, not 7."),
            ((*ARTICLE, "--months-to-close", "37"), "--months-to-close is from 0 to 36."),
            (("--quota", "500k/week", *ARTICLE[2:]), "--quota: “week” is no period"),
            (("--quota", "lots", *ARTICLE[2:]), '--quota: "lots" is not an amount'),
            ((*ARTICLE[:-1], "230%"), '--win: "230%" cannot be a rate'),
            ((*ARTICLE, "--currency", "ducats"), '--currency: "ducats" is not a currency code'),
            ((*ARTICLE, "--open", "-5"), "--open: An amount must be more than 0"),
            ((*ARTICLE, "--json", "--csv", "-"), "Ask for --json or for --csv, not for both."),
        ],
    )
    def test_what_cannot_be_is_one_sentence(self, sla_bot: SlaBot, words: tuple[str, ...], said: str) -> None:
        ended = sla_bot("plan", *words)
        assert (ended.code, ended.out) == (1, "")
        assert ended.err.startswith(said)
        assert ended.err.count("\n") == 1


@pytest.mark.usefixtures("team")
class TestTheAgreement:
    def test_its_plan_changes_nothing(self, sla_bot: SlaBot) -> None:
        with closing(sqlite3.connect("sla.db")) as store:
            before = list(store.iterdump())
        found = json.loads(sla_bot("plan", "--start", "2025-10", "--json").out)
        assert (found["version"], found["leads"], found["first_month"]) == (0, 3900, "2025-10")
        assert found["streams"][0]["lead_types"][0]["name"] == "Website form"
        with closing(sqlite3.connect("sla.db")) as store:
            assert list(store.iterdump()) == before

    def test_a_file_that_is_there_is_kept(self, team: Path, sla_bot: SlaBot) -> None:
        assert sla_bot("plan", "--csv", "plan.csv").code == 0
        written = (team / "plan.csv").read_bytes()
        assert written.startswith(b"come_in,closes,stream,lead_type,leads,leads_if_rates_rise\r\n")
        ended = sla_bot("plan", "--csv", "plan.csv")
        assert ended.err.startswith("plan.csv is there already")
        assert (team / "plan.csv").read_bytes() == written


class TestForScripts:
    @pytest.mark.parametrize("name", ["=1+1", "+49", "-2", "@SUM(A1)", "\tx", " =1", '=HYPERLINK("x")'])
    def test_no_name_is_a_formula(self, name: str) -> None:
        rows = list(csv.DictReader(StringIO(as_csv(tried(with_form(name=name), JANUARY, 12)))))
        assert rows[0]["lead_type"] == f"'{name}"

    @pytest.mark.parametrize("name", ['Quoted, "with" a comma', "Zürich; Süd", "two\nlines"])
    def test_any_other_name_is_itself(self, name: str) -> None:
        rows = list(csv.DictReader(StringIO(as_csv(tried(with_form(name=name), JANUARY, 12)), newline="")))
        assert rows[0]["lead_type"] == name

    def test_streams_add_up(self) -> None:
        found = json.loads(as_json(tried(TestStreams().terms(), JANUARY, 12)))
        assert [stream["quota"] for stream in found["streams"]] == ["300000.00", "100000.00", "100000.00"]
        assert sum(stream["leads"] for stream in found["streams"]) == found["leads"]
        assert sum(month["leads"] for month in found["by_month"]) == found["leads"]
        assert sum(float(month["quota"]) for month in found["quota_by_month"]) == 500_000

    def test_what_a_missed_improvement_costs(self) -> None:
        found = json.loads(as_json(tried(RAMP, JANUARY, 12)))
        assert (found["leads_if_rates_rise"], found["price_of_missing_it"]) == (3677, "28589.74")

    def test_an_unknown_time_to_close_is_null(self) -> None:
        found = json.loads(as_json(tried(with_form(lag=None), JANUARY, 12)))
        assert found["streams"][0]["lead_types"][0]["months_to_close"] is None
        assert FORM.lag is not None
