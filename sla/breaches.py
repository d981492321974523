"""The record that a lead was short when a checkpoint day ended, once and for good, and the port that keeps it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sla.cadence import Cadence, deadlines
from sla.leads import Lead, LeadId
from sla.people import MemberId


@dataclass(frozen=True, kw_only=True, slots=True)
class Breach:
    """By the end of `day`, at `at`, the lead had `had` follow-ups of `need`, as far as was known.

    `owner_id` is whose lead it was then; `next_at` the end of the lead's next checkpoint day, None after the last.
    """

    lead_id: LeadId
    day: int
    need: int
    had: int
    version: int
    at: datetime
    next_at: datetime | None
    owner_id: MemberId | None


class Breaches(Protocol):
    def add(self, rows: Sequence[Breach]) -> int:
        """Insert those whose lead and day are new; how many were. What is recorded is never changed."""

    def of(self, lead_ids: Sequence[LeadId]) -> Mapping[LeadId, tuple[Breach, ...]]:
        """By day; leads without one are left out."""

    def told_later(self, since: datetime, until: datetime) -> tuple[LeadId, ...]:
        """Leads of which something came in after `since`, by `until`, that was before a day recorded as short."""

    def unrecorded(self, now: datetime, limit: int) -> tuple[LeadId, ...]:
        """Overdue leads with a checkpoint day that has ended and is not recorded; those due longest first."""


def breaches_of(
    lead: Lead, cadence: Cadence, follow_ups: Iterable[datetime], now: datetime
) -> tuple[Breach, ...]:
    """Every checkpoint day of a judged lead that ended by `now` with too few follow-ups while its clock ran."""
    if lead.version is None:
        return ()
    times, found = tuple(follow_ups), []
    due = deadlines(cadence, lead.handed_off_at, lead.zone)
    for place, one in enumerate(due):
        had = sum(moment < one.ends_at for moment in times)
        ran = lead.stopped_at is None or lead.stopped_at >= one.ends_at
        if one.ends_at > now or not ran or had >= one.checkpoint.need:
            continue
        found.append(
            Breach(
                lead_id=lead.id,
                day=one.checkpoint.day,
                need=one.checkpoint.need,
                had=had,
                version=lead.version,
                at=one.ends_at,
                next_at=due[place + 1].ends_at if place + 1 < len(due) else None,
                owner_id=lead.owner_id,
            )
        )
    return tuple(found)
