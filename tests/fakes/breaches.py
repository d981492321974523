"""Checkpoint days that ended short, in memory."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sla.breaches import Breach
from sla.leads import Lead, LeadId
from tests.fakes.leads import running
from tests.fakes.rows import Rows


class FakeBreaches:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def add(self, rows: Sequence[Breach]) -> int:
        before = len(self._rows.breaches)
        for row in rows:
            self._rows.breaches.setdefault((row.lead_id, row.day), row)
        return len(self._rows.breaches) - before

    def of(self, lead_ids: Sequence[LeadId]) -> Mapping[LeadId, tuple[Breach, ...]]:
        found = {
            lead_id: tuple(row for (one, _), row in sorted(self._rows.breaches.items()) if one == lead_id)
            for lead_id in lead_ids
        }
        return {lead_id: rows for lead_id, rows in found.items() if rows}

    def told_later(self, since: datetime, until: datetime) -> tuple[LeadId, ...]:
        rows = (touch.row for touch in self._rows.touches.values() if touch.undone_at is None)
        came = [row for row in rows if since < row.received_at <= until]
        found = {
            breach.lead_id
            for breach in self._rows.breaches.values()
            for row in came
            if row.lead_id == breach.lead_id and row.occurred_at < breach.at <= row.received_at
        }
        return tuple(sorted(found))

    def unrecorded(self, now: datetime, limit: int) -> tuple[LeadId, ...]:
        waiting = [
            (lead.derived.next_due_at, lead.id)
            for lead in self._rows.leads.values()
            if lead.derived.next_due_at is not None
            and lead.derived.next_due_at <= now
            and running(lead, now)
            and not self._recorded(lead, lead.derived.next_due_at, now)
        ]
        return tuple(lead_id for _, lead_id in sorted(waiting))[:limit]

    def _recorded(self, lead: Lead, due_at: datetime, now: datetime) -> bool:
        rows = [row for (lead_id, _), row in self._rows.breaches.items() if lead_id == lead.id]
        return any(row.at >= due_at and (row.next_at is None or row.next_at > now) for row in rows)
