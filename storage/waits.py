"""The pushed events of one tenant that wait for the lead they are about."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Row, delete, func, insert, select

from sla.people import TenantId
from sla.waits import Waiting, WaitingEvent, WaitKey
from storage.bulk import Values, chunks
from storage.wait_tables import PUSH_WAITING


class SqlWaits:
    def __init__(self, connection: Connection, tenant_id: TenantId) -> None:
        self._connection = connection
        self._tenant_id = tenant_id
        self._mine = PUSH_WAITING.c.tenant_id == tenant_id

    def number(self, source: str) -> int:
        found = self.by_source().get(source)
        return found.number if found else 0

    def by_source(self) -> Mapping[str, Waiting]:
        """Each event once, however many leads it may be about."""
        key = (PUSH_WAITING.c.source, PUSH_WAITING.c.type, PUSH_WAITING.c.external_id)
        events = select(*key, func.min(PUSH_WAITING.c.at).label("at")).where(self._mine).group_by(*key)
        each = events.subquery()
        statement = select(each.c.source, func.count(), func.min(each.c.at)).group_by(each.c.source)
        rows = self._connection.execute(statement)
        return {source: Waiting(number=number, since=since) for source, number, since in rows}

    def about(self, source: str, leads: Iterable[str]) -> tuple[WaitingEvent, ...]:
        found: dict[WaitKey, WaitingEvent] = {}
        for chunk in chunks(leads):
            about = PUSH_WAITING.c.lead.in_(chunk)
            statement = select(PUSH_WAITING).where(self._mine, PUSH_WAITING.c.source == source, about)
            found |= {(row.type, row.external_id): _event(row) for row in self._connection.execute(statement)}
        return _in_order(found.values())

    def save(self, events: Iterable[WaitingEvent]) -> None:
        by_source: defaultdict[str, list[WaitingEvent]] = defaultdict(list)
        for one in events:
            by_source[one.source].append(one)
        for source, mine in by_source.items():
            self.drop(source, [one.key for one in mine])
            for chunk in chunks(row for one in mine for row in self._rows(one)):
                self._connection.execute(insert(PUSH_WAITING), chunk)

    def drop(self, source: str, keys: Iterable[WaitKey]) -> frozenset[WaitKey]:
        by_type: defaultdict[str, list[str]] = defaultdict(list)
        for kind, external_id in keys:
            by_type[kind].append(external_id)
        gone: set[WaitKey] = set()
        for kind, external_ids in by_type.items():
            for chunk in chunks(external_ids):
                these = (
                    PUSH_WAITING.c.source == source,
                    PUSH_WAITING.c.type == kind,
                    PUSH_WAITING.c.external_id.in_(chunk),
                )
                gone |= {one.key for one in self._deleted(*these)}
        return frozenset(gone)

    def forget(self, before: datetime) -> tuple[WaitingEvent, ...]:
        return _in_order(self._deleted(PUSH_WAITING.c.at < before))

    def _deleted(self, *these: ColumnElement[bool]) -> list[WaitingEvent]:
        statement = delete(PUSH_WAITING).where(self._mine, *these).returning(*PUSH_WAITING.c)
        rows = self._connection.execute(statement)
        return list({(row.source, row.type, row.external_id): _event(row) for row in rows}.values())

    def _rows(self, one: WaitingEvent) -> Iterator[Values]:
        for lead in one.leads:
            yield {
                "tenant_id": self._tenant_id,
                "source": one.source,
                "type": one.type,
                "external_id": one.external_id,
                "lead": lead,
                "leads": json.dumps(one.leads),
                "fields": json.dumps(dict(one.fields)),
                "at": one.at,
            }


def _event(row: Row[tuple[object, ...]]) -> WaitingEvent:
    return WaitingEvent(
        source=row.source,
        type=row.type,
        external_id=row.external_id,
        leads=tuple(json.loads(row.leads)),
        fields=json.loads(row.fields),
        at=row.at,
    )


def _in_order(events: Iterable[WaitingEvent]) -> tuple[WaitingEvent, ...]:
    return tuple(sorted(events, key=lambda one: (one.at, one.source, one.key)))
