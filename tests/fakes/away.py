"""Absences, owners and put-off reminders in memory."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from sla.absence import Absence, AbsenceId, NewAbsence
from sla.leads import LeadId
from sla.ownership import Ownership, Snooze
from sla.people import MemberId
from tests.fakes.rows import Rows


class FakeAbsences:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def add(self, new: NewAbsence) -> Absence | None:
        theirs = [one for one in self.all() if one.member_id == new.member_id]
        if any(one.first <= new.last and new.first <= one.last for one in theirs):
            return None
        absence = Absence(
            id=AbsenceId(self._rows.next_id()), member_id=new.member_id, first=new.first, last=new.last,
            stand_in=new.stand_in, by=new.by, at=new.at, cancelled_at=None,
        )  # fmt: skip
        self._rows.absences[absence.id] = absence
        return absence

    def get(self, absence_id: AbsenceId) -> Absence | None:
        return self._rows.absences.get(absence_id)

    def all(self, *, ending: date | None = None) -> tuple[Absence, ...]:
        standing = (one for one in self.recorded() if one.cancelled_at is None)
        return tuple(one for one in standing if ending is None or one.last >= ending)

    def recorded(self) -> tuple[Absence, ...]:
        return tuple(sorted(self._rows.absences.values(), key=lambda one: (one.first, one.id)))

    def cancel(self, absence_id: AbsenceId, at: datetime) -> None:
        absence = self._rows.absences[absence_id]
        self._rows.absences[absence_id] = replace(absence, cancelled_at=absence.cancelled_at or at)


class FakeOwnerships:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def of(self, lead_id: LeadId) -> tuple[Ownership, ...]:
        return tuple(one for one in self._rows.ownerships if one.lead_id == lead_id)

    def of_each(self, lead_ids: Sequence[LeadId]) -> Mapping[LeadId, tuple[Ownership, ...]]:
        return {lead_id: rows for lead_id in lead_ids if (rows := self.of(lead_id))}

    def add(self, rows: Sequence[Ownership]) -> None:
        self._rows.ownerships.extend(rows)

    def moved(self) -> Mapping[LeadId, tuple[Ownership, ...]]:
        lead_ids = {one.lead_id for one in self._rows.ownerships}
        every = {lead_id: self.of(lead_id) for lead_id in lead_ids}
        return {lead_id: rows for lead_id, rows in every.items() if len(rows) > 1}

    def follow(self, lead_ids: Iterable[LeadId], *, at: datetime, by: MemberId | None) -> None:
        for lead_id in dict.fromkeys(lead_ids):
            lead = self._rows.leads.get(lead_id)
            before = self.of(lead_id)
            if lead is None or (before and before[-1].member_id == lead.owner_id):
                continue
            self._rows.ownerships.append(
                Ownership(
                    lead_id=lead_id,
                    member_id=lead.owner_id,
                    since=at if before else lead.handed_off_at,
                    by=by if before else None,
                )
            )


class FakeSnoozes:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def add(self, snooze: Snooze) -> None:
        known = {(one.lead_id, one.by, one.at) for one in self._rows.snoozes}
        if (snooze.lead_id, snooze.by, snooze.at) not in known:
            self._rows.snoozes.append(snooze)

    def of(self, lead_id: LeadId) -> tuple[Snooze, ...]:
        return tuple(one for one in self._rows.snoozes if one.lead_id == lead_id)
