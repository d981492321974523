"""`sla-bot pace`: the agreement's from the store and one of numbers to try, for a terminal and for scripts."""

import csv
import json
from io import StringIO
from pathlib import Path

import pytest

from tests.bot.conftest import SlaBot
from tests.e2e.team import write_team

AS_OF = "2025-11-20T08:00:00Z"
S5 = ("--target", "300", "--delivered", "160", "--as-of", "2025-09-15", "--holiday", "2025-09-01")


@pytest.fixture
def team(nowhere: Path, sla_bot: SlaBot) -> Path:
    write_team(nowhere)
    sla_bot("import", "leads", "leads.csv")
    return nowhere


@pytest.mark.usefixtures("nowhere")
class TestNumbersToTry:
    def test_s5_without_a_store(self, nowhere: Path, sla_bot: SlaBot) -> None:
        ended = sla_bot("pace", *S5, "--json")
        assert (ended.code, ended.err) == (0, "")
        assert json.loads(ended.out) == {
            "figures_until": "2025-09-15",
            "working_days_elapsed": 10,
            "working_days_total": 21,
            "target": 300,
            "delivered": 160,
            "expected": "142.86",
            "ratio_percent": "112",
            "verdict": "over",
            "normal_variation": False,
        }
        assert not list(nowhere.iterdir())

    def test_as_a_sentence(self, sla_bot: SlaBot) -> None:
        said = sla_bot("pace", *S5).out
        assert said == "10 of 21 working days: 160 of 142.86 expected (112%), over\n"
        small = sla_bot("pace", "--target", "70", "--delivered", "28", "--as-of", "2025-09-15").out
        assert "(80%), under, within normal variation for this volume" not in small
        assert (
            "within normal variation"
            in sla_bot("pace", "--target", "70", "--delivered", "30", "--as-of", "2025-09-15").out
        )
        assert (
            "no verdict yet"
            in sla_bot("pace", "--target", "300", "--delivered", "5", "--as-of", "2025-09-02").out
        )

    @pytest.mark.parametrize(
        ("typed", "says"),
        [
            (("--target", "300"), "--delivered is missing"),
            (("--delivered", "3"), "--target is missing"),
            (("--target", "1.5k", "--delivered", "3"), '--target "1.5k" is not a number of leads'),
            (("--target", "300", "--delivered", "-3"), '--delivered "-3" is not a number of leads'),
            (("--target", "9" * 60, "--delivered", "3"), "is not a number of leads"),
            (("--target", "300", "--delivered", "3", "--holiday", "1.9."), '--holiday "1.9." is not a day'),
            (("--target", "300", "--delivered", "3", "--csv", "-"), "with --target ask for --json"),
        ],
    )
    def test_a_fault_gets_one_sentence(self, sla_bot: SlaBot, typed: tuple[str, ...], says: str) -> None:
        ended = sla_bot("pace", *typed, "--as-of", "2025-09-15")
        assert ended.code == 1
        assert says in ended.err
        assert len(ended.err.strip().splitlines()) == 1

    @pytest.mark.parametrize(("day", "says"), [((), "with --as-of"), (("--as-of", "soon"), "is not a day")])
    def test_the_day_is_needed(self, sla_bot: SlaBot, day: tuple[str, ...], says: str) -> None:
        assert says in sla_bot("pace", "--target", "300", "--delivered", "3", *day).err


@pytest.mark.usefixtures("team")
class TestTheAgreements:
    def test_as_json(self, sla_bot: SlaBot) -> None:
        ended = sla_bot("pace", "--as-of", AS_OF, "--json")
        assert (ended.code, ended.err) == (0, "")
        found = json.loads(ended.out)
        assert (found["as_of"], found["figures_until"], found["closed"]) == (AS_OF, "2025-11-19", False)
        assert (found["working_days_elapsed"], found["working_days_total"]) == (13, 20)
        (website,) = found["month"]["lead_types"]
        assert website["leads"]["delivered"] == found["month"]["total"]["leads"]["delivered"] == 6
        assert (website["leads"]["expected"], website["leads"]["target"]) == ("211.25", "325")
        assert (website["leads"]["verdict"], website["leads"]["ratio_percent"]) == ("under", "2.84")
        assert website["value"]["target"] == "41666.67"
        assert found["since_start"]["total"]["leads"]["target"] == "650"
        assert found["last_month"]["month"] == "2025-10"
        assert found["last_month"]["leads"]["delivered"] == 0
        assert (found["qualified"], found["not_counted"]) == (None, [])
        assert found["mix"] == [{"name": "Website form", "actual_percent": "100", "agreed_percent": "100"}]

    def test_the_same_address_again_is_not_counted(self, team: Path, sla_bot: SlaBot) -> None:
        rows = (
            "Lead ID,Name,Email,Create Date,Lead Source\n"
            "901,Ada,ADA@example.org,2025-11-03T10:00:00+01:00,website\n"
            "902,Ada L.,ada@example.org,2025-11-10T10:00:00+01:00,website\n"
        )
        (team / "more.csv").write_text(rows)
        sla_bot("import", "leads", "more.csv")
        found = json.loads(sla_bot("pace", "--as-of", AS_OF, "--json").out)
        assert found["month"]["total"]["leads"]["delivered"] == 7
        (left,) = found["not_counted"]
        assert (left["reason"], left["handed_over"]) == ("the same person again", "2025-11-10T09:00:00Z")

    def test_as_csv(self, sla_bot: SlaBot) -> None:
        rows = list(csv.DictReader(StringIO(sla_bot("pace", "--as-of", AS_OF, "--csv", "-").out)))
        assert [(row["span"], row["lead_type"], row["unit"]) for row in rows] == [
            (span, kind, unit)
            for kind in ("Website form", "(all)")
            for span in ("month", "cumulative")
            for unit in ("leads", "money")
        ]
        assert (rows[0]["delivered"], rows[0]["expected"], rows[0]["normal_variation"]) == (
            "6", "211.25", "no",
        )  # fmt: skip
        sla_bot("pace", "--csv", "pace.csv")
        again = sla_bot("pace", "--csv", "pace.csv")
        assert (again.code, "is there already" in again.err) == (1, True)

    def test_for_a_terminal_in_the_words_of_slack(self, sla_bot: SlaBot) -> None:
        said = sla_bot("pace", "--as-of", AS_OF).out
        for words in ("Marketing under pace", "6 of 211", "SINCE 1 OCT", "Quality not checked"):
            assert words in said
