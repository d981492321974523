"""Writes and look-ups of many rows at once: a fixed number of statements per chunk, never one per row."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import TypeVar

from sqlalchemy import Connection, RowMapping, Table, bindparam, select, update
from sqlalchemy.dialects import postgresql, sqlite

from sla.leads import LeadId, Stored
from sla.people import TenantId

CHUNK = 5000
"""Rows per statement; SQLite takes 32,766 parameters and PostgreSQL 65,535."""

Values = Mapping[str, object]
"""A row's columns by name, on its way into a statement."""

Key = tuple[str, str]
"""(source, external id): what makes a fact the same fact."""

FACT_KEY = ("tenant_id", "source", "external_id")

Item = TypeVar("Item")


def chunks(items: Iterable[Item]) -> Iterator[list[Item]]:
    rest = iter(items)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk


def insert_if_new(
    connection: Connection, table: Table, unique: Sequence[str]
) -> postgresql.Insert | sqlite.Insert:
    """An INSERT that leaves a row alone where these columns are taken."""
    if connection.dialect.name == "sqlite":
        return sqlite.insert(table).on_conflict_do_nothing(index_elements=unique)
    return postgresql.insert(table).on_conflict_do_nothing(index_elements=unique)


def insert_or_replace(
    connection: Connection, table: Table, unique: Sequence[str], values: Values
) -> postgresql.Insert | sqlite.Insert:
    """An INSERT of one row that takes the place of the row that has these columns."""
    others = [name for name in values if name not in unique]
    if connection.dialect.name == "sqlite":
        lite = sqlite.insert(table).values(values)
        return lite.on_conflict_do_update(index_elements=unique, set_={n: lite.excluded[n] for n in others})
    full = postgresql.insert(table).values(values)
    return full.on_conflict_do_update(index_elements=unique, set_={n: full.excluded[n] for n in others})


def insert_all(connection: Connection, table: Table, rows: Sequence[Values]) -> int:
    """Insert the facts whose key is new; how many were."""
    if not rows:
        return 0
    statement = insert_if_new(connection, table, FACT_KEY)
    return connection.execute(statement, rows, execution_options={"preserve_rowcount": True}).rowcount


def update_all(
    connection: Connection, table: Table, tenant_id: TenantId, rows: Iterable[tuple[int, Values]]
) -> None:
    """Set columns of many rows by id; every row names the same columns."""
    mine = update(table).where(table.c.tenant_id == tenant_id, table.c.id == bindparam("row_id"))
    for chunk in chunks(rows):
        connection.execute(mine, [{"row_id": row_id, **values} for row_id, values in chunk])


@dataclass(frozen=True, kw_only=True, slots=True)
class Fact:
    """What a source says of a fact each time, and what was so when it came first."""

    said: Values
    once: Values = field(default_factory=dict)


def upsert_facts(
    connection: Connection, table: Table, tenant_id: TenantId, facts: Mapping[Key, Fact], *, rows: int
) -> Stored:
    """Insert the new ones, set what their source says otherwise now; what was taken back is there again.

    `rows` is how many there were before those with the same key were put together.
    """
    stored = Stored(unchanged=rows - len(facts))
    for chunk in chunks(facts.items()):
        news = _news(connection, table, tenant_id, dict(chunk))
        created = insert_all(connection, table, list(news.new.values()))
        update_all(connection, table, tenant_id, news.changed.values())
        stored += news.stored(len(chunk), created)
    return stored


def foresee_facts(
    connection: Connection, table: Table, tenant_id: TenantId, facts: Mapping[Key, Fact], *, rows: int
) -> Stored:
    """What `upsert_facts` would come to; nothing is written."""
    stored = Stored(unchanged=rows - len(facts))
    for chunk in chunks(facts.items()):
        news = _news(connection, table, tenant_id, dict(chunk))
        stored += news.stored(len(chunk), len(news.new))
    return stored


@dataclass(frozen=True, kw_only=True, slots=True)
class News:
    """Of a chunk of rows those that are to be inserted, and those that are to be updated, by their id."""

    new: Mapping[Key, Values]
    changed: Mapping[Key, tuple[int, Values]]

    def stored(self, rows: int, created: int) -> Stored:
        """`created` may be fewer than are new, where somebody else was faster."""
        return Stored(
            created=created,
            updated=len(self.changed),
            unchanged=rows - created - len(self.changed),
            new=frozenset(external_id for _, external_id in self.new),
            changed=frozenset(external_id for _, external_id in self.changed),
        )


def _news(connection: Connection, table: Table, tenant_id: TenantId, facts: Mapping[Key, Fact]) -> News:
    names = [*next(iter(facts.values())).said, "undone_at"]
    known = by_key(connection, table, tenant_id, facts, names)
    new: dict[Key, Values] = {}
    changed: dict[Key, tuple[int, Values]] = {}
    for key, fact in facts.items():
        source, external_id = key
        said = {**fact.said, "undone_at": None}
        if key not in known:
            own = {"tenant_id": tenant_id, "source": source, "external_id": external_id}
            new[key] = {**own, **fact.once, **said}
        elif said != {name: known[key][name] for name in names}:
            changed[key] = known[key]["id"], said
    return News(new=new, changed=changed)


def take_back(
    connection: Connection, table: Table, tenant_id: TenantId, keys: Iterable[Key], *, at: datetime
) -> frozenset[LeadId]:
    """Mark these facts as undone; the leads of those that stood until now."""
    rows = by_key(connection, table, tenant_id, keys, ("lead_id", "undone_at"))
    standing = [row for row in rows.values() if row["undone_at"] is None]
    update_all(connection, table, tenant_id, ((row["id"], {"undone_at": at}) for row in standing))
    return frozenset(LeadId(row["lead_id"]) for row in standing)


def leads_of(
    connection: Connection, table: Table, tenant_id: TenantId, keys: Iterable[Key]
) -> frozenset[LeadId]:
    """Of which leads these facts are now."""
    rows = by_key(connection, table, tenant_id, keys, ("lead_id",))
    return frozenset(LeadId(row["lead_id"]) for row in rows.values())


def keys_of(source: str, external_ids: Iterable[str]) -> Iterator[Key]:
    return ((source, external_id) for external_id in external_ids)


def by_key(
    connection: Connection, table: Table, tenant_id: TenantId, keys: Iterable[Key], columns: Sequence[str]
) -> dict[Key, RowMapping]:
    """The stored rows of these facts, with their key and the named columns."""
    wanted: dict[str, list[str]] = {}
    for source, external_id in keys:
        wanted.setdefault(source, []).append(external_id)
    picked = [table.c[name] for name in ("id", "source", "external_id", *columns)]
    found: dict[Key, RowMapping] = {}
    for source, external_ids in wanted.items():
        for chunk in chunks(external_ids):
            statement = select(*picked).where(
                table.c.tenant_id == tenant_id, table.c.source == source, table.c.external_id.in_(chunk)
            )
            rows = connection.execute(statement).mappings()
            found.update({(row["source"], row["external_id"]): row for row in rows})
    return found
