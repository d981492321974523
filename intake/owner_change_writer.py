"""Gives leads to the people whom a pushed event names as owners: from now on, as it carries no moment."""

from collections.abc import Sequence

from intake.owner_history import OwnerChange, follow_owners
from intake.owners import Owners
from intake.push_reading import OwnerChangeRecord
from intake.row_reader import Taken
from intake.writer import Target
from sla.leads import Stored
from sla.people import Person
from sla.ports import UnitOfWork


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
