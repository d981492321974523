"""Turns pushed events into the records that a file's rows become: the same fields, the same rules and sentences."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from inspect import get_annotations
from typing import Annotated, Generic, TypeVar

from pydantic import PlainValidator, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from intake.dates import DateFormat, DateReader, NoZone
from intake.push_answer import Code, ItemResult, Result
from intake.push_events import Event, EventType
from intake.records import (
    LONGEST_ID,
    Advice,
    DealRecord,
    ExternalId,
    LeadRecord,
    NamedLead,
    Owner,
    Reading,
    StageRecord,
    TouchRecord,
    UnknownLead,
)
from intake.report import Kind
from intake.row_reader import Identified, Taken, cause_of, first_by_place
from intake.titles import DATE_FIELD, NEEDED

NO_ZONE = (
    "has no UTC offset; send one, like 2026-03-04T14:30:00+01:00, or add the source with --zone, "
    "like --zone Europe/Berlin."
)


DATE_OF_FACT = {
    EventType.DEAL: DATE_FIELD[Kind.DEALS],
    EventType.TOUCH: DATE_FIELD[Kind.TOUCHES],
}
"""When what may also lie ahead came to pass."""

WHEN = {**DATE_OF_FACT, EventType.STAGE: DATE_FIELD[Kind.STAGES]}
"""When each kind of fact about a lead happened."""


class Deletable(StrEnum):
    """Kinds of facts that a source can take back."""

    LEAD = "lead"
    STAGE = "stage"
    DEAL = "deal"
    TOUCH = "touch"


def _deletable(text: str) -> Deletable:
    try:
        return Deletable(text.casefold())
    except ValueError:
        raise ValueError(f'"{text[:60]}" cannot be deleted; say {", ".join(Deletable)}.') from None


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnerChangeRecord:
    """Whose a lead is from now on. `lead` is its own id, which is also what is said of."""

    lead: NamedLead
    owner: Owner

    @property
    def external_id(self) -> str:
        return self.lead


@dataclass(frozen=True, kw_only=True, slots=True)
class DeletedRecord:
    """The source no longer has this."""

    what: Annotated[Deletable, PlainValidator(_deletable)]
    external_id: ExternalId = ""


Record = TypeVar("Record", bound=Identified)


@dataclass(frozen=True, kw_only=True, slots=True)
class Described:
    """One type's fields, and those without which an event says nothing; `says` is what it is, in a sentence."""

    event: EventType
    says: str
    fields: tuple[str, ...]
    needed: tuple[str, ...]

    @property
    def name(self) -> str:
        return f"{self.event.value.capitalize()}Event"

    @property
    def always_needed(self) -> tuple[str, ...]:
        """Also of a deal that is not won and of an activity that is only planned, which have no such moment yet."""
        return tuple(name for name in self.needed if name != DATE_OF_FACT.get(self.event))


@dataclass(frozen=True, kw_only=True, slots=True)
class Shape(Described, Generic[Record]):
    """With what reads it."""

    adapter: TypeAdapter[list[Record]]


def _shape(event: EventType, record: type[Record], needed: tuple[str, ...]) -> Shape[Record]:
    adapter = TypeAdapter(list[record])  # type: ignore[valid-type]
    fields, says = tuple(get_annotations(record)), str(record.__doc__)
    return Shape(event=event, says=says, adapter=adapter, fields=fields, needed=needed)


def _of_files(kind: Kind) -> tuple[str, ...]:
    return ("external_id", *NEEDED[kind])


LEADS = _shape(EventType.LEAD, LeadRecord, _of_files(Kind.LEADS))
OWNERS = _shape(EventType.OWNER, OwnerChangeRecord, ("lead", "owner"))
STAGES = _shape(EventType.STAGE, StageRecord, _of_files(Kind.STAGES))
DEALS = _shape(EventType.DEAL, DealRecord, _of_files(Kind.DEALS))
TOUCHES = _shape(EventType.TOUCH, TouchRecord, _of_files(Kind.TOUCHES))
DELETIONS = _shape(EventType.DELETED, DeletedRecord, ("what", "external_id"))
SHAPES: tuple[Described, ...] = (LEADS, OWNERS, STAGES, DEALS, TOUCHES, DELETIONS)
"""Every type of event."""


