"""Pushed events that came before the lead they are about, and wait for it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

LONGEST_WAIT = timedelta(days=7)
"""After that the lead is not expected any more."""

MOST_WAITING = 10_000
"""Of one source."""

WaitKey = tuple[str, str]
"""(type, external id): what makes an event of a source the same event, corrected."""


@dataclass(frozen=True, kw_only=True, slots=True)
class WaitingEvent:
    """`fields` are as they came, but times carry their offset; `leads` are the ids that it may be about.

    `at` is real time.
    """

    source: str
    type: str
    external_id: str
    leads: tuple[str, ...]
    fields: Mapping[str, str]
    at: datetime

    @property
    def key(self) -> WaitKey:
        return self.type, self.external_id


@dataclass(frozen=True, kw_only=True, slots=True)
class Waiting:
    """How many events of a source wait, and since when the first of them."""

    number: int
    since: datetime


class Waits(Protocol):
    def number(self, source: str) -> int:
        """How many of its events wait."""

    def by_source(self) -> Mapping[str, Waiting]:
        """Of the sources of which any wait."""

    def about(self, source: str, leads: Iterable[str]) -> tuple[WaitingEvent, ...]:
        """Those that may be about these leads, in the order in which they came."""

    def save(self, events: Iterable[WaitingEvent]) -> None:
        """Each in place of the one with its key."""

    def drop(self, source: str, keys: Iterable[WaitKey]) -> frozenset[WaitKey]:
        """Those that wait no longer by this."""

    def forget(self, before: datetime) -> tuple[WaitingEvent, ...]:
        """Those that came before that and wait no longer by this."""


class Waited(Protocol):
    """A unit of work has this too."""

    @property
    def waits(self) -> Waits: ...
