"""`sla-bot status`: the board for scripts, which changes nothing; and the figures of a real history."""

import csv
import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import UTC, date, datetime, time, timedelta
from math import ceil
from pathlib import Path
from zoneinfo import ZoneInfo

import holidays
import pytest

from tests.bot.conftest import SlaBot
from tests.e2e.team import write_team

DATA = Path(__file__).parents[3] / "shared" / "data" / "bpic2012"
STAGES, TOUCHES = DATA / "stages.csv", DATA / "touches.csv"
AS_OF = "2025-11-20T08:00:00Z"


@pytest.fixture
def team(nowhere: Path, sla_bot: SlaBot) -> Path:
    """With its leads and activities imported."""
    write_team(nowhere)
    sla_bot("import", "leads", "leads.csv")
    sla_bot("import", "touches", "touches.csv")
    return nowhere


def kept_bytes() -> bytes:
    with closing(sqlite3.connect("sla.db")) as store:
        return "\n".join(store.iterdump()).encode()


def test_both_sides_as_json_and_nothing_changes(team: Path, sla_bot: SlaBot) -> None:
    before = kept_bytes()
    ended = sla_bot("status", "--as-of", AS_OF, "--json")
    assert (ended.code, ended.err) == (0, "")
    found = json.loads(ended.out)
    assert (found["team"], found["as_of"], found["figures_until"]) == ("Harbour", AS_OF, "2025-11-19")
    assert (found["version"], found["signed"], found["effective_on"]) == (0, False, "2025-10-01")
    assert found["marketing"]["leads"]["delivered"] == 6
    assert [line["day"] for line in found["sales"]["checkpoints"]] == [14, 28, 56]
    assert found["since_start"]["leads"] == 6
    assert kept_bytes() == before


def test_an_earlier_moment_knows_nothing_of_later_ones(team: Path, sla_bot: SlaBot) -> None:
    """What the store derives is as of today; the leads were all overdue by then."""
    today = json.loads(sla_bot("status", "--json").out)
    then = json.loads(sla_bot("status", "--as-of", AS_OF, "--json").out)
    first = json.loads(sla_bot("status", "--as-of", "2025-11-05T09:30:00Z", "--json").out)
    assert today["overdue"]["leads"] == 6
    assert then["overdue"]["leads"] < 6
    assert (first["overdue"]["leads"], first["since_start"]["leads"]) == (0, 1)


def test_as_text_for_people(team: Path, sla_bot: SlaBot) -> None:
    ended = sla_bot("status", "--as-of", AS_OF)
    assert ended.code == 0
    assert "Harbour: figures up to 19 November 2025, agreement version 0, not signed yet" in ended.out
    for said in ("MARKETING, month to date", "3 follow-ups by day 14", "First attempt in 2 h", "At risk: "):
        assert said in ended.out


@pytest.mark.parametrize(
    ("moment", "says"),
    [
        ("yesterday", "--as-of “yesterday” is no moment with a zone"),
        ("2025-11-20T08:00", "is no moment with a zone"),
        ("2999-01-01T00:00Z", "lies in the future"),
    ],
)
def test_what_is_no_moment_gets_one_sentence(team: Path, sla_bot: SlaBot, moment: str, says: str) -> None:
    ended = sla_bot("status", "--as-of", moment)
    assert ended.code == 1
    (line,) = ended.err.splitlines()
    assert says in line


def test_a_database_that_nobody_set_up_is_left_as_it_is(nowhere: Path, sla_bot: SlaBot) -> None:
    ended = sla_bot("status")
    assert ended.code == 1
    assert ended.err.startswith("The database is not that of this version of the bot")


LOANS = """
[team]
name = "Loans"
zone = "Europe/Amsterdam"
currency = "EUR"
holidays = "NL"
channel = "#sla"
effective = 2011-10-01
hours = { "Mon-Fri" = "08:00-20:00", "Sat" = "09:00-17:00" }

[quota]
amount = "1m"

[[lead_types]]
name = "Application"
stages = ["lead", "won"]
rates = ["774 of 4000"]
aov = "1000"

[stages]
lead = "An application has come in."
won = "The loan is granted."

[sales]
first_attempt_within = "60m"

[[people]]
name = "Ana Ruiz"
email = "ana@example.com"
side = "sales"
role = "rep"
"""
ZONE = ZoneInfo("Europe/Amsterdam")
MARCH = datetime(2012, 3, 1, 9, tzinfo=UTC)
CALLS = {"qualify_call", "lead_follow_up", "offer_follow_up_call", "missing_docs_call"}
ENDS = {"APPROVED", "DECLINED", "CANCELLED"}


