"""The people whom an agreement binds: read from its file, written back to it, and given a calendar each."""

from collections.abc import Iterator, Sequence
from typing import Annotated

from pydantic import Field, StrictInt, ValidationError

from intake import agreement_spelling as spelling
from intake.agreement_checks import long_promises, week_length
from intake.agreement_faults import refusal, shape_faults
from intake.agreement_shape import MONDAY_TO_FRIDAY, NINE_TO_FIVE, AgreementShape, Table
from intake.agreement_terms import week_of
from intake.agreement_values import Days, Email, Fingerprint, Hours, Place, Text, Zone
from intake.public_holidays import public_holidays
from sla.calendar import WorkingCalendar, WorkingWeek
from sla.documents import Fault
from sla.people import Named, Person, Role, Side
from sla.terms import Terms

_ROLES = {Side.MARKETING: {Role.MARKETER, Role.MANAGER}, Side.SALES: {Role.REP, Role.MANAGER}}
_BEFORE_ANYTHING = WorkingCalendar(zone="UTC", week=week_of(MONDAY_TO_FRIDAY, NINE_TO_FIVE))


class OwnTime(Table):
    """None stands for the team's own."""

    zone: Zone | None = None
    hours: Hours | None = None
    days: Days | None = None
    holidays: Place | None = None


class PersonTable(OwnTime):
    name: Text
    email: Email
    side: Side
    role: Role
    streams: Annotated[tuple[Text, ...], Field(max_length=20)] = ()


class StatedTable(Table):
    """What an exported file says of itself: which version it is, and the hash of its terms."""

    version: Annotated[StrictInt, Field(ge=0)] | None = None
    sha256: Fingerprint | None = None


class AgreementFile(AgreementShape):
    """An agreement as a file: its terms, whom it names, and what it says it is."""

    people: Annotated[tuple[PersonTable, ...], Field(min_length=1)]
    agreement: StatedTable = StatedTable()


def named(table: PersonTable) -> Named:
    """With one spelling of each value."""
    return Named(
        email=table.email,
        name=table.name,
        side=table.side,
        role=table.role,
        zone=table.zone,
        hours=spelling.hours(table.hours) if table.hours is not None else None,
        days=spelling.days(table.days) if table.days is not None else None,
        holidays=table.holidays,
        streams=table.streams,
    )


def person_of(one: Named, terms: Terms | None) -> Person:
    """BadInput where a word of theirs cannot be read. Before anything is agreed there are no holidays."""
    own = _own_time(one)
    team = terms.calendar if terms else _BEFORE_ANYTHING
    free = team.holidays
    if own.holidays is not None and terms is not None:
        free = public_holidays(own.holidays, terms.effective_on.year)
    week = _own_week(own, team.week)
    return Person(
        email=one.email,
        name=one.name,
        side=one.side,
        role=one.role,
        calendar=WorkingCalendar(zone=own.zone or team.zone, week=week, holidays=free),
        streams=one.streams,
    )


def _own_week(own: OwnTime, team: WorkingWeek) -> WorkingWeek:
    """Days of their own that the team does not work have the hours of the team's first working day."""
    first = next(windows for windows in team.days if windows)
    days = own.days or team.working
    return WorkingWeek(
        days=tuple(
            (own.hours or windows or first) if day in days else () for day, windows in enumerate(team.days)
        )
    )


def people_faults(people: Sequence[PersonTable], shape: AgreementShape) -> Iterator[Fault]:
    """Among the people of a file, and between them and what is promised."""
    seen: dict[str, int] = {}
    for number, person in enumerate(people, start=1):
        if person.email in seen:
            sentence = f"{person.email} is people[{seen[person.email]}] already; name each once."
            yield Fault(field=f"people[{number}].email", sentence=sentence)
        seen.setdefault(person.email, number)
        if (unknown := _unknown_stream(person, shape)) is not None:
            yield Fault(field=f"people[{number}].streams", sentence=unknown)
        if (misplaced := _misplaced(person)) is not None:
            yield Fault(field=f"people[{number}].role", sentence=misplaced)
    if all(_misplaced(person) is None and person.role is not Role.REP for person in people):
        sentence = 'nobody is a rep; give at least one person side = "sales" and role = "rep".'
        yield Fault(field="people", sentence=sentence)
    yield from _short_weeks(people, shape)


def _misplaced(person: PersonTable) -> str | None:
    if person.role in _ROLES[person.side]:
        return None
    known = " or ".join(f'"{role}"' for role in Role if role in _ROLES[person.side])
    return f"{person.name} is on the {person.side} side; write {known}."


def _unknown_stream(person: PersonTable, shape: AgreementShape) -> str | None:
    known = [stream.name for stream in shape.streams]
    unknown = next((name for name in person.streams if name not in known), None)
    if unknown is None:
        return None
    there = f"there are {', '.join(known)}" if known else "the agreement has none"
    return f"{person.name} takes leads of “{unknown}”, which is no stream: {there}."


def _short_weeks(people: Sequence[PersonTable], shape: AgreementShape) -> Iterator[Fault]:
    """The first of them whose weeks a promise does not fit into; a team's own short week is said already."""
    team = week_of(shape.team.days, shape.team.hours)
    said = {
        fault.field for fault in long_promises(shape.sales, shape.lead_types, week_length(team), "the team")
    }
    for person in people:
        week = week_length(_own_week(person, team))
        for fault in long_promises(shape.sales, shape.lead_types, week, person.name):
            if fault.field not in said:
                said.add(fault.field)
                yield fault


def _own_time(one: Named) -> OwnTime:
    words = {"zone": one.zone, "hours": one.hours, "days": one.days, "holidays": one.holidays}
    written = {key: value for key, value in words.items() if value is not None}
    try:
        return OwnTime.model_validate(written)
    except ValidationError as found:
        raise refusal(shape_faults(found, OwnTime), written) from None
