"""Pushed events that wait for their lead, in memory."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sla.waits import Waiting, WaitingEvent, WaitKey
from tests.fakes.rows import Rows


class FakeWaits:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def number(self, source: str) -> int:
        return sum(one.source == source for one in self._rows.waits.values())

    def by_source(self) -> Mapping[str, Waiting]:
        sources = {one.source for one in self._rows.waits.values()}
        return {
            source: Waiting(
                number=self.number(source),
                since=min(one.at for one in self._rows.waits.values() if one.source == source),
            )
            for source in sources
        }

    def about(self, source: str, leads: Iterable[str]) -> tuple[WaitingEvent, ...]:
        wanted = set(leads)
        return _in_order(
            one for one in self._rows.waits.values() if one.source == source and wanted & set(one.leads)
        )

    def save(self, events: Iterable[WaitingEvent]) -> None:
        self._rows.waits |= {(one.source, one.key): one for one in events}

    def drop(self, source: str, keys: Iterable[WaitKey]) -> frozenset[WaitKey]:
        return frozenset(key for key in keys if self._rows.waits.pop((source, key), None) is not None)

    def forget(self, before: datetime) -> tuple[WaitingEvent, ...]:
        gone = [one for one in self._rows.waits.values() if one.at < before]
        for one in gone:
            del self._rows.waits[one.source, one.key]
        return _in_order(gone)


def _in_order(events: Iterable[WaitingEvent]) -> tuple[WaitingEvent, ...]:
    return tuple(sorted(events, key=lambda one: (one.at, one.source, one.key)))
