"""`sla-bot demo` on a history of stages: each rep is nudged about their part of the open leads."""

import csv
import signal
import sqlite3
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from sandbox.driver import Driver
from tests.bot.conftest import SlaBot
from tests.bot.process import END_WITHIN_SECONDS, python
from tests.bot.test_demo import address

DATA = Path(__file__).parents[3] / "shared" / "data" / "bpic2012"
NOW = "2011-11-15T08:55+01:00"
NUDGED_WITHIN_SECONDS = 20
OPEN = """
    SELECT count(*) FROM lead WHERE owner_id IS NOT NULL AND agreement_version IS NOT NULL
    AND handed_off_at <= ? AND (stopped_at IS NULL OR stopped_at > '2011-11-15 07:55')
"""
REPS = ("anouk", "bram", "chantal", "daan", "esmee")

pytestmark = pytest.mark.e2e


def write(name: str, titles: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    with Path(name).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([titles, *rows])
    return name


def a_history() -> tuple[str, str]:
    """Thirty leads of the same Monday: ten won, five lost, and the first one called."""
    stages = [(str(n), "SUBMITTED", f"2011-11-07T09:{n:02}:00Z") for n in range(30)]
    stages += [(str(n), "APPROVED", f"2011-11-09T09:{n:02}:00Z") for n in range(10)]
    stages += [(str(n), "DECLINED", f"2011-11-09T10:{n:02}:00Z") for n in range(10, 15)]
    calls = [("29", "qualify_call", "2011-11-07T10:00:00Z"), ("28", "validate", "2011-11-07T10:00:00Z")]
    return (
        write("stages.csv", ("lead_id", "stage", "entered_at_utc"), stages),
        write("touches.csv", ("lead_id", "activity", "completed_at_utc"), calls),
    )


def open_by(moment: str) -> int:
    with closing(sqlite3.connect("kept/sla.db")) as store:
        (count,) = store.execute(OPEN, (moment,)).fetchone()
    return int(count)


def nudged(people: Driver, reps: Sequence[str]) -> list[str]:
    """Whoever has their morning's list, once all have or the time is over."""
    ends = time.monotonic() + NUDGED_WITHIN_SECONDS
    found: list[str] = []
    while time.monotonic() < ends and len(found) < len(reps):
        found = [rep for rep in reps if any(" today, " in seen.shown for seen in people.dm(rep))]
        time.sleep(0.2)
    return found


def shown(stages: str, touches: str, reps: Sequence[str]) -> tuple[list[str], str]:
    """Who was nudged at nine, and what the process said."""
    arguments = ("--stages", stages, "--touches", touches, "--now", NOW, "--port", "0", "--keep", "kept")
    with python(Path.cwd(), "-m", "bot", "demo", *arguments) as process:
        people = Driver(address(process))
        people.advance(minutes=6)
        found = nudged(people, reps)
        process.send_signal(signal.SIGTERM)
        _, err = process.communicate(timeout=END_WITHIN_SECONDS)
    assert process.returncode == 0
    return found, err


def test_a_small_history_is_shared_out_and_nudged_about(nowhere: Path) -> None:
    found, err = shown(*a_history(), REPS[:3])
    assert (found, err) == (list(REPS[:3]), "")
    assert open_by("2011-11-15 07:55") == 15
    terms = Path("kept/sla.toml").read_text(encoding="utf-8")
    assert 'rates = ["10 of 30"]' in terms
    assert "effective = 2011-11-07" in terms


@pytest.mark.skipif(not DATA.exists(), reason="the public data sets are not on this machine")
@pytest.mark.chaos
def test_the_open_leads_of_a_real_morning_are_nudged_about(nowhere: Path) -> None:
    """726 of the days before, and eight that came in since midnight."""
    found, _ = shown(str(DATA / "stages.csv"), str(DATA / "touches.csv"), REPS)
    assert found == list(REPS)
    assert open_by("2011-11-14 22:59:59.999999") == 726
    assert open_by("2011-11-15 07:55") == 734


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--stages", "s.csv"], "A demo on a history needs both: --stages FILE and --touches FILE."),
        (["--touches", "t.csv"], "needs both"),
        (["--leads-from", "SUBMITTED"], "they go with --stages and --touches"),
        (["--map-value", "SIGNED=won"], "they go with --stages and --touches"),
        (["--stages", "no.csv", "--touches", "no.csv"], "There is no file no.csv; check the path."),
        (
            ["--stages", "s.csv", "--touches", "t.csv", "--leads", "l.csv", "--deals", "d.csv"],
            "A demo runs on one case",
        ),
    ],
)
def test_what_does_not_fit_gets_one_sentence(sla_bot: SlaBot, arguments: Sequence[str], says: str) -> None:
    ended = sla_bot("demo", "--port", "0", *arguments)
    assert ended.code == 1
    (line,) = ended.err.splitlines()
    assert says in line


@pytest.mark.parametrize(
    ("more", "says"),
    [
        (["--leads-from", "Nothing"], "stages.csv has no row with the stage Nothing."),
        (["--map-value", "APPROVED=SQL", "--map-value", "approved=SQL"], "stages.csv has no won lead"),
    ],
)
def test_a_history_without_leads_or_wins_is_named(sla_bot: SlaBot, more: Sequence[str], says: str) -> None:
    stages, touches = a_history()
    ended = sla_bot("demo", "--port", "0", "--stages", stages, "--touches", touches, *more)
    assert ended.code == 1
    assert says in ended.err
