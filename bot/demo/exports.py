"""Writes the story as a CRM exports it: CSV files with moments in local time and their UTC offset."""

import csv
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.demo.leads import StoryLead
from bot.demo.touches import StoryTouch

Row = Sequence[str | int]

_LEADS = ("Lead ID", "Company", "Contact", "Lead Source", "Lifecycle Stage", "Owner Email", "Create Date")
_TOUCHES = ("Activity ID", "Lead ID", "Activity Type", "Direction", "Outcome", "Owner Email", "Activity Date")
_DEALS = ("Deal ID", "Lead ID", "Deal Name", "Deal Stage", "Amount", "Currency", "Close Date")


def write_leads(path: Path, leads: Iterable[StoryLead], now: datetime) -> None:
    _write(path, _LEADS, (_lead(lead, now) for lead in leads))


def _lead(lead: StoryLead, now: datetime) -> Row:
    return (
        lead.id,
        lead.prospect.company,
        lead.prospect.contact,
        lead.arrival.source,
        lead.fate.stage(lead.handed_off_at, now),
        lead.rep.person.email,
        _written(lead.handed_off_at, lead),
    )


def write_touches(path: Path, touches: Iterable[StoryTouch]) -> None:
    _write(path, _TOUCHES, (_touch(n, touch) for n, touch in enumerate(touches, start=1)))


def _touch(number: int, touch: StoryTouch) -> Row:
    return (
        f"ACT-{number:06}",
        touch.lead.id,
        touch.activity,
        touch.direction,
        touch.outcome,
        touch.lead.rep.person.email,
        _written(touch.occurred_at, touch.lead),
    )


def write_deals(path: Path, leads: Iterable[StoryLead], now: datetime, currency: str) -> None:
    """The deals won by `now`, in order of time."""
    closed = [(lead.fate.won_at, lead) for lead in leads if lead.fate.won_at is not None]
    won = sorted(((at, lead) for at, lead in closed if at <= now), key=lambda deal: deal[0])
    _write(path, _DEALS, (_deal(n, lead, at, currency) for n, (at, lead) in enumerate(won, start=1)))


def _deal(number: int, lead: StoryLead, won_at: datetime, currency: str) -> Row:
    return (
        f"DEAL-{number:04}",
        lead.id,
        f"{lead.prospect.company} – first order",
        "Closed Won",
        f"{lead.fate.amount}.00",
        currency,
        _written(won_at, lead),
    )


def _written(moment: datetime, lead: StoryLead) -> str:
    return moment.astimezone(ZoneInfo(lead.rep.calendar.zone)).isoformat(sep=" ")


def _write(path: Path, titles: Row, rows: Iterable[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows((titles, *rows))
