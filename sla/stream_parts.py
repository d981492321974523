"""What hangs on a stream of a draft: the lead types and the open business that are for it, and its name in them."""

import re
from collections.abc import Mapping, Sequence

from sla.agreement import Json, Tables

STREAMS = "streams"
_FOR_STREAMS = ("lead_types", "open_business")
_MOST_NAMED = 3


def in_use(tables: Tables, number: int) -> str | None:
    """Why a stream can neither go nor do without leads, in a sentence; None where nothing is for it."""
    streams = _tables_of(tables, STREAMS)
    if number > len(streams):
        return None
    names = [str(kind.get("name")) for kind in _of(tables, "lead_types", streams, number)]
    if names:
        more = len(names) - _MOST_NAMED
        named = ", ".join(names[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
        lead_types = "a lead type" if len(names) == 1 else "lead types"
        which = "it" if len(names) == 1 else "each of them"
        return f"{named}: {lead_types} of this stream; choose another stream for {which} first."
    expected = [str(one.get("closes")) for one in _of(tables, "open_business", streams, number)]
    if expected:
        return f"Open business of {expected[0]} is expected in this stream; name another for it in the file first."
    return None


def renamed(tables: Tables, old: str, new: str) -> Tables:
    """Lead types and open business name their stream."""
    if not old or old == new:
        return tables
    moved: dict[str, Json] = {
        table: [_moved(one, old, new) for one in held]
        for table in _FOR_STREAMS
        if isinstance(held := tables.get(table), list)
    }
    return {**tables, **moved}


def _moved(one: Json, old: str, new: str) -> Json:
    if isinstance(one, Mapping) and _same(one.get("stream"), old):
        return {**one, "stream": new}
    return one


def _of(
    tables: Tables, table: str, streams: Sequence[Mapping[str, Json]], number: int
) -> list[Mapping[str, Json]]:
    """What is for a stream; what names none is for the only one that needs leads."""
    needing = [place for place, one in enumerate(streams, start=1) if one.get("needs_leads") is not False]
    name = str(streams[number - 1].get("name"))
    return [
        one
        for one in _tables_of(tables, table)
        if (needing == [number] if one.get("stream") is None else _same(one.get("stream"), name))
    ]


def _tables_of(tables: Tables, table: str) -> list[Mapping[str, Json]]:
    held = tables.get(table)
    return [one for one in held if isinstance(one, Mapping)] if isinstance(held, list) else []


def _same(written: Json, name: str) -> bool:
    """Told apart as the rules of the file do: by letters and digits, in any case."""
    return isinstance(written, str) and _key(written) == _key(name)


def _key(name: str) -> str:
    return re.sub(r"\W+", "-", name.casefold()).strip("-")
