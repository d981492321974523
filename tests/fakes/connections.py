"""The CRMs that are read, in memory."""

from dataclasses import replace

from sla.crm import Connection, Found, Portal, StageMap
from tests.fakes.rows import Rows


class FakeConnections:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def get(self, source: str) -> Connection:
        return self._rows.connections.get(source, Connection())

    def note(self, source: str, found: Found) -> None:
        self._rows.connections[source] = replace(self.get(source), found=found)

    def connect(self, source: str, portal: Portal) -> None:
        self._rows.connections[source] = replace(self.get(source), portal=portal)

    def choose(self, source: str, stages: StageMap) -> None:
        self._rows.connections[source] = replace(self.get(source), stages=stages)
