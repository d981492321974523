"""Touches and deals in memory."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from sla.activity import DealRow, Outcome, StageChange, Touch, TouchId, TouchRow, Won
from sla.leads import LeadId, Stored
from sla.money import Money
from sla.touches import TouchFact, TouchKind
from tests.fakes.rows import Key, Rows

TOOK_PLACE = {None, Outcome.HELD, Outcome.REACHED}


def fact_of(touch: Touch) -> TouchFact:
    """As the counting rule reads it: a meeting took place if its outcome does not say otherwise."""
    row = touch.row
    return TouchFact(
        id=touch.id,
        kind=row.kind,
        direction=row.direction,
        occurred_at=row.occurred_at,
        logged_at=row.received_at,
        manner=row.manner,
        by_hand=row.source == "slack",
        held=row.outcome in TOOK_PLACE if row.kind is TouchKind.MEETING else True,
        bounced=row.outcome is Outcome.BOUNCED,
        reached=row.outcome is Outcome.REACHED,
        source="" if row.source == "slack" else row.source,
        member=row.by_member,
        told=row.outcome not in {None, Outcome.SCHEDULED},
    )


class FakeTouches:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def add(self, rows: Sequence[TouchRow]) -> Stored:
        created = 0
        for row in rows:
            if self.by_key(row.source, row.external_id) is None:
                touch_id = TouchId(self._rows.next_id())
                self._rows.touches[touch_id] = Touch(id=touch_id, row=row, undone_at=None)
                created += 1
        return Stored(created=created, unchanged=len(rows) - created)

    def foresee(self, rows: Sequence[TouchRow]) -> Stored:
        return FakeTouches(self._rows.copy()).upsert(rows)

    def upsert(self, rows: Sequence[TouchRow]) -> Stored:
        last = {(row.source, row.external_id): row for row in rows}
        new, changed = set(), set()
        for row in last.values():
            known = self.by_key(row.source, row.external_id)
            if known is None:
                self.add([row])
                new.add(row.external_id)
                continue
            said = replace(row, note=known.row.note, received_at=known.row.received_at)
            if Touch(id=known.id, row=said, undone_at=None) != known:
                self._rows.touches[known.id] = Touch(id=known.id, row=said, undone_at=None)
                changed.add(row.external_id)
        return _stored(rows, new, changed)

    def take_back(self, source: str, external_ids: Iterable[str], at: datetime) -> frozenset[LeadId]:
        found = [self.by_key(source, one) for one in external_ids]
        standing = [touch for touch in found if touch is not None and touch.undone_at is None]
        for touch in standing:
            self.undo(touch.id, at)
        return frozenset(touch.row.lead_id for touch in standing)

    def leads_of(self, source: str, external_ids: Iterable[str]) -> frozenset[LeadId]:
        found = (self.by_key(source, one) for one in external_ids)
        return frozenset(touch.row.lead_id for touch in found if touch is not None)

    def by_key(self, source: str, external_id: str) -> Touch | None:
        wanted = (source, external_id)
        found = (
            one for one in self._rows.touches.values() if (one.row.source, one.row.external_id) == wanted
        )
        return next(found, None)

    def get(self, touch_id: TouchId) -> Touch | None:
        return self._rows.touches.get(touch_id)

    def undo(self, touch_id: TouchId, at: datetime) -> None:
        touch = self._rows.touches[touch_id]
        if touch.undone_at is None:
            self._rows.touches[touch_id] = replace(touch, undone_at=at)

    def any_until(self, now: datetime) -> bool:
        return any(
            touch.row.occurred_at <= now for touch in self._rows.touches.values() if touch.undone_at is None
        )


class FakeStages:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def foresee(self, rows: Sequence[StageChange]) -> Stored:
        return FakeStages(self._rows.copy()).upsert(rows)

    def upsert(self, rows: Sequence[StageChange]) -> Stored:
        return _put(self._rows, "stage", self._rows.stage_changes, rows)

    def take_back(self, source: str, external_ids: Iterable[str], at: datetime) -> frozenset[LeadId]:  # noqa: ARG002 — the real one's name
        return _take_back(self._rows, "stage", self._rows.stage_changes, source, external_ids)

    def leads_of(self, source: str, external_ids: Iterable[str]) -> frozenset[LeadId]:
        return _leads_of(self._rows.stage_changes, source, external_ids)

    def of(self, lead_ids: Sequence[LeadId]) -> Mapping[LeadId, tuple[StageChange, ...]]:
        by_time = sorted(self._rows.stage_changes.values(), key=lambda one: one.entered_at)
        found = {wanted: tuple(one for one in by_time if one.lead_id == wanted) for wanted in lead_ids}
        return {lead_id: changes for lead_id, changes in found.items() if changes}


class FakeDeals:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def foresee(self, rows: Sequence[DealRow]) -> Stored:
        return FakeDeals(self._rows.copy()).upsert(rows)

    def upsert(self, rows: Sequence[DealRow]) -> Stored:
        return _put(self._rows, "deal", self._rows.deals, rows)

    def take_back(self, source: str, external_ids: Iterable[str], at: datetime) -> frozenset[LeadId]:  # noqa: ARG002 — the real one's name
        return _take_back(self._rows, "deal", self._rows.deals, source, external_ids)

    def leads_of(self, source: str, external_ids: Iterable[str]) -> frozenset[LeadId]:
        return _leads_of(self._rows.deals, source, external_ids)

    def first_won(self, lead_ids: Sequence[LeadId]) -> Mapping[LeadId, datetime]:
        won = ((deal.lead_id, deal.won_at) for deal in self._rows.deals.values())
        return {lead_id: at for lead_id, at in sorted(won, reverse=True) if lead_id in set(lead_ids)}

    def of(self, lead_ids: Sequence[LeadId], *, until: datetime, currency: str) -> Won:
        mine = set(lead_ids)
        deals = [one for one in self._rows.deals.values() if one.lead_id in mine and one.won_at <= until]
        return _added(deals, currency)

    def won(self, start: datetime, end: datetime, *, currency: str) -> Won:
        return _added([deal for deal in self._rows.deals.values() if start <= deal.won_at < end], currency)


Row = TypeVar("Row", DealRow, StageChange)


def _put(rows: Rows, what: str, table: dict[Key, Row], given: Sequence[Row]) -> Stored:
    new, changed = set(), set()
    for key, row in {(row.source, row.external_id): row for row in given}.items():
        back = (what, key) in rows.taken_back
        if key not in table and not back:
            new.add(row.external_id)
        elif back or table[key] != row:
            changed.add(row.external_id)
        rows.taken_back.discard((what, key))
        table[key] = row
    return _stored(given, new, changed)


def _stored(rows: Sequence[object], new: set[str], changed: set[str]) -> Stored:
    return Stored(
        created=len(new),
        updated=len(changed),
        unchanged=len(rows) - len(new) - len(changed),
        new=frozenset(new),
        changed=frozenset(changed),
    )


def _take_back(
    rows: Rows, what: str, table: dict[Key, Row], source: str, external_ids: Iterable[str]
) -> frozenset[LeadId]:
    """What is taken back is out of every sum, and known when it comes again."""
    leads = set()
    for key in ((source, one) for one in external_ids):
        if key in table:
            leads.add(table.pop(key).lead_id)
            rows.taken_back.add((what, key))
    return frozenset(leads)


def _leads_of(table: dict[Key, Row], source: str, external_ids: Iterable[str]) -> frozenset[LeadId]:
    keys = ((source, external_id) for external_id in external_ids)
    return frozenset(table[key].lead_id for key in keys if key in table)


def _added(deals: Sequence[DealRow], currency: str) -> Won:
    known = [deal.amount for deal in deals if deal.amount is not None and deal.amount.currency == currency]
    amount = sum(known, start=Money(minor=0, currency=currency))
    return Won(deals=len(deals), amount=amount, without_amount=len(deals) - len(known))
