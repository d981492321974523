"""What the tests of imports work with: a store to read back, and files imported in one call."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from intake import Importer, Options, Report
from sla.activity import LeadHistory, Won
from sla.book import Book
from sla.people import TenantId
from sla.ports import Units
from sla.terms import Terms

EXAMPLE = Path(__file__).parents[2] / "sla.example.toml"
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
REAL_NOW = datetime(2026, 11, 1, tzinfo=UTC)


def book_of(*versions: Terms) -> Book:
    """As the bot keeps it: the people are those of the last version."""
    people = versions[-1].people
    return Book(versions=tuple(replace(terms, people=people) for terms in versions), people=people)


@dataclass(frozen=True, kw_only=True, slots=True)
class Store:
    """The database of one test, read back through the same ports that the bot uses."""

    units: Units
    tenant_id: TenantId

    def history(self, external_id: str, source: str = "csv") -> LeadHistory:
        with self.units(self.tenant_id) as work:
            ids = work.leads.ids_by_external(source, [external_id])
            (history,) = work.leads.histories([ids[external_id]])
            return history

    def owner(self, external_id: str, source: str = "csv") -> str | None:
        owner_id = self.history(external_id, source).lead.owner_id
        with self.units(self.tenant_id) as work:
            return next((member.email for member in work.members.all() if member.id == owner_id), None)

    def leads(self) -> int:
        with self.units(self.tenant_id) as work:
            return work.leads.count()

    def won(self) -> Won:
        with self.units(self.tenant_id) as work:
            return work.deals.won(datetime(2000, 1, 1, tzinfo=UTC), REAL_NOW, currency="USD")


@dataclass(frozen=True, kw_only=True, slots=True)
class Desk:
    """Writes a file into the test's directory and imports it, in one call."""

    importer: Importer
    directory: Path

    def write(self, name: str, text: str | bytes) -> Path:
        path = self.directory / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def leads(self, text: str | bytes, options: Options, *, now: datetime = NOW) -> Report:
        return self.importer.leads(self.write("leads.csv", text), options, now=now, real_now=REAL_NOW)

    def touches(self, text: str | bytes, options: Options, *, now: datetime = NOW) -> Report:
        return self.importer.touches(self.write("touches.csv", text), options, now=now, real_now=REAL_NOW)

    def deals(self, text: str | bytes, options: Options, *, now: datetime = NOW) -> Report:
        return self.importer.deals(self.write("deals.csv", text), options, now=now, real_now=REAL_NOW)

    def stages(self, text: str | bytes, options: Options, *, now: datetime = NOW) -> Report:
        return self.importer.stages(self.write("stages.csv", text), options, now=now, real_now=REAL_NOW)


def table(*rows: Sequence[str]) -> str:
    """Rows as CSV text, quoted where needed."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()
