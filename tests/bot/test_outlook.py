"""`sla-bot outlook` and `sla-bot calibration`, for a terminal and for scripts."""

import csv
import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.outlook_json import calibration_json, outlook_json
from tests.bot.conftest import SlaBot
from tests.e2e.team import write_team
from tests.handlers.views.test_outlook import MEASURED, ODDS, OUTLOOKS

WEEKS, A_WEEK = 40, 12


@pytest.fixture
def team(nowhere: Path, sla_bot: SlaBot) -> Path:
    """Forty weeks of twelve leads, one of each twelve won after 20 days."""
    write_team(nowhere)
    now = datetime.now(tz=UTC)  # noqa: TID251 - the command reads the clock, too
    with Path("past.csv").open("w", newline="") as leads, Path("won.csv").open("w", newline="") as deals:
        handed, won = csv.writer(leads), csv.writer(deals)
        handed.writerow(("lead_id", "created_at", "source"))
        won.writerow(("lead_id", "deal_id", "won_at", "amount"))
        for week in range(WEEKS):
            began_at = now - timedelta(weeks=week, hours=30)
            for number in range(A_WEEK):
                handed.writerow((f"P{week}-{number}", began_at.isoformat(), "website form"))
            if began_at + timedelta(days=20) < now:
                won.writerow((f"P{week}-0", f"D{week}", (began_at + timedelta(days=20)).isoformat(), "2000"))
    assert sla_bot("import", "leads", "past.csv").code == 0
    assert sla_bot("import", "deals", "won.csv").code == 0
    return nowhere


def stored(team: Path) -> int:
    with closing(sqlite3.connect(team / "sla.db")) as database:
        (rows,) = database.execute("SELECT count(*) FROM forecast").fetchone()
    return int(rows)


def test_the_outlook_in_words_and_kept_once(team: Path, sla_bot: SlaBot) -> None:
    ended = sla_bot("outlook")
    assert (ended.code, ended.err) == (0, "")
    assert " to reach $500,000 this year" in ended.out
    assert "It hangs most on" in ended.out
    assert stored(team) == 1
    found = json.loads(sla_bot("outlook", "--json").out)
    assert (found["quota"], found["period"], found["reached"]) == ("500000.00", "year", False)
    assert found["odds"] == "a chance below 5%"
    assert found["rests_on"]["wins"] >= 30
    assert stored(team) in {1, 2}, "a chance that has moved meanwhile is another one"


def test_rates_and_odds_beside_what_happened(team: Path, sla_bot: SlaBot) -> None:
    sla_bot("outlook")
    ended = sla_bot("calibration")
    assert (ended.code, ended.err) == (0, "")
    assert "9 in 10" in ended.out
    assert "Kept so far: 1 chance" in ended.out
    found = json.loads(sla_bot("calibration", "--json").out)
    (kind,) = found["lead_types"]
    whole = kind["lead_to_won"]
    assert (whole["entered"], whole["converted"] * A_WEEK) == (whole["converted"] * A_WEEK, whole["entered"])
    assert found["odds"] == {
        "told": 0, "periods": 0, "waiting": 1, "brier": None, "brier_of_the_overall_share": None, "table": [],
    }  # fmt: skip


def test_of_an_earlier_moment(team: Path, sla_bot: SlaBot) -> None:
    then = (datetime.now(tz=UTC) - timedelta(weeks=38)).isoformat()  # noqa: TID251
    found = json.loads(sla_bot("calibration", "--as-of", then, "--json").out)
    assert found["lead_types"][0]["lead_to_won"]["measured"] is None
    assert "is no moment with a zone" in sla_bot("calibration", "--as-of", "yesterday").err


def test_without_history_it_says_what_is_missing(nowhere: Path, sla_bot: SlaBot) -> None:
    write_team(nowhere)
    sla_bot("import", "leads", "leads.csv")
    assert "No odds yet. They need 10 won deals and 3 months of leads" in sla_bot("outlook").out
    found = json.loads(sla_bot("outlook", "--json").out)
    assert (found["odds"], found["missing"]["wins"]) == (None, 0)
    assert stored(nowhere) == 0


def test_without_a_store(nowhere: Path, sla_bot: SlaBot) -> None:
    write_team(nowhere)
    for command in ("outlook", "calibration"):
        ended = sla_bot(command)
        assert (ended.code, ended.out) == (1, "")
        assert "Traceback" not in ended.err


class TestJson:
    def test_every_outlook(self) -> None:
        found = json.loads(outlook_json(OUTLOOKS["all_kinds"]))
        assert (found["odds"], found["hangs_on"]) == ("a chance of 2 in 3", "to come")
        assert found["open"] == {"leads": 612, "expected": 38_200}
        assert found["open_at_the_start"] == {"expected": 12_000}
        assert json.loads(outlook_json(OUTLOOKS["nothing_ahead"]))["hangs_on"] is None
        assert json.loads(outlook_json(OUTLOOKS["too_early"]))["missing"]["days_of_leads"] == 59

    def test_rates_are_exact(self) -> None:
        found = json.loads(calibration_json(MEASURED, ODDS["three"]))
        website, outbound = found["lead_types"]
        step = outbound["steps"][2]
        assert (step["converted"], step["entered"], step["agreed"]) == (6, 23, "0.26")
        assert (step["verdict"], step["for_next_version"]) == ("too few to judge", "0.175")
        assert "for_next_version" not in website["lead_to_won"]
        assert found["odds"]["brier"].startswith("0.045")
        assert [one["told"] for one in found["odds"]["table"]] == [1, 1, 1]
