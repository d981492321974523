"""Stores a file's history of owners: who owned each lead from when on."""

from collections.abc import Sequence

from intake.owner_history import Followed, OwnerChange, follow_owners
from intake.owner_record import OwnerRecord
from intake.owners import Owners
from intake.row_reader import Taken
from intake.writer import Target
from sla.leads import Stored
from sla.ports import UnitOfWork


class OwnerWriter:
    """For one file. Its readers have made sure that the agreement names every owner."""

    def __init__(self, target: Target) -> None:
        self._target = target
        self._owners = Owners(target.book)
        self._rows: list[Taken[OwnerRecord]] = []
        self._followed = Followed()

    def look(self, taken: Sequence[Taken[OwnerRecord]]) -> None:
        self._rows += taken

    def begin(self, work: UnitOfWork) -> None:
        """All of it: only the whole file says who came after whom."""
        self._owners.begin(work)
        changes = (
            OwnerChange(key=one.key, lead_id=one.record.lead, to=to, since=one.record.owned_from.at)
            for one in self._rows
            if (to := self._owners.member_id(one.record.owner)) is not None
        )
        self._followed = follow_owners(work, self._target, changes)

    def write(self, work: UnitOfWork, taken: Sequence[Taken[OwnerRecord]]) -> Stored:  # noqa: ARG002 — see begin
        created = sum(one.key in self._followed.new for one in taken)
        return Stored(created=created, unchanged=len(taken) - created)

    def finish(self, work: UnitOfWork) -> None: ...

    def warnings(self) -> tuple[str, ...]:
        if not self._followed.otherwise:
            return ()
        left_out = f"{len(self._followed.otherwise):,}"
        return (
            f"Rows before a change of owner that is known already, saying otherwise, left out: {left_out}.",
        )

    def unmatched_owners(self) -> tuple[str, ...]:
        return ()
