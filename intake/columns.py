"""Which column of a file is which field: by what CRMs call it, or as the person says with --map."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from intake.report import Kind
from sla.errors import BadInput

_LEAD = (
    "lead id", "mql id", "contact id", "associated contact id", "associated contact ids", "lead", "case id",
    "activity lead id", "deal lead id",
)  # fmt: skip
_OWNER_EMAIL = ("owner email", "owner e mail", "lead owner email", "contact owner email", "assigned to email")

SYNONYMS: Mapping[Kind, Mapping[str, tuple[str, ...]]] = {
    Kind.LEADS: {
        "external_id": (
            "external id", "lead id", "mql id", "record id", "record id contact", "contact id", "lead lead id",
            "id",
        ),
        "name": (
            "name", "lead name", "full name", "contact name", "person name", "lead contact person",
            "contact person", "lead title",
        ),
        "first_name": ("first name", "firstname", "given name", "contact first name"),
        "last_name": ("last name", "lastname", "surname", "family name", "contact last name"),
        "email": (
            "email", "e mail", "email address", "e mail address", "contact email", "person email", "lead email",
            "work email", "primary email", "person email work",
        ),
        "company": (
            "company", "company name", "organization", "organisation", "organization name",
            "lead organization", "company account", "associated company", "account name", "account",
        ),
        "handed_off": (
            "handed off", "handed off at", "handoff date", "handed over", "handed over at", "assigned date",
            "became a marketing qualified lead date", "mql date", "first contact date", "create date",
            "created date", "created at", "created", "lead created", "lead lead created", "creation date",
            "create time", "date",
        ),
        "origin": (
            "origin", "lead type", "lead source", "source", "original source", "original traffic source",
            "lead source channel", "source channel", "channel",
        ),
        "owner": (*_OWNER_EMAIL, "lead owner", "contact owner", "owner", "assigned to", "sales rep", "rep"),
    },
    Kind.TOUCHES: {
        "external_id": (
            "external id", "activity id", "touch id", "engagement id", "task id", "event id", "record id", "id",
        ),
        "lead": (*_LEAD, "person id", "who id"),
        "activity": ("activity", "activity type", "type", "kind", "engagement type", "task type", "task subtype"),
        "occurred_at": (
            "occurred at", "completed at utc", "completed at", "activity date", "completed date",
            "completed date time", "marked as done time", "activity marked as done time", "done at", "timestamp",
            "date", "time", "create date", "created at",
        ),
        "direction": ("direction", "call direction", "email direction", "call type"),
        "outcome": (
            "outcome", "call outcome", "meeting outcome", "result", "call result", "disposition",
            "activity status", "status",
        ),
        "manner": ("manner", "sent as"),
        "owner": (
            *_OWNER_EMAIL, "activity assigned to", "activity owner", "user email", "owner", "user",
            "assigned to", "rep",
        ),
    },
    Kind.DEALS: {
        "external_id": ("external id", "deal id", "opportunity id", "record id", "deal deal id", "id"),
        "lead": (*_LEAD, "converted lead id", "person id"),
        "won_at": (
            "won at", "won date", "won time", "deal won time", "close date", "closed date", "closed at",
            "date won",
        ),
        "amount": ("amount", "deal amount", "value", "deal value", "deal deal value", "order value"),
        "currency": (
            "currency", "currency code", "deal currency", "deal currency code", "deal currency of value",
            "amount currency",
        ),
        "status": ("deal stage", "stage", "status", "deal status", "is won", "is closed won", "won"),
    },
    Kind.STAGES: {
        "external_id": ("external id", "change id", "history id", "event id", "id"),
        "lead": (*_LEAD, "deal id", "opportunity id", "record id"),
        "stage": (
            "stage", "lead stage", "new stage", "to stage", "lifecycle stage", "deal stage", "new value",
            "lead status", "status",
        ),
        "entered_at": (
            "entered at utc", "entered at", "date entered", "changed at", "change date", "stage changed at",
            "occurred at", "edit date", "last modified", "timestamp", "date", "time", "created date", "created at",
        ),
    },
}  # fmt: skip
"""Titles as they are compared: lower case, words parted by one space."""

NEEDED: Mapping[Kind, tuple[str, ...]] = {
    Kind.LEADS: ("handed_off",),
    Kind.TOUCHES: ("lead", "activity", "occurred_at"),
    Kind.DEALS: ("lead", "won_at"),
    Kind.STAGES: ("lead", "stage", "entered_at"),
}
DATE_FIELD: Mapping[Kind, str] = {
    Kind.LEADS: "handed_off",
    Kind.TOUCHES: "occurred_at",
    Kind.DEALS: "won_at",
    Kind.STAGES: "entered_at",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Columns:
    """Where each field stands in a row, and what the file calls it."""

    width: int
    places: tuple[tuple[str, int], ...]
    titles: Mapping[str, str]

    def __contains__(self, field: str) -> bool:
        return field in self.titles

    def fields(self, cells: Sequence[str]) -> dict[str, str]:
        return {field: cells[place].strip() for field, place in self.places}


def map_columns(kind: Kind, titles: Sequence[str], said: Mapping[str, str]) -> Columns:
    """What the person said goes first; a column serves one field only. BadInput where a needed one is missing."""
    taken = {_field(kind, field): _place(title, titles) for field, title in said.items()}
    places = {field: place for field, place in taken.items() if place is not None}
    for field, synonyms in SYNONYMS[kind].items():
        place = _first(synonyms, titles, set(places.values()))
        if field not in taken and place is not None:
            places[field] = place
    missing = [field for field in NEEDED[kind] if field not in places]
    if missing:
        raise _lacking(missing[0], kind, titles)
    return Columns(
        width=len(titles),
        places=tuple(places.items()),
        titles={field: titles[place] for field, place in places.items()},
    )


@lru_cache(maxsize=4096)
def normal(words: str) -> str:
    """A title or a word as it is compared: "Lead_ID" and "lead id" are the same."""
    return " ".join(re.split(r"[\W_]+", words.casefold())).strip()


def _first(synonyms: Sequence[str], titles: Sequence[str], taken: set[int]) -> int | None:
    by_title = {normal(title): place for place, title in enumerate(titles) if place not in taken}
    return next((by_title[word] for word in synonyms if word in by_title), None)


def _field(kind: Kind, field: str) -> str:
    known = list(SYNONYMS[kind])
    if field in known:
        return field
    near = get_close_matches(field, known, n=1, cutoff=0.5)
    hint = f"did you mean {near[0]}?" if near else f"they have {', '.join(known)}."
    raise BadInput(f'{kind.capitalize()} have no field "{field}"; {hint}', field="--map")


def _place(title: str, titles: Sequence[str]) -> int | None:
    """Where the named column is; None for an empty name, which takes no column."""
    if not title:
        return None
    by_title = {known.casefold(): place for place, known in enumerate(titles) if known}
    if title.casefold() in by_title:
        return by_title[title.casefold()]
    near = get_close_matches(title.casefold(), list(by_title), n=1, cutoff=0.5)
    named = titles[by_title[near[0]]] if near else None
    hint = f'did you mean "{named}"?' if named else f"its columns are {', '.join(filter(None, titles))}."
    raise BadInput(f'The file has no column "{title}"; {hint}', field="--map")


def _lacking(field: str, kind: Kind, titles: Sequence[str]) -> BadInput:
    return BadInput(
        f"No column of the {kind} file is known as {field}; its columns are "
        f"{', '.join(filter(None, titles))}, so say which one with --map {field}=TITLE.",
        field=field,
    )
