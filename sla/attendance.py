"""What the rules need from the store about who is away, whose leads are whose, and reminders that were put off."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

from sla.absence import Absence, AbsenceId, NewAbsence
from sla.leads import LeadId
from sla.ownership import Ownership, Snooze
from sla.people import MemberId


class Absences(Protocol):
    """Who is away when. What was cancelled stays on the record."""

    def add(self, new: NewAbsence) -> Absence | None:
        """None where it overlaps another of the same member that stands."""

    def get(self, absence_id: AbsenceId) -> Absence | None: ...

    def all(self, *, ending: date | None = None) -> tuple[Absence, ...]:
        """Those that stand, by their first day; with `ending` only what ends on that day or later."""

    def recorded(self) -> tuple[Absence, ...]:
        """As `all`, with the cancelled ones."""

    def cancel(self, absence_id: AbsenceId, at: datetime) -> None:
        """The first cancelling stays."""


class Ownerships(Protocol):
    """Whose each lead was since when; only ever added to."""

    def of(self, lead_id: LeadId) -> tuple[Ownership, ...]:
        """In order of time; empty where none was written down yet: then it has been its owner's all along."""

    def of_each(self, lead_ids: Sequence[LeadId]) -> Mapping[LeadId, tuple[Ownership, ...]]:
        """The same of many leads; those without any are left out."""

    def add(self, rows: Sequence[Ownership]) -> None:
        """Each lead's in order of time, after those that it has."""

    def moved(self) -> Mapping[LeadId, tuple[Ownership, ...]]:
        """Those of every lead that has ever changed hands."""

    def follow(self, lead_ids: Iterable[LeadId], *, at: datetime, by: MemberId | None) -> None:
        """Write down whose these leads are where the newest row says otherwise; a first row is from the handoff."""


class Snoozes(Protocol):
    """When reminders were put off; only ever added to."""

    def add(self, snooze: Snooze) -> None:
        """Once, where the same person put the same lead off at the same moment."""

    def of(self, lead_id: LeadId) -> tuple[Snooze, ...]:
        """In the order in which they were asked for."""


class Attended(Protocol):
    """The part of a unit of work that holds them."""

    @property
    def absences(self) -> Absences: ...

    @property
    def ownerships(self) -> Ownerships: ...

    @property
    def snoozes(self) -> Snoozes: ...
