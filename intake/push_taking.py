"""Takes the events of one request into the store, inside the caller's transaction: good ones beside bad ones."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from intake.deal_writer import DealWriter
from intake.lead_writer import LeadWriter
from intake.options import Options
from intake.push_answer import Code, ItemResult, Result
from intake.push_events import Event, EventType
from intake.push_reading import DEALS, LEADS, STAGES, TOUCHES, Shape, read, rejected
from intake.records import Reading
from intake.row_reader import Identified, Taken
from intake.stage_writer import StageWriter
from intake.touch_writer import TouchWriter
from intake.writer import Target, Writer
from sla.leads import Stored
from sla.ports import UnitOfWork

Record = TypeVar("Record", bound=Identified)


class Taking:
    """For one request. `reading` is what the events are read against, without any lead yet."""

    def __init__(self, work: UnitOfWork, target: Target, reading: Reading) -> None:
        self._work = work
        self._target = target
        self._reading = reading
        self._results: dict[int, ItemResult] = {}

    def __call__(self, events: Sequence[Event]) -> tuple[ItemResult, ...]:
        """Of each event what became of it, in their order."""
        source = self._target.source
        self._take(LEADS, events, LeadWriter(self._target, reps=()))
        named = {event.fields.get("lead", "") for event in events} - {""}
        leads = self._work.leads.ids_by_external(source, sorted(named))
        self._reading = replace(self._reading, leads=leads)
        self._take(STAGES, events, StageWriter(self._target, Options(source=source), reps=()))
        self._take(DEALS, events, DealWriter(self._target))
        self._take(TOUCHES, events, TouchWriter(self._target))
        for event in events:
            if event.index not in self._results:
                said = f"is not known; say {', '.join(EventType)}."
                self._keep([rejected(event, "type", Code.UNKNOWN_TYPE, said)])
        return tuple(self._results[event.index] for event in events)

    def _take(self, shape: Shape[Record], events: Iterable[Event], writer: Writer[Record]) -> None:
        mine = [event for event in events if event.type == shape.event]
        if not mine:
            return
        good, bad = read(shape, mine, self._reading)
        self._keep(bad)
        newest = {one.key: one for one in good}
        self._keep(_superseded(shape.event, one) for one in good if newest[one.key] is not one)
        taken = tuple(newest.values())
        writer.look(taken)
        writer.begin(self._work)
        stored = writer.write(self._work, taken)
        writer.finish(self._work)
        self._keep(_became(shape.event, one, stored) for one in taken)

    def _keep(self, results: Iterable[ItemResult]) -> None:
        self._results.update({one.index: one for one in results})


def _became(event: EventType, one: Taken[Record], stored: Stored) -> ItemResult:
    result = Result.CREATED if one.key in stored.new else Result.UNCHANGED
    if one.key in stored.changed:
        result = Result.UPDATED
    return ItemResult(index=one.row, type=event, external_id=one.key, result=result)


def _superseded(event: EventType, one: Taken[Record]) -> ItemResult:
    return ItemResult(
        index=one.row,
        type=event,
        external_id=one.key,
        result=Result.UNCHANGED,
        code=Code.SUPERSEDED,
        message="A later event of the same request says it anew.",
    )
