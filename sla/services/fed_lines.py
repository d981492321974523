"""What sources brought for the leads of today's reminders, as those lines are to say it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from sla.activity import TouchId
from sla.answers import TouchLogged
from sla.delivery import Posted
from sla.digest import Nudge
from sla.handed import Untried
from sla.leads import LeadId
from sla.listed import OutOfDate, Unsaid
from sla.ports import UnitOfWork
from sla.services.bulletins import Private
from sla.services.desk import Desk
from sla.services.recording import logged_as
from sla.services.recount import LeadFacts, facts_of, judged, owner_of, owners

MOST_LINES = 200
"""At one tick; what is left has its turn at the next."""


def leads_in(content: Private) -> tuple[LeadId, ...]:
    """The leads that a reminder lists with buttons; of any other message none."""
    match content:
        case Nudge():
            covered = [item for one in content.covered for item in one.items]
            return tuple(item.lead.id for item in (*content.items, *covered))
        case Untried():
            return *(one.lead.id for one in content.leads), *(one.lead.id for one in content.ending)
        case _:
            return ()


@dataclass(frozen=True, kw_only=True, slots=True)
class FedReminder:
    """A reminder and what its lines are to say: `lines` are the touches that count, of those that came in."""

    out_of_date: OutOfDate
    posted: Posted
    lines: tuple[TouchLogged, ...]


class FedLines:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def due(self, now: datetime) -> tuple[FedReminder, ...]:
        """A few readings for all of them, and one where there are none."""
        with self._desk.look() as work:
            found = work.listed.out_of_date(now, MOST_LINES)
            if not found:
                return ()
            leads = {line.lead_id for one in found for line in one.lines}
            facts = {one.lead.id: one for one in facts_of(work, sorted(leads))}
            return tuple(self._reminders(work, found, facts, now))

    def said(self, reminder: FedReminder) -> None:
        with self._desk.open() as work:
            work.listed.said(reminder.out_of_date.delivery.id, reminder.out_of_date.lines)
            work.commit()

    def _reminders(
        self, work: UnitOfWork, found: Iterable[OutOfDate], facts: dict[LeadId, LeadFacts], now: datetime
    ) -> Iterator[FedReminder]:
        book = self._desk.book(work)
        people = owners(work, book)
        for one in found:
            where = one.delivery.channel_id, one.delivery.message_ts
            reader = people.get(one.delivery.member_id)
            zone = reader.calendar.zone if reader else book.at(now).calendar.zone
            lines = (
                logged_as(known.history, touch_id, book=book, owner=owner_of(known.lead, people), now=now)
                for line in one.lines
                if (known := facts.get(line.lead_id)) is not None
                and (touch_id := _counted(known, line, now)) is not None
            )
            yield FedReminder(
                out_of_date=one,
                posted=Posted(channel_id=where[0] or "", message_ts=where[1] or ""),
                lines=tuple(replace(line, zone=zone) for line in lines),
            )


def _counted(facts: LeadFacts, line: Unsaid, now: datetime) -> TouchId | None:
    """The latest of those that came in and count; what does not count is no news on the line."""
    counted = [
        one.fact
        for one in judged(facts.history, now)
        if one.role is not None and isinstance(one.fact.id, int) and line.after < one.fact.id <= line.newest
    ]
    newest = max((one for one in counted if not one.by_hand), key=lambda one: one.occurred_at, default=None)
    return TouchId(int(newest.id)) if newest else None
