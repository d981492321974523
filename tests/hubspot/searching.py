"""What a search finds: filters, order, pages and the limits that HubSpot sets to each."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from operator import eq, ge, gt, le, lt
from typing import Any

from tests.hubspot.portal import Portal, Record

MOST_FOUND = 10_000
MOST_A_PAGE = 200
COMPARED = {"EQ": eq, "GT": gt, "GTE": ge, "LT": lt, "LTE": le}
LIKE_NUMBERS = ("hs_object_id",)


class Refused(Exception):
    def __init__(self, message: str) -> None:
        self.message = message


def search(portal: Portal, kind: str, body: Mapping[str, Any]) -> tuple[int, list[Record], str | None]:
    """How many there are in all, one page of them, and where the next one begins."""
    limit, after = int(body.get("limit", 10)), int(body.get("after") or 0)
    if limit > MOST_A_PAGE:
        raise Refused(f"limit {limit} is over {MOST_A_PAGE}")
    if after + limit > MOST_FOUND:
        raise Refused(f"no more than {MOST_FOUND} results can be paged through")
    groups = body.get("filterGroups", [])
    found = [
        one for one in _indexed(portal, kind) if not groups or any(_in(portal, kind, one, g) for g in groups)
    ]
    for sort in reversed(body.get("sorts", [])):
        name, down = sort["propertyName"], sort.get("direction") == "DESCENDING"
        found.sort(
            key=lambda one, name=name: _comparable(name, portal.shown(kind, one).get(name, "")), reverse=down
        )
    page = found[after : after + limit]
    further = str(after + limit) if after + limit < len(found) else None
    return len(found), page, further


def _indexed(portal: Portal, kind: str) -> list[Record]:
    now = portal.clock()
    return [one for one in portal.records[kind].values() if one.there and one.indexed_at <= now]


def _in(portal: Portal, kind: str, record: Record, group: Mapping[str, Any]) -> bool:
    shown = portal.shown(kind, record)
    return all(_holds(shown.get(one["propertyName"]), one) for one in group["filters"])


def _holds(value: str | None, wanted: Mapping[str, Any]) -> bool:
    name, operator = wanted["propertyName"], wanted["operator"]
    if operator == "HAS_PROPERTY":
        return bool(value)
    if value is None:
        return False
    if operator == "IN":
        return value in _all(wanted["values"])
    if operator not in COMPARED:
        raise Refused(f"operator {operator} is not known")
    return COMPARED[operator](_comparable(name, value), _comparable(name, str(wanted["value"])))


def _all(values: Sequence[str]) -> set[str]:
    return {str(value) for value in values}


def _comparable(name: str, value: str) -> tuple[float, str]:
    """Numbers and moments by size, whether written as milliseconds or as a date; all else as text."""
    if name in LIKE_NUMBERS or (value.isdigit() and len(value) == 13):
        return float(value or 0), ""
    try:
        return datetime.fromisoformat(value).timestamp() * 1000, ""
    except ValueError:
        return 0.0, value
