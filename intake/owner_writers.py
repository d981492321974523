"""Stores whose leads are: a file's history of owners, and a pushed event's "from now on"."""

from collections import defaultdict
from collections.abc import Sequence

from intake.owner_history import Followed, OwnerChange, follow_owners, foresee_owners
from intake.owners import Owners
from intake.push_reading import OwnerChangeRecord
from intake.records import OwnerRecord
from intake.row_reader import Taken
from intake.writer import Target
from sla.leads import LeadId, Stored
from sla.people import Person
from sla.ports import UnitOfWork


class OwnerWriter:
    """For one file. Its readers have made sure that the agreement names every owner."""

    def __init__(self, target: Target) -> None:
        self._target = target
        self._owners = Owners(target.book)
        self._rows: defaultdict[LeadId, list[Taken[OwnerRecord]]] = defaultdict(list)
        self._new: set[str] = set()
        self._otherwise: set[str] = set()

    def look(self, taken: Sequence[Taken[OwnerRecord]]) -> None:
        for one in taken:
            self._rows[one.record.lead].append(one)

    def begin(self, work: UnitOfWork) -> None:
        self._owners.begin(work)

    def prepare(self, work: UnitOfWork) -> None:
        self._owners.prepare(work)

    def write(self, work: UnitOfWork, taken: Sequence[Taken[OwnerRecord]]) -> Stored:
        return self._became(taken, follow_owners(work, self._target, self._changes(taken)))

    def foresee(self, work: UnitOfWork, taken: Sequence[Taken[OwnerRecord]]) -> Stored:
        return self._became(taken, foresee_owners(work, self._target, self._changes(taken)))

    def leads(self, taken: Sequence[Taken[OwnerRecord]]) -> tuple[str, ...]:  # noqa: ARG002 — they are there
        return ()

    def _changes(self, taken: Sequence[Taken[OwnerRecord]]) -> list[OwnerChange]:
        """All that the file says of these rows' leads, once: only the whole file says who came after whom."""
        rows = [row for one in taken for row in self._rows.pop(one.record.lead, ())]
        return [
            OwnerChange(key=row.key, lead_id=row.record.lead, to=to, since=row.record.owned_from.at)
            for row in rows
            if (to := self._owners.member_id(row.record.owner)) is not None
        ]

    def _became(self, taken: Sequence[Taken[OwnerRecord]], followed: Followed) -> Stored:
        self._new |= followed.new
        self._otherwise |= followed.otherwise
        created = sum(one.key in self._new for one in taken)
        return Stored(created=created, unchanged=len(taken) - created)

    def finish(self, work: UnitOfWork) -> None: ...

    def warnings(self) -> tuple[str, ...]:
        if not self._otherwise:
            return ()
        left_out = f"{len(self._otherwise):,}"
        return (
            f"Rows before a change of owner that is known already, saying otherwise, left out: {left_out}.",
        )

    def unmatched_owners(self) -> tuple[str, ...]:
        return ()


class OwnerChangeWriter:
    """For one request, of known leads. Dates and counts stay as they are, as where somebody reassigns in Slack."""

    def __init__(self, target: Target) -> None:
        self._target = target
        self._owners = Owners(target.book)

    def look(self, taken: Sequence[Taken[OwnerChangeRecord]]) -> None: ...

    def begin(self, work: UnitOfWork) -> None:
        self._owners.begin(work)

    def write(self, work: UnitOfWork, taken: Sequence[Taken[OwnerChangeRecord]]) -> Stored:
        """Those of nobody who carries leads are left out, and told by `unmatched_owners`."""
        ids = work.leads.ids_by_external(self._target.source, [one.record.lead for one in taken])
        changes = (
            OwnerChange(key=one.key, lead_id=ids[one.record.lead], to=to, since=self._target.now)
            for one in taken
            if (to := self._owners.member_id(self._rep(one.record.owner))) is not None
        )
        changed = follow_owners(work, self._target, changes).new
        return Stored(updated=len(changed), unchanged=len(taken) - len(changed), changed=changed)

    def finish(self, work: UnitOfWork) -> None: ...

    def warnings(self) -> tuple[str, ...]:
        return ()

    def unmatched_owners(self) -> tuple[str, ...]:
        return tuple(sorted(self._owners.unmatched))

    def _rep(self, email: str) -> Person | None:
        person = self._owners.person(email)
        if person is not None and not person.carries_leads:
            self._owners.unmatched.setdefault(email)
            return None
        return person
