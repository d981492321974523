"""How far HubSpot was read: for each kind of record which changes are all here, and the pass that is under way."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from pydantic import TypeAdapter

from intake.hubspot_api import ACTIVITIES, MOST_FOUND, Kind
from intake.hubspot_shapes import RecordPage
from sla.crm import Loading

OVERLAP = timedelta(minutes=15)
"""A change shows in searches only after a while: every pass begins so long before the end of the last one."""

WIDER = timedelta(hours=6)
EVERY = timedelta(hours=1)
"""Once in this time a pass begins `WIDER` back, for what showed later still or was associated later."""

HISTORY = timedelta(days=180)
"""So far back activities are read at first; contacts and deals all."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Pass:
    """The changes in [since, until], by id; those up to `after_id` are done."""

    since: datetime | None
    until: datetime
    wide: bool
    after_id: int = 0
    read: int = 0
    total: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """`through`: every change until then has been read, as far as it showed."""

    through: datetime | None = None
    widened_at: datetime | None = None
    under_way: Pass | None = None

    def begun(self, kind: Kind, now: datetime) -> "Place":
        """With a pass under way."""
        if self.under_way is not None:
            return self
        if self.through is None:
            since = now - HISTORY if kind in ACTIVITIES else None
            return replace(self, under_way=Pass(since=since, until=now, wide=True))
        wide = self.widened_at is None or now - self.widened_at >= EVERY
        since = self.through - (WIDER if wide else OVERLAP)
        return replace(self, under_way=Pass(since=since, until=max(now, self.through), wide=wide))

    def after(self, page: RecordPage) -> "Place":
        """When this page is stored; its last record or, where it is not full, the pass's end."""
        done = self.under_way
        if done is None:
            return self
        if len(page.results) < MOST_FOUND:
            return Place(through=done.until, widened_at=done.until if done.wide else self.widened_at)
        moved = replace(
            done,
            after_id=page.results[-1].id,
            read=done.read + len(page.results),
            total=done.total or page.total,
        )
        return replace(self, under_way=moved)


@dataclass(frozen=True, kw_only=True, slots=True)
class Tidying:
    """The day's look through what was deleted: at which page of which kind."""

    on: date
    kind: Kind = Kind.CONTACTS
    after: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Cursor:
    """`meant` says which stages were read by; others, and contacts and deals are read from the start again.

    `tidied_on` is the day, in UTC, on which deleted records were looked through last.
    """

    meant: str
    places: Mapping[Kind, Place] = field(default_factory=dict)
    tidied_on: date | None = None
    tidying: Tidying | None = None

    def at(self, kind: Kind) -> Place:
        return self.places.get(kind, Place())

    def moved(self, kind: Kind, place: Place) -> "Cursor":
        return replace(self, places={**self.places, kind: place})

    def afresh(self, kind: Kind) -> "Cursor":
        """From the start again."""
        return replace(self, places={one: place for one, place in self.places.items() if one is not kind})

    def meaning(self, meant: str) -> "Cursor":
        if meant == self.meant:
            return self
        kept = {kind: place for kind, place in self.places.items() if kind in ACTIVITIES}
        return replace(self, meant=meant, places=kept)

    def to_tidy(self, now: datetime) -> Tidying | None:
        """What of the day's look is still to be done."""
        if self.tidying is not None or not self.loaded or self.tidied_on == now.date():
            return self.tidying
        return Tidying(on=now.date())

    def tidied(self, rest: Tidying | None, *, done_on: date | None = None) -> "Cursor":
        return replace(self, tidying=rest, tidied_on=self.tidied_on if rest else done_on)

    @property
    def passed(self) -> tuple[Kind, ...]:
        """The kinds that have been read once: what is older is here, if it could be."""
        return tuple(kind for kind in Kind if self.at(kind).through)

    def through(self, now: datetime) -> bool:
        """Whether every kind has been read up to this moment."""
        places = [self.at(kind).through for kind in Kind]
        return all(through is not None and through >= now for through in places)

    @property
    def loaded(self) -> bool:
        """Whether everything has been read once."""
        return all(self.at(kind).through for kind in Kind)

    @property
    def loading(self) -> tuple[Loading, ...]:
        """The kinds that are still being read for the first time."""
        waiting = ((kind, self.at(kind)) for kind in Kind if self.at(kind).through is None)
        return tuple(
            Loading(
                what=kind.value,
                read=place.under_way.read if place.under_way else 0,
                total=place.under_way.total if place.under_way else 0,
            )
            for kind, place in waiting
        )


_CURSOR = TypeAdapter(Cursor)


def read_cursor(text: str | None, *, meant: str) -> Cursor:
    return (_CURSOR.validate_json(text) if text else Cursor(meant=meant)).meaning(meant)


def cursor_text(cursor: Cursor) -> str:
    return _CURSOR.dump_json(cursor).decode()
