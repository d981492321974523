"""The sources of one tenant that push, what they pushed by day, and what was answered to their messages."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, Row, Table, delete, func, select, update

from sla.people import TenantId
from sla.pushed import Answered, Count, Message, Proof, Pusher
from storage.bulk import chunks, insert_if_new, insert_or_replace
from storage.fact_tables import DEAL, STAGE_CHANGE, TOUCH
from storage.push_tables import PUSH_COUNT, PUSH_MESSAGE, PUSH_SOURCE
from storage.tables import LEAD

FACTS = {"lead": LEAD, "touch": TOUCH, "stage": STAGE_CHANGE, "deal": DEAL}
NUMBERS = ("created", "updated", "unchanged", "rejected")
COUNT_KEY = ("tenant_id", "source", "day", "kind")


class SqlPushes:
    def __init__(self, connection: Connection, tenant_id: TenantId) -> None:
        self._connection = connection
        self._tenant_id = tenant_id
        self._mine = PUSH_SOURCE.c.tenant_id == tenant_id

    def get(self, name: str) -> Pusher | None:
        statement = select(PUSH_SOURCE).where(self._mine, PUSH_SOURCE.c.name == name)
        row = self._connection.execute(statement).one_or_none()
        return _pusher(row) if row else None

    def hold(self, name: str) -> None:
        statement = select(PUSH_SOURCE.c.name).where(self._mine, PUSH_SOURCE.c.name == name)
        self._connection.execute(statement.with_for_update()).one_or_none()

    def save(self, pusher: Pusher) -> None:
        values = {
            "tenant_id": self._tenant_id,
            "name": pusher.name,
            "proof": pusher.proof.value,
            "generation": pusher.generation,
            "token_hash": pusher.token_hash,
            "former_hash": pusher.former_hash,
            "former_until": pusher.former_until,
        }
        key = ("tenant_id", "name")
        self._connection.execute(insert_or_replace(self._connection, PUSH_SOURCE, key, values))

    def answer(self, name: str, message_id: str, *, since: datetime) -> Answered | None:
        statement = select(PUSH_MESSAGE).where(
            PUSH_MESSAGE.c.tenant_id == self._tenant_id,
            PUSH_MESSAGE.c.source == name,
            PUSH_MESSAGE.c.id == message_id,
            PUSH_MESSAGE.c.at >= since,
        )
        row = self._connection.execute(statement).one_or_none()
        if row is None:
            return None
        message = Message(id=row.id, body_hash=row.body_hash)
        return Answered(message=message, status=row.status, body=row.body)

    def remember(self, name: str, answered: Answered, at: datetime) -> None:
        values = {
            "tenant_id": self._tenant_id,
            "source": name,
            "id": answered.message.id,
            "body_hash": answered.message.body_hash,
            "at": at,
            "status": answered.status,
            "body": answered.body,
        }
        key = ("tenant_id", "source", "id")
        self._connection.execute(insert_or_replace(self._connection, PUSH_MESSAGE, key, values))

    def forget(self, before: datetime) -> int:
        old = delete(PUSH_MESSAGE).where(
            PUSH_MESSAGE.c.tenant_id == self._tenant_id, PUSH_MESSAGE.c.at < before
        )
        return self._connection.execute(old).rowcount

    def count(self, name: str, day: date, counts: Iterable[Count]) -> None:
        for one in sorted(counts, key=lambda count: count.kind):
            key = {"tenant_id": self._tenant_id, "source": name, "day": day, "kind": one.kind}
            zeros = dict.fromkeys(NUMBERS, 0)
            new = insert_if_new(self._connection, PUSH_COUNT, COUNT_KEY)
            self._connection.execute(new.values(key | zeros | {"reason": None}))
            more = {number: PUSH_COUNT.c[number] + getattr(one, number) for number in NUMBERS}
            reason = {} if one.reason is None else {"reason": one.reason}
            this = [PUSH_COUNT.c[column] == value for column, value in key.items()]
            self._connection.execute(update(PUSH_COUNT).where(*this).values(**more, **reason))

    def counted(self, since: date) -> Mapping[str, tuple[Count, ...]]:
        """A few rows for each day, so they are added up here."""
        mine = (PUSH_COUNT.c.tenant_id == self._tenant_id) & (PUSH_COUNT.c.day >= since)
        statement = select(PUSH_COUNT).where(mine).order_by(PUSH_COUNT.c.day, PUSH_COUNT.c.kind)
        sums: defaultdict[str, dict[str, Count]] = defaultdict(dict)
        for row in self._connection.execute(statement):
            before = sums[row.source].get(row.kind, Count(kind=row.kind))
            sums[row.source][row.kind] = Count(
                kind=row.kind,
                created=before.created + row.created,
                updated=before.updated + row.updated,
                unchanged=before.unchanged + row.unchanged,
                rejected=before.rejected + row.rejected,
                reason=row.reason or before.reason,
            )
        return {source: tuple(kinds[kind] for kind in sorted(kinds)) for source, kinds in sums.items()}

    def rows(self) -> Mapping[str, Mapping[str, int]]:
        found: defaultdict[str, dict[str, int]] = defaultdict(dict)
        for kind, table in FACTS.items():
            statement = (
                select(table.c.source, func.count())
                .where(table.c.tenant_id == self._tenant_id, *_stand(table))
                .group_by(table.c.source)
            )
            for source, number in self._connection.execute(statement):
                found[source][kind] = number
        return dict(found)

    def standing(self, kind: str, name: str, external_ids: Iterable[str]) -> frozenset[str]:
        table = FACTS[kind]
        found: set[str] = set()
        for chunk in chunks(external_ids):
            statement = select(table.c.external_id).where(
                table.c.tenant_id == self._tenant_id,
                table.c.source == name,
                table.c.external_id.in_(chunk),
                *_stand(table),
            )
            found.update(self._connection.scalars(statement))
        return frozenset(found)


def _stand(table: Table) -> list[ColumnElement[bool]]:
    """A lead is never taken back."""
    return [table.c.undone_at.is_(None)] if "undone_at" in table.c else []


def _pusher(row: Row[tuple[object, ...]]) -> Pusher:
    return Pusher(
        name=row.name,
        proof=Proof(row.proof),
        generation=row.generation,
        token_hash=row.token_hash,
        former_hash=row.former_hash,
        former_until=row.former_until,
    )
