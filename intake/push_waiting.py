"""Events that come before the lead they are about: kept until it arrives, so that either may be first."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from intake.push_answer import Code, ItemResult, Result
from intake.push_events import Event, EventType
from intake.push_reading import WHEN, Shape, read
from intake.records import LONGEST_ID, Reading, lead_ids
from intake.row_reader import Identified, Taken
from sla.leads import LeadId
from sla.ports import UnitOfWork
from sla.waits import LONGEST_WAIT, MOST_WAITING, WaitingEvent, WaitKey

LONGEST_FIELDS = 8_000
"""Characters of an event that may wait."""

_SOME_LEAD = LeadId(0)

Record = TypeVar("Record", bound=Identified)


@dataclass(frozen=True, kw_only=True, slots=True)
class Early:
    """`events` can wait, by their place in the request; `bad` are those with something else amiss."""

    events: Mapping[int, WaitingEvent]
    bad: tuple[ItemResult, ...]


class WaitingRoom:
    """For one request of one source. `real_now` is when it came."""

    def __init__(self, work: UnitOfWork, source: str, real_now: datetime) -> None:
        self._work = work
        self._source = source
        self._real_now = real_now
        self._keep: dict[int, WaitingEvent] = {}

    def called(self, leads: Iterable[str]) -> tuple[Event, ...]:
        """Events that wait for these leads, and no longer do; they come before all of the request."""
        found = self._work.waits.about(self._source, leads)
        self._work.waits.drop(self._source, [one.key for one in found])
        return tuple(
            Event(index=place - len(found), type=one.type, fields=one.fields)
            for place, one in enumerate(found)
        )

    def early(
        self, shape: Shape[Record], events: Sequence[Event], bad: Iterable[ItemResult], reading: Reading
    ) -> Early:
        """Of the events of one type those that lack nothing but their lead."""
        faults = {one.index: one for one in bad}
        early = [one for one in events if one.index in faults and faults[one.index].code is Code.UNKNOWN_LEAD]
        leads = {lead: _SOME_LEAD for one in early for lead in lead_ids(one.fields["lead"])}
        good, amiss = read(shape, early, replace(reading, leads=leads)) if early else ((), ())
        faults |= {one.index: one for one in amiss}
        fields = {one.index: one.fields for one in early}
        found = {one.row: self._waiting(shape, one, fields[one.row]) for one in good}
        held = {place: one for place, one in found.items() if _is_bounded(one)}
        return Early(events=held, bad=tuple(one for place, one in faults.items() if place not in held))

    def admit(self, shape: EventType, events: Mapping[int, WaitingEvent]) -> tuple[ItemResult, ...]:
        """As many as there is room for; they wait from `close` on."""
        free = MOST_WAITING - self._work.waits.number(self._source) - len(self._keep) if events else 0
        admitted = dict(list(events.items())[: max(free, 0)])
        self._keep |= admitted
        return tuple(
            self._waits(shape, place, one) if place in admitted else _full(shape, place, one)
            for place, one in events.items()
        )

    def drop(self, keys: Collection[WaitKey]) -> frozenset[WaitKey]:
        """These were said anew, or are gone."""
        return self._work.waits.drop(self._source, keys) if keys else frozenset()

    def close(self) -> None:
        if self._keep:
            self._work.waits.save(self._keep.values())

    def _waiting(self, shape: Shape[Record], one: Taken[Record], fields: Mapping[str, str]) -> WaitingEvent:
        """With its moment as it was read now, whatever the source's zone is then."""
        when = WHEN[shape.event]
        return WaitingEvent(
            source=self._source,
            type=shape.event,
            external_id=one.key,
            leads=tuple(dict.fromkeys(lead_ids(fields["lead"]))),
            fields={**fields, when: getattr(one.record, when).at.isoformat()},
            at=self._real_now,
        )

    def _waits(self, kind: EventType, place: int, one: WaitingEvent) -> ItemResult:
        until = self._real_now + LONGEST_WAIT
        said = f"is not here yet; this waits for it until {until:%Y-%m-%d %H:%M} UTC."
        return replace(
            _about_lead(kind, place, one, said), result=Result.UNCHANGED, code=Code.WAITING, waiting=True
        )


def _full(kind: EventType, place: int, one: WaitingEvent) -> ItemResult:
    said = f"is not here, and {MOST_WAITING:,} events wait for theirs already; send the lead first, then this again."
    return _about_lead(kind, place, one, said)


def _about_lead(kind: EventType, place: int, one: WaitingEvent, said: str) -> ItemResult:
    return ItemResult(
        index=place,
        type=kind,
        external_id=one.external_id,
        result=Result.REJECTED,
        field="lead",
        code=Code.UNKNOWN_LEAD,
        message=f'lead "{one.leads[0][:60]}" {said}',
    )


def _is_bounded(one: WaitingEvent) -> bool:
    """No lead has a longer id, and what waits is kept whole."""
    short = all(len(lead) <= LONGEST_ID for lead in one.leads)
    return short and len(json.dumps([one.leads, dict(one.fields)])) <= LONGEST_FIELDS
