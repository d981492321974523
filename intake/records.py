"""One row of a file as checked, typed values; what is wrong with a cell is said in one sentence."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated, TypeVar

from pydantic import PlainValidator, ValidationInfo

from intake.activity_words import (
    ACTIVITIES,
    DIRECTIONS,
    MANNERS,
    OUTCOMES,
    PLAIN_ACTIVITIES,
    Activity,
    known_word,
    stage_meant,
)
from intake.amounts import read_amount, same_currency
from intake.cleaning import clean
from intake.dates import DateReader, Moment
from sla.activity import Outcome
from sla.leads import LeadId
from sla.money import Money
from sla.people import Person
from sla.touches import Direction, Manner

LONGEST_ID = 200
_SHOWN = 60
_EMAIL = re.compile(r"[^@\s,;<>()]+@[^@\s,;<>()]+")

T = TypeVar("T")


class UnknownLead(ValueError):
    """The lead that a row names is not there."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Advice:
    """What whoever sends the rows can do about one: it is not the same for a file and for a push.

    `say_word` has places for the word, and for how it would be written.
    """

    unknown_lead: str = "is not the id of an imported lead; import the leads first."
    say_word: str = 'say with --map-value "{word}=WORD" what it is'
    in_future: str = "correct it, or import the row when it has happened."


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """What the cells of one file are read against. `leads` are the stored leads that the file names, `made`
    those that it makes itself, `people` those of the agreement by address and name.
    """

    dates: DateReader
    real_now: datetime
    currency: str
    words: Mapping[str, str]
    leads: Mapping[str, LeadId]
    made: frozenset[str] = frozenset()
    advice: Advice = Advice()
    people: Mapping[str, Person] = field(default_factory=dict)


def _external_id(text: str) -> str:
    if len(text) > LONGEST_ID:
        raise ValueError(f"is longer than {LONGEST_ID} characters; give the row a shorter id.")
    return clean(text)


def _owner(text: str) -> str:
    """The e-mail address in "Ana Lima <ana@example.com>"; what has none stays as it is, and matches nobody."""
    found = _EMAIL.search(text)
    return found[0].casefold() if found else clean(text)


def _known_owner(text: str, info: ValidationInfo[Reading]) -> Person:
    if not text:
        raise ValueError("is blank; every row must name who owns the lead from then on.")
    person = info.context.people.get(_owner(text).casefold())
    if person is None:
        raise ValueError(f'"{text[:_SHOWN]}" is nobody in the agreement; add them there first.')
    return person


def _email(text: str) -> str:
    """Blank where there is none to be found, like in "n/a"."""
    found = _EMAIL.search(text)
    return found[0].casefold() if found else ""


def _past(text: str, info: ValidationInfo[Reading]) -> Moment:
    if not text:
        raise ValueError("is blank; every row needs a date here.")
    moment = info.context.dates.read(text)
    if moment.at > info.context.real_now:
        raise ValueError(f'"{text}" lies in the future; {info.context.advice.in_future}')
    return moment


def lead_ids(text: str) -> tuple[str, ...]:
    """The cell as it is, then each of several ids in it: "101;102" is one activity with two contacts."""
    whole = clean(text)
    return (whole, *(part.strip() for part in whole.split(";"))) if ";" in whole else (whole,)


def _lead(text: str, info: ValidationInfo[Reading]) -> LeadId:
    if not text:
        raise ValueError("is blank; every row must name its lead.")
    leads = info.context.leads
    lead = next((leads[one] for one in lead_ids(text) if one in leads), None)
    if lead is None:
        raise UnknownLead(f'"{text[:_SHOWN]}" {info.context.advice.unknown_lead}')
    return lead


def _named_lead(text: str, info: ValidationInfo[Reading]) -> str:
    """By its own id: the lead may be one that the same file makes."""
    if clean(text) not in info.context.made:
        _lead(text, info)
    return clean(text)


def _stage(text: str, info: ValidationInfo[Reading]) -> str:
    if not text:
        raise ValueError("is blank; every row must name the stage that the lead entered.")
    if len(text) > LONGEST_ID:
        raise ValueError(f"is longer than {LONGEST_ID} characters; give the stage a shorter name.")
    return stage_meant(clean(text), info.context.words)


def _word_in(
    table: Mapping[str, T], what: str, shown: Iterable[str]
) -> Callable[[str, ValidationInfo[Reading]], T | None]:
    """Reads a word of a table; a refusal shows the plainest of the words that it would take."""
    known = ", ".join(shown)

    def read(text: str, info: ValidationInfo[Reading]) -> T | None:
        if not text:
            return None
        found = table.get(known_word(text, info.context.words))
        if found is None:
            word = text[:_SHOWN]
            say = info.context.advice.say_word.format(word=word)
            raise ValueError(f'"{word}" is not {what} known here; {say}: {known}.')
        return found

    return read


_read_activity = _word_in(ACTIVITIES, "an activity", PLAIN_ACTIVITIES)
_read_direction = _word_in(DIRECTIONS, "a direction", Direction)
_read_manner = _word_in(MANNERS, "a manner", Manner)
_read_outcome = _word_in(OUTCOMES, "an outcome", Outcome)


def _activity(text: str, info: ValidationInfo[Reading]) -> Activity:
    found = _read_activity(text, info)
    if found is None:
        raise ValueError("is blank; every row must say what was done, like call or email.")
    return found


def _amount(text: str, info: ValidationInfo[Reading]) -> Money | None:
    return read_amount(text, info.context.currency)


def _currency(text: str, info: ValidationInfo[Reading]) -> str:
    return same_currency(text, info.context.currency)


Cell = Annotated[str, PlainValidator(clean)]
ExternalId = Annotated[str, PlainValidator(_external_id)]
Email = Annotated[str, PlainValidator(_email)]
Owner = Annotated[str, PlainValidator(_owner)]
Past = Annotated[Moment, PlainValidator(_past)]
KnownLead = Annotated[LeadId, PlainValidator(_lead)]
KnownOwner = Annotated[Person, PlainValidator(_known_owner)]


NamedLead = Annotated[str, PlainValidator(_named_lead)]


@dataclass(frozen=True, kw_only=True, slots=True)
class LeadRecord:
    """A lead handed to sales. Blank texts are fields that the file does not have or leaves empty."""

    handed_off: Past
    external_id: ExternalId = ""
    name: Cell = ""
    first_name: Cell = ""
    last_name: Cell = ""
    company: Cell = ""
    email: Email = ""
    origin: Cell = ""
    owner: Owner = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class TouchRecord:
    """An activity on a lead."""

    lead: KnownLead
    activity: Annotated[Activity, PlainValidator(_activity)]
    occurred_at: Past
    external_id: ExternalId = ""
    direction: Annotated[Direction | None, PlainValidator(_read_direction)] = None
    outcome: Annotated[Outcome | None, PlainValidator(_read_outcome)] = None
    manner: Annotated[Manner | None, PlainValidator(_read_manner)] = None
    owner: Owner = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class StageRecord:
    """A lead entered a stage. `lead` is its own id."""

    lead: NamedLead
    stage: Annotated[str, PlainValidator(_stage)]
    entered_at: Past
    external_id: ExternalId = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class DealRecord:
    """A won deal of a lead."""

    lead: KnownLead
    won_at: Past
    external_id: ExternalId = ""
    amount: Annotated[Money | None, PlainValidator(_amount)] = None
    currency: Annotated[str, PlainValidator(_currency)] = ""
    status: Cell = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnerRecord:
    """From a moment on a lead is this person's."""

    lead: KnownLead
    owner: KnownOwner
    owned_from: Past
    external_id: ExternalId = ""