@pytest.mark.skipif(not DATA.exists(), reason="the public data sets are not on this machine")
def test_a_real_history_gives_the_figures_of_a_straight_count(nowhere: Path, sla_bot: SlaBot) -> None:
    (nowhere / "sla.toml").write_text(LOANS)
    ends = [f"{word}={'won' if word == 'APPROVED' else 'lost'}" for word in sorted(ENDS)]
    told = [part for end in ends for part in ("--map-value", end)]
    rest = ("--map-value", "fraud_check=note", "--map-value", "validate=note")
    stages = sla_bot("import", "stages", str(STAGES), "--leads-from", "SUBMITTED", *told)
    touches = sla_bot("import", "touches", str(TOUCHES), *rest)
    assert "19,050 new, 0 updated, 0 unchanged, 0 rejected." in stages.out
    assert "22,801 new, 0 updated, 0 unchanged, 0 rejected." in touches.out
    ended = sla_bot("status", "--as-of", MARCH.isoformat(), "--json")
    whole = json.loads(ended.out)["since_start"]
    assert whole["leads"] == 4000
    shares = [
        {key: one[key] for key in ("day", "judged", "kept", "stopped", "not_due")}
        for one in whole["checkpoints"]
    ]
    loans = Loans()
    assert shares == [loans.checkpoint(*one) for one in ((14, 3), (28, 5), (56, 7))]
    first = loans.first_attempts()
    assert {key: whole["first_attempt"][key] for key in first} == first
    assert (first["judged"], first["kept"], first["attempted"]) == (2523, 1062, 2308)


class Loans:
    """The same figures by nothing but the files, the standard library and the public holidays."""

    def __init__(self) -> None:
        self.free = holidays.country_holidays("NL", years=(2011, 2012))
        self.handed_off: dict[str, datetime] = {}
        self.stopped: dict[str, datetime] = {}
        for row in rows(STAGES):
            at, lead = moment(row["entered_at_utc"]), row["lead_id"]
            into = self.handed_off if row["stage"] == "SUBMITTED" else self.stopped
            if at <= MARCH and row["stage"] in ENDS | {"SUBMITTED"}:
                into[lead] = min(at, into.get(lead, at))
        calls = defaultdict(list)
        for row in rows(TOUCHES):
            if row["activity"] in CALLS and moment(row["completed_at_utc"]) <= MARCH:
                calls[row["lead_id"]].append(moment(row["completed_at_utc"]))
        self.counted = {lead: list(self.one_a_day(lead, calls[lead])) for lead in self.handed_off}

    def one_a_day(self, lead: str, calls: list[datetime]) -> Iterator[datetime]:
        """After the handoff, one for each local day; calls within a minute are one."""
        days: set[date] = set()
        before = None
        for at in sorted(calls):
            again = before is not None and at - before <= timedelta(seconds=60)
            if at < self.handed_off[lead] or again:
                continue
            before = at
            if at.astimezone(ZONE).date() not in days:
                days.add(at.astimezone(ZONE).date())
                yield at

    def checkpoint(self, day: int, need: int) -> Mapping[str, int]:
        found = {"day": day, "judged": 0, "kept": 0, "stopped": 0, "not_due": 0}
        for lead, at in self.handed_off.items():
            last = at.astimezone(ZONE).date() + timedelta(days=day + 1)
            ends = datetime.combine(last, time(), ZONE).astimezone(UTC)
            if lead in self.stopped and self.stopped[lead] < ends:
                found["stopped"] += 1
            elif ends > MARCH:
                found["not_due"] += 1
            else:
                found["judged"] += 1
                found["kept"] += sum(call < ends for call in self.counted[lead][1:]) >= need
        return found

    def first_attempts(self) -> Mapping[str, float]:
        found = {"judged": 0, "kept": 0, "stopped": 0, "not_due": 0}
        waits = []
        for lead, at in self.handed_off.items():
            first = min(self.counted[lead], default=None)
            stop = self.stopped.get(lead, MARCH)
            if first is not None and first <= stop:
                waits.append(self.minutes(at, first))
            late = self.minutes(at, MARCH) < 60
            if not late and self.minutes(at, stop) < 60:
                found["stopped"] += 1
            elif late:
                found["not_due"] += 1
            else:
                found["judged"] += 1
                found["kept"] += first is not None and self.minutes(at, first) <= 60
        waits.sort()
        middle = (waits[(len(waits) - 1) // 2] + waits[len(waits) // 2]) / 2
        ninth = waits[ceil(9 * len(waits) / 10) - 1]
        return found | {
            "attempted": len(waits),
            "median_minutes": round(middle, 2),
            "p90_minutes": round(ninth, 2),
        }

    def minutes(self, start: datetime, end: datetime) -> float:
        """Working minutes, day by day."""
        found = timedelta()
        day = start.astimezone(ZONE).date()
        while day <= end.astimezone(ZONE).date():
            if day not in self.free and day.weekday() != 6:
                opens, shuts = (8, 20) if day.weekday() < 5 else (9, 17)
                opening, shutting = (datetime.combine(day, time(hour), ZONE) for hour in (opens, shuts))
                found += max(timedelta(), min(end, shutting) - max(start, opening))
            day += timedelta(days=1)
        return found / timedelta(minutes=1)


def rows(path: Path) -> Iterator[Mapping[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
