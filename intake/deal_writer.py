"""Stores the won deals of a file and stops the clocks of their leads."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from intake.dates import Moment
from intake.records import DealRecord
from intake.row_reader import Taken
from intake.writer import Target
from sla.activity import DealRow
from sla.leads import LeadId, Stored
from sla.ports import UnitOfWork
from sla.services.recount import recount

_DAY = timedelta(days=1)


class DealWriter:
    """For one file. A deal won before its lead was handed off is kept, and said."""

    def __init__(self, target: Target) -> None:
        self._target = target
        self._early: list[int] = []
        self._changed: dict[LeadId, None] = {}

    def look(self, taken: Sequence[Taken[DealRecord]]) -> None: ...

    def begin(self, work: UnitOfWork) -> None: ...

    def prepare(self, work: UnitOfWork) -> None: ...

    def foresee(self, work: UnitOfWork, taken: Sequence[Taken[DealRecord]]) -> Stored:
        self._note_early(work, taken)
        return work.deals.foresee([self._row(one) for one in taken])

    def write(self, work: UnitOfWork, taken: Sequence[Taken[DealRecord]]) -> Stored:
        leads = dict.fromkeys(one.record.lead for one in taken)
        self._note_early(work, taken)
        before = work.deals.leads_of(self._target.source, [one.key for one in taken])
        stored = work.deals.upsert([self._row(one) for one in taken])
        if stored.created or stored.updated:
            self._changed.update(leads | dict.fromkeys(before))
        return stored

    def finish(self, work: UnitOfWork) -> None:
        changed, self._changed = self._changed, {}
        recount(work, list(changed), book=self._target.book, now=self._target.now)

    def leads(self, taken: Sequence[Taken[DealRecord]]) -> tuple[str, ...]:  # noqa: ARG002 — they are there
        return ()

    def warnings(self) -> tuple[str, ...]:
        if not self._early:
            return ()
        rows = ", ".join(str(row) for row in self._early[:5]) + (", …" if len(self._early) > 5 else "")  # noqa: PLR2004 — a few to look at
        return (f"Deals won before their lead was handed off, kept: {len(self._early):,} (row {rows}).",)

    def unmatched_owners(self) -> tuple[str, ...]:
        return ()

    def _note_early(self, work: UnitOfWork, taken: Sequence[Taken[DealRecord]]) -> None:
        leads = list(dict.fromkeys(one.record.lead for one in taken))
        handed_off = {history.lead.id: history.lead.handed_off_at for history in work.leads.histories(leads)}
        self._early += [one.row for one in taken if _before(one.record.won_at, handed_off[one.record.lead])]

    def _row(self, one: Taken[DealRecord]) -> DealRow:
        return DealRow(
            source=self._target.source,
            external_id=one.key,
            lead_id=one.record.lead,
            won_at=one.record.won_at.at,
            amount=one.record.amount,
        )


def _before(won: Moment, handed_off_at: datetime) -> bool:
    """A date without a time may be any moment of its day."""
    return (won.at + _DAY if won.whole_day else won.at) <= handed_off_at - timedelta(microseconds=1)
