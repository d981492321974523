"""Decisions about handed-over leads in memory."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sla.cadence import Pause
from sla.decisions import Decision, LastHandoff
from sla.leads import Lead, LeadId, StopReason
from sla.people import MemberId
from tests.fakes.rows import Rows


class FakeDecisions:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def take_turn(self) -> None:
        """Nobody else is there."""

    def hold(self, lead_id: LeadId) -> Lead | None:
        return self._rows.leads.get(lead_id)

    def add(self, decision: Decision) -> bool:
        is_new = all(one.key != decision.key for one in self._rows.decisions)
        if is_new:
            self._rows.decisions.append(decision)
        return is_new

    def of(self, lead_ids: Sequence[LeadId]) -> Mapping[LeadId, tuple[Decision, ...]]:
        ordered = sorted(self._rows.decisions, key=lambda one: one.at)
        found = {one: tuple(each for each in ordered if each.lead_id == one) for one in lead_ids}
        return {lead_id: decisions for lead_id, decisions in found.items() if decisions}

    def last_handoffs(self, owners: Iterable[MemberId]) -> Mapping[MemberId, LastHandoff]:
        found = {}
        for owner in owners:
            own = [(one.handed_off_at, one.id) for one in self._rows.leads.values() if one.owner_id == owner]
            if own:
                moment, lead_id = max(own)
                found[owner] = LastHandoff(at=moment, lead_id=lead_id)
        return found

    def waiting(self, now: datetime) -> tuple[Lead, ...]:
        leads = (one for one in self._rows.leads.values() if one.waits and one.handed_off_at <= now)
        return tuple(sorted(leads, key=lambda one: (one.accept_due_at, one.id)))

    def untried(self, now: datetime) -> tuple[Lead, ...]:
        found = (
            one
            for one in self._rows.leads.values()
            if one.accept_due_at and not one.derived.first_attempt_at and not one.stopped_at
        )
        leads = (one for one in found if one.handed_off_at <= now)
        return tuple(sorted(leads, key=lambda one: (one.first_attempt_due_at, one.id)))

    def queued(self, now: datetime) -> int:
        return sum(one.given is not None and one.handed_off_at > now for one in self._rows.leads.values())

    def rejected(self, since: datetime) -> tuple[Lead, ...]:
        found = [
            (one.derived.rejected_at, one.id, one)
            for one in self._rows.leads.values()
            if one.derived.rejected_at is not None and one.derived.rejected_at >= since
        ]
        return tuple(lead for _, _, lead in sorted(found, key=lambda each: each[:2]))

    def given_back(self, since: datetime) -> tuple[Lead, ...]:
        found = [
            (one.stopped_at, one)
            for one in self._rows.leads.values()
            if one.stop_reason is StopReason.RETURNED
            and one.stopped_at is not None
            and one.stopped_at >= since
        ]
        ordered = sorted(found, key=lambda each: each[1].id)
        return tuple(lead for _, lead in sorted(ordered, key=lambda each: each[0], reverse=True))

    def take_out(self, lead_id: LeadId, at: datetime | None) -> None:
        self._set(lead_id, taken_out_at=at)

    def resume(self, lead_id: LeadId, pause: Pause, *, first_attempt_due_at: datetime) -> None:
        self._set(
            lead_id,
            taken_out_at=None,
            pause=pause,
            first_attempt_due_at=first_attempt_due_at,
        )

    def _set(self, lead_id: LeadId, **values: object) -> None:
        self._rows.leads[lead_id] = replace(self._rows.leads[lead_id], **values)
