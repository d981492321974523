"""Takes the events of one request into the store, inside the caller's transaction: good ones beside bad ones."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypeVar

from intake.deal_writer import DealWriter
from intake.lead_writer import LeadWriter
from intake.options import Options
from intake.owner_writers import OwnerChangeWriter
from intake.push_answer import Code, ItemResult, Result
from intake.push_deleting import Gone, bring_back, take_back
from intake.push_events import Event, EventType
from intake.push_reading import (
    DEALS,
    DELETIONS,
    LEADS,
    OWNERS,
    STAGES,
    TOUCHES,
    Deletable,
    Described,
    Shape,
    advice_of,
    dates_of,
    fault_of_form,
    read,
    rejected,
)
from intake.push_results import result_of, superseded
from intake.push_waiting import Early, WaitingRoom
from intake.records import Reading
from intake.report import Kind
from intake.row_reader import Identified, Taken, concerns
from intake.stage_writer import StageWriter
from intake.touch_writer import TouchWriter
from intake.writer import Target, Writer
from sla.leads import Stored
from sla.ports import UnitOfWork

Record = TypeVar("Record", bound=Identified)


@dataclass(frozen=True, kw_only=True, slots=True)
class _LeftOut:
    """A deal that is not won or an activity not done yet: no fact, and no longer one where it was."""

    shape: Described
    kind: Kind
    what: Deletable
    code: Code


_LEFT_OUT = (
    _LeftOut(shape=DEALS, kind=Kind.DEALS, what=Deletable.DEAL, code=Code.NOT_WON),
    _LeftOut(shape=TOUCHES, kind=Kind.TOUCHES, what=Deletable.TOUCH, code=Code.NOT_DONE),
)

SKEW = timedelta(minutes=5)
"""So far another system's clock may be ahead of this one's before what it says lies in the future."""

_WAITING_FOR_LEADS = {one.event for one in (STAGES, DEALS, TOUCHES)}

_BEFORE_ALL = -(10**9)
"""Events that waited have places below 0."""


def taking_of(work: UnitOfWork, target: Target, *, zone: str | None, real_now: datetime) -> "Taking":
    """For one request, or for the events that waited for what an import brings."""
    reading = Reading(
        dates=dates_of(zone),
        real_now=max(target.now, real_now) + SKEW,
        currency=target.terms.currency,
        words={},
        leads={},
        advice=advice_of(target.source),
    )
    return Taking(work, target, reading, WaitingRoom(work, target.source, real_now))


class Taking:
    """For one request. `reading` is what the events are read against, without any lead yet."""

    def __init__(self, work: UnitOfWork, target: Target, reading: Reading, room: WaitingRoom) -> None:
        self._work = work
        self._target = target
        self._reading = reading
        self._room = room
        self._results: dict[int, ItemResult] = {}
        self._gone: list[Gone] = []
        self._newest: dict[tuple[str, str], int] = {}

    def __call__(self, events: Sequence[Event]) -> tuple[ItemResult, ...]:
        """Of each event what became of it, in their order, after what waited for its leads: those have places
        below 0. Leads first, so that they may come with the rest.
        """
        self._note_deletions(events)
        self._take(LEADS, events, LeadWriter(self._target, reps=()))
        arrived = [key for kind, key in self._newest if kind == EventType.LEAD]
        bring_back(self._work, self._target, arrived)
        events = (*(self._room.called(arrived) if arrived else ()), *events)
        self._about_leads(events)
        self._delete()
        self._room.close()
        self._refuse_the_rest(events)
        return tuple(self._results[event.index] for event in events)

    def waited_for(self, leads: Sequence[str]) -> tuple[ItemResult, ...]:
        """What became of the events that waited for these leads, which came in another way."""
        events = self._room.called(leads)
        if events:
            self._about_leads(events)
        return tuple(self._results[event.index] for event in events)

    def _about_leads(self, events: Sequence[Event]) -> None:
        source = self._target.source
        named = {event.fields.get("lead", "") for event in events} - {""}
        leads = self._work.leads.ids_by_external(source, sorted(named))
        self._reading = replace(self._reading, leads=leads)
        self._take(OWNERS, events, OwnerChangeWriter(self._target))
        self._take(STAGES, events, StageWriter(self._target, Options(source=source), reps=()))
        self._take(DEALS, events, DealWriter(self._target))
        self._take(TOUCHES, events, TouchWriter(self._target))

    def _note_deletions(self, events: Sequence[Event]) -> None:
        good, bad = read(DELETIONS, [one for one in events if one.type == EventType.DELETED], self._reading)
        self._keep(bad)
        for one in good:
            what = one.record.what
            self._gone.append(Gone(index=one.row, type=EventType.DELETED, what=what, key=one.key))
        for event in events:
            self._note_left_out(event)

    def _note_left_out(self, event: Event) -> None:
        """Its date is not looked at, as it may lie ahead or not be known yet."""
        left_out = next((one for one in _LEFT_OUT if one.shape.event == event.type), None)
        if left_out is None or event.nested or concerns(left_out.kind, event.fields, {}):
            return
        fault = fault_of_form(event, left_out.shape, left_out.shape.always_needed)
        if fault:
            self._keep([fault])
            return
        key = event.fields["external_id"]
        self._gone.append(
            Gone(index=event.index, type=event.type, what=left_out.what, key=key, code=left_out.code)
        )

    def _take(self, shape: Shape[Record], events: Iterable[Event], writer: Writer[Record]) -> None:
        left_out = {one.index for one in self._gone} | self._results.keys()
        mine = [event for event in events if event.type == shape.event and event.index not in left_out]
        good, bad = read(shape, mine, self._reading)
        if shape.event in _WAITING_FOR_LEADS:
            bad = self._let_wait(shape, good, self._room.early(shape, mine, bad, self._reading))
        self._keep(bad)
        newest = {one.key: one for one in good}
        gone = self._gone_of(shape)
        taken = [one for one in newest.values() if gone.get(one.key, _BEFORE_ALL) < one.row]
        kept = {one.row for one in taken}
        self._keep(superseded(shape.event, one.row, one.key) for one in good if one.row not in kept)
        if taken:
            self._write(shape, taken, writer)

    def _let_wait(
        self, shape: Shape[Record], good: Sequence[Taken[Record]], early: Early
    ) -> tuple[ItemResult, ...]:
        """Those of which the request says nothing later; the faults of the others."""
        newest = self._gone_of(shape)
        places = [(one.row, one.key) for one in good]
        places += [(place, one.external_id) for place, one in early.events.items()]
        for place, key in places:
            newest[key] = max(place, newest.get(key, place))
        said_later = {place for place, one in early.events.items() if newest[one.external_id] > place}
        self._keep(superseded(shape.event, place, early.events[place].external_id) for place in said_later)
        waiting = {place: one for place, one in early.events.items() if place not in said_later}
        self._keep(self._room.admit(shape.event, waiting))
        return early.bad

    def _gone_of(self, shape: Described) -> dict[str, int]:
        return {one.key: one.index for one in self._gone if str(one.what) == str(shape.event)}

    def _write(self, shape: Shape[Record], taken: Sequence[Taken[Record]], writer: Writer[Record]) -> None:
        if shape.event in _WAITING_FOR_LEADS:
            self._room.drop([(shape.event, one.key) for one in taken])
        self._newest |= {(shape.event, one.key): one.row for one in taken}
        writer.look(taken)
        writer.begin(self._work)
        stored = writer.write(self._work, taken)
        writer.finish(self._work)
        unmatched = set(writer.unmatched_owners())
        self._keep(self._became(shape, one, stored, unmatched) for one in taken)

    def _became(
        self, shape: Shape[Record], one: Taken[Record], stored: Stored, unmatched: set[str]
    ) -> ItemResult:
        result = Result.CREATED if one.key in stored.new else Result.UNCHANGED
        result = Result.UPDATED if one.key in stored.changed else result
        owner = getattr(one.record, "owner", "")
        if owner not in unmatched:
            return result_of(one.row, shape.event, one.key, result)
        if shape.event is EventType.OWNER:
            result = Result.REJECTED
        return result_of(one.row, shape.event, one.key, result, code=Code.UNKNOWN_OWNER, field="owner")

    def _delete(self) -> None:
        """Of several about one thing the newest holds."""
        newest = {(one.what, one.key): one.index for one in sorted(self._gone, key=lambda one: one.index)}
        said = [
            one
            for one in self._gone
            if newest[one.what, one.key] == one.index
            and self._newest.get((one.what, one.key), _BEFORE_ALL) < one.index
        ]
        waited = self._room.drop([(one.what, one.key) for one in said])
        there = take_back(self._work, self._target, said)
        there |= {one.index for one in said if (one.what, one.key) in waited}
        held = {one.index for one in said}
        for one in self._gone:
            if one.index not in held:
                found = result_of(one.index, one.type, one.key, code=Code.SUPERSEDED)
            elif one.index in there:
                found = result_of(one.index, one.type, one.key, Result.UPDATED, code=one.code)
            else:
                found = result_of(one.index, one.type, one.key, code=one.code or Code.UNKNOWN_ID)
            self._keep([found])

    def _refuse_the_rest(self, events: Sequence[Event]) -> None:
        said = f"is not known; say {', '.join(EventType)}."
        unknown = [event for event in events if event.index not in self._results]
        self._keep(rejected(event, "type", Code.UNKNOWN_TYPE, said) for event in unknown)

    def _keep(self, results: Iterable[ItemResult]) -> None:
        self._results.update({one.index: one for one in results})