def advice_of(source: str) -> Advice:
    """What whoever set the source up can do about an event."""
    return Advice(
        unknown_lead=f"is not the id of a lead from {source}; send the lead first, then this again.",
        say_word="send one of these words",
        in_future="correct it, or send it when it has happened.",
    )


def dates_of(zone: str | None) -> DateReader:
    """Of a push: one way to write a moment; `zone` is what the source was added with."""
    return DateReader(format=DateFormat.ISO, zone=zone, no_zone=NO_ZONE)


def read(
    shape: Shape[Record], events: Iterable[Event], reading: Reading
) -> tuple[tuple[Taken[Record], ...], tuple[ItemResult, ...]]:
    """The good ones as records, by their place in the request; the others with what is wrong with each."""
    bad: list[ItemResult] = []
    sound: list[Event] = []
    for event in events:
        fault = fault_of_form(event, shape, shape.needed)
        bad += [fault] if fault else []
        sound += [] if fault else [event]
    try:
        records = _validated(shape, sound, reading)
    except ValidationError as found:
        faults = first_by_place(found.errors(include_url=False))
        bad += [_fault(sound[place], fault) for place, fault in faults.items()]
        sound = [event for place, event in enumerate(sound) if place not in faults]
        records = _validated(shape, sound, reading)
    good = zip(sound, records, strict=True)
    return tuple(Taken(row=one.index, key=record.external_id, record=record) for one, record in good), tuple(
        bad
    )


def _validated(shape: Shape[Record], events: Sequence[Event], reading: Reading) -> list[Record]:
    return shape.adapter.validate_python([event.fields for event in events], context=reading)


def fault_of_form(event: Event, shape: Described, needed: tuple[str, ...]) -> ItemResult | None:
    """What is wrong with its fields before any is read: one that is nested, not known, or lacking."""
    if event.nested is not None:
        said = "holds an object or a list; send one value, and further ones as fields of their own."
        return rejected(event, event.nested, Code.NESTED, said)
    unknown = next((name for name in event.fields if name not in shape.fields), None)
    if unknown is not None:
        near = get_close_matches(unknown, shape.fields, n=1, cutoff=0.6)
        hint = f"did you mean {near[0]}?" if near else f"it takes {', '.join(shape.fields)}."
        return rejected(event, unknown, Code.UNKNOWN_FIELD, f"is no field of {_a(shape.event)} event; {hint}")
    if len(event.fields.get("external_id", "")) > LONGEST_ID:
        said = f"is longer than {LONGEST_ID} characters; give the record a shorter id."
        return rejected(event, "external_id", Code.INVALID, said)
    lacking = next((name for name in needed if name not in event.fields), None)
    if lacking is not None:
        said = f"is missing or blank; {_a(shape.event)} event needs {', '.join(needed)}."
        return rejected(event, lacking, Code.MISSING, said)
    return None


def _a(word: str) -> str:
    return f"an {word}" if word.startswith(("a", "e", "i", "o", "u")) else f"a {word}"


def _fault(event: Event, fault: ErrorDetails) -> ItemResult:
    cause = cause_of(fault)
    match cause:
        case UnknownLead():
            code = Code.UNKNOWN_LEAD
        case NoZone():
            code = Code.NO_ZONE
        case _:
            code = Code.INVALID
    return rejected(event, str(fault["loc"][1]), code, str(cause))


def rejected(event: Event, field: str, code: Code, said: str) -> ItemResult:
    """`said` goes on from the field's name."""
    return ItemResult(
        index=event.index,
        type=event.type[:60],
        external_id=event.fields.get("external_id", "")[:LONGEST_ID],
        result=Result.REJECTED,
        field=field[:60],
        code=code,
        message=f"{field[:60]} {said}",
    )
