"""Stores who owned each lead from when on, in order of time; what is known already stays."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from intake.owners import Owners
from intake.records import OwnerRecord
from intake.row_reader import Taken
from intake.writer import Target
from sla.leads import LeadId, Stored
from sla.ownership import Ownership
from sla.people import MemberId
from sla.ports import UnitOfWork
from sla.services.recount import recount

_CHUNK = 1000


class OwnerWriter:
    """For one file. A change before the handoff is one at the handoff; of two at one moment the later row counts."""

    def __init__(self, target: Target) -> None:
        self._target = target
        self._owners = Owners(target.book)
        self._rows: defaultdict[LeadId, list[Taken[OwnerRecord]]] = defaultdict(list)
        self._created: set[str] = set()
        self._otherwise = 0

    def look(self, taken: Sequence[Taken[OwnerRecord]]) -> None:
        for one in taken:
            self._rows[one.record.lead].append(one)

    def begin(self, work: UnitOfWork) -> None:
        """All of it: only the whole file says who came after whom."""
        self._owners.begin(work)
        leads = list(self._rows)
        for at in range(0, len(leads), _CHUNK):
            for history in work.leads.histories(leads[at : at + _CHUNK]):
                lead = history.lead
                known = work.ownerships.of(lead.id) or (
                    Ownership(lead_id=lead.id, member_id=lead.owner_id, since=lead.handed_off_at, by=None),
                )
                self._follow(work, lead.id, lead.handed_off_at, known)

    def _follow(
        self, work: UnitOfWork, lead_id: LeadId, handed_off_at: datetime, known: tuple[Ownership, ...]
    ) -> None:
        for since, one in self._in_time(lead_id, handed_off_at).items():
            to = self._owners.member_id(one.record.owner)
            if to is None or _owner_at(known, since) == to:
                continue
            if since < known[-1].since:
                self._otherwise += 1
                continue
            work.ownerships.follow([lead_id], at=since, by=None)
            work.leads.give(lead_id, to, recount_at=self._target.now)
            work.ownerships.follow([lead_id], at=since, by=None)
            known = (*known, Ownership(lead_id=lead_id, member_id=to, since=since, by=None))
            self._created.add(one.key)

    def _in_time(self, lead_id: LeadId, handed_off_at: datetime) -> Mapping[datetime, Taken[OwnerRecord]]:
        rows = sorted(self._rows[lead_id], key=lambda one: one.record.owned_from.at)
        return {max(one.record.owned_from.at, handed_off_at): one for one in rows}

    def write(self, work: UnitOfWork, taken: Sequence[Taken[OwnerRecord]]) -> Stored:  # noqa: ARG002 — see begin
        created = sum(one.key in self._created for one in taken)
        return Stored(created=created, unchanged=len(taken) - created)

    def finish(self, work: UnitOfWork) -> None:
        changed = {
            one.record.lead for rows in self._rows.values() for one in rows if one.key in self._created
        }
        recount(work, sorted(changed), book=self._target.book, now=self._target.now)

    def warnings(self) -> tuple[str, ...]:
        if not self._otherwise:
            return ()
        left_out = f"{self._otherwise:,}"
        return (
            f"Rows before a change of owner that is known already, saying otherwise, left out: {left_out}.",
        )

    def unmatched_owners(self) -> tuple[str, ...]:
        return ()


def _owner_at(known: Sequence[Ownership], moment: datetime) -> MemberId | None:
    return next((one.member_id for one in reversed(known) if one.since <= moment), None)
