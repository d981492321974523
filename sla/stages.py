"""Which stage of its funnel a lead is in, by what its history says (MATHS D14), and the port that keeps it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from sla.activity import StageChange
from sla.leads import LeadId, Stored


def plain(name: str) -> str:
    """A stage's name as it is compared: "Sales_Qualified" and "sales qualified" are the same."""
    return " ".join(re.split(r"[\W_]+", name.casefold())).strip()


def reached(changes: Iterable[StageChange], stages: Sequence[str], now: datetime) -> str | None:
    """The funnel stage entered last by `now`, the furthest of several at one moment; None for none of them.

    What is no stage of the funnel changes nothing, and neither does an end: a lead that was won or lost stays
    in the stage it was in, and is priced by it.
    """
    places = {plain(stage): place for place, stage in enumerate(stages)}
    entered = [
        (change.entered_at, places[plain(change.stage)])
        for change in changes
        if change.ends is None and change.entered_at <= now and plain(change.stage) in places
    ]
    return stages[max(entered)[1]] if entered else None


class Stages(Protocol):
    def foresee(self, rows: Sequence[StageChange]) -> Stored:
        """What `upsert` would come to; nothing is written."""

    def upsert(self, rows: Sequence[StageChange]) -> Stored:
        """As their source says now, the last of several rows with one key."""

    def take_back(self, source: str, external_ids: Iterable[str], at: datetime) -> frozenset[LeadId]:
        """Their source has them no longer; of which leads those were that stood until now."""

    def leads_of(self, source: str, external_ids: Iterable[str]) -> frozenset[LeadId]: ...

    def of(self, lead_ids: Sequence[LeadId]) -> Mapping[LeadId, tuple[StageChange, ...]]:
        """What is known of these leads, by time; a lead without any is left out."""
