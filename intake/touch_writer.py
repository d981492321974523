"""Stores the activities of a file and brings their leads up to date."""

from collections.abc import Sequence

from intake.owners import Owners
from intake.records import TouchRecord
from intake.row_reader import Taken
from intake.writer import Target
from sla.activity import TouchRow
from sla.leads import LeadId, Stored
from sla.ports import UnitOfWork
from sla.services.recount import recount


class TouchWriter:
    """For one file. Subjects and bodies are not taken, so a touch of a file has no note."""

    def __init__(self, target: Target) -> None:
        self._target = target
        self._owners = Owners(target.book)
        self._changed: dict[LeadId, None] = {}

    def look(self, taken: Sequence[Taken[TouchRecord]]) -> None:
        for one in taken:
            self._owners.person(one.record.owner)

    def begin(self, work: UnitOfWork) -> None:
        self._owners.begin(work)

    def prepare(self, work: UnitOfWork) -> None:
        self._owners.prepare(work)

    def foresee(self, work: UnitOfWork, taken: Sequence[Taken[TouchRecord]]) -> Stored:
        return work.touches.foresee([self._row(one) for one in taken])

    def write(self, work: UnitOfWork, taken: Sequence[Taken[TouchRecord]]) -> Stored:
        before = work.touches.leads_of(self._target.source, [one.key for one in taken])
        stored = work.touches.upsert([self._row(one) for one in taken])
        if stored.created or stored.updated:
            self._changed.update(dict.fromkeys((*before, *(one.record.lead for one in taken))))
        return stored

    def finish(self, work: UnitOfWork) -> None:
        changed, self._changed = self._changed, {}
        recount(work, list(changed), book=self._target.book, now=self._target.now)

    def leads(self, taken: Sequence[Taken[TouchRecord]]) -> tuple[str, ...]:  # noqa: ARG002 — they are there
        return ()

    def warnings(self) -> tuple[str, ...]:
        return ()

    def unmatched_owners(self) -> tuple[str, ...]:
        return tuple(sorted(self._owners.unmatched))

    def _row(self, one: Taken[TouchRecord]) -> TouchRow:
        record = one.record
        return TouchRow(
            source=self._target.source,
            external_id=one.key,
            lead_id=record.lead,
            kind=record.activity.kind,
            direction=record.direction or record.activity.direction,
            outcome=record.outcome,
            note="",
            occurred_at=record.occurred_at.at,
            received_at=self._target.now,
            by_member=self._owners.member_id(self._owners.person(record.owner)),
            manner=record.manner or record.activity.manner,
        )
