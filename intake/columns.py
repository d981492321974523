"""Which column of a file is which field: by what CRMs call it, or as the person says with --map."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from intake.report import Kind
from intake.titles import EACH_ROW_IS, NEEDED, SYNONYMS
from sla.errors import BadInput


@dataclass(frozen=True, kw_only=True, slots=True)
class Columns:
    """Where each field stands in a row, and what the file calls it; `fixed` is the same in every row."""

    width: int
    places: tuple[tuple[str, int], ...]
    titles: Mapping[str, str]
    fixed: Mapping[str, str]

    def __contains__(self, field: str) -> bool:
        return field in self.titles

    def fields(self, cells: Sequence[str]) -> dict[str, str]:
        return {**self.fixed, **{field: cells[place].strip() for field, place in self.places}}


def map_columns(kind: Kind, titles: Sequence[str], said: Mapping[str, str]) -> Columns:
    """What the person said goes first; a column serves one field only. BadInput where a needed one is missing."""
    taken = {_field(kind, field): _place(title, titles) for field, title in said.items()}
    places = {field: place for field, place in taken.items() if place is not None}
    for field, synonyms in SYNONYMS[kind].items():
        place = _first(synonyms, titles, set(places.values()))
        if field not in taken and place is not None:
            places[field] = place
    fixed = _fixed(kind, titles, {*taken, *places})
    missing = [field for field in NEEDED[kind] if field not in places and field not in fixed]
    if missing:
        raise _lacking(missing[0], kind, titles)
    named = {field: titles[place] for field, place in places.items()}
    return Columns(
        width=len(titles),
        places=tuple(places.items()),
        titles=named | {field: f"every row is a {word}" for field, word in fixed.items()},
        fixed=fixed,
    )


def guess_kind(titles: Sequence[str]) -> Kind | None:
    """What a file with these titles holds: of the kinds that it has all of, the one that knows the most of them."""
    known: dict[Kind, int] = {}
    for kind in Kind:
        try:
            known[kind] = len(map_columns(kind, titles, {}).places)
        except BadInput:
            continue
    return max(known, key=known.__getitem__, default=None)


def _fixed(kind: Kind, titles: Sequence[str], known: set[str]) -> dict[str, str]:
    """An export of calls alone has no column that says so; its other titles do."""
    if kind is not Kind.TOUCHES or "activity" in known:
        return {}
    there = {normal(title) for title in titles}
    found = next((word for word, marks in EACH_ROW_IS.items() if not there.isdisjoint(marks)), None)
    return {} if found is None else {"activity": found}


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
