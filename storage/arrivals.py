"""What people of one tenant typed and pressed and what is not done yet."""

from collections import defaultdict
from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, Connection, delete, select, update

from sla.arrivals import NOBODY, Arrival, Held
from sla.people import TenantId
from storage.arrival_tables import ARRIVAL
from storage.bulk import chunks, insert_if_new

_KEY = ("tenant_id", "key")
MOST_OF_OTHERS = 1000
"""So many are looked at at a time; the others come when these are done."""


class SqlArrivals:
    def __init__(self, connection: Connection, tenant_id: TenantId) -> None:
        self._connection = connection
        self._tenant_id = tenant_id
        self._mine = ARRIVAL.c.tenant_id == tenant_id

    def keep(self, arrivals: Sequence[Arrival], holder: str) -> None:
        if not self._connection.in_transaction():
            self._connection.execution_options(alone=True)
        rows = [
            {
                "tenant_id": self._tenant_id,
                "key": one.key,
                "slack_id": one.slack_id,
                "at": one.at,
                "said": one.said,
                "holder": holder,
                "beat": 0,
            }
            for one in arrivals
        ]
        self._connection.execute(insert_if_new(self._connection, ARRIVAL, _KEY), rows)

    def of(self, people: Collection[str]) -> tuple[Held, ...]:
        return self._held(ARRIVAL.c.slack_id.in_(people))

    def of_others(self, holder: str) -> tuple[Held, ...]:
        return self._held(ARRIVAL.c.holder != holder, limit=MOST_OF_OTHERS)

    def beat(self, holder: str) -> None:
        held = update(ARRIVAL).where(self._mine, ARRIVAL.c.holder == holder)
        self._connection.execute(held.values(beat=ARRIVAL.c.beat + 1))

    def take(self, held: Collection[Held], holder: str) -> tuple[Arrival, ...]:
        alike: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
        for one in held:
            alike[one.holder, one.beat].append(one.key)
        found: list[tuple[int, Arrival]] = []
        for (before, beat), keys in alike.items():
            as_was = (ARRIVAL.c.holder == before) & (ARRIVAL.c.beat == beat) & ARRIVAL.c.key.in_(keys)
            statement = update(ARRIVAL).where(self._mine, as_was).values(holder=holder)
            for row in self._connection.execute(statement.returning(ARRIVAL)):
                said = Arrival(key=row.key, slack_id=row.slack_id, at=row.at, said=row.said)
                found.append((row.id, said))
        return tuple(one for _, one in sorted(found, key=lambda pair: pair[0]))

    def give_up(self, holder: str) -> None:
        held = update(ARRIVAL).where(self._mine, ARRIVAL.c.holder == holder)
        self._connection.execute(held.values(holder=NOBODY))

    def done(self, keys: Collection[str], holder: str) -> None:
        for chunk in chunks(keys):
            these = ARRIVAL.c.key.in_(chunk) & (ARRIVAL.c.holder == holder)
            self._connection.execute(delete(ARRIVAL).where(self._mine, these))

    def _held(self, which: ColumnElement[bool], limit: int | None = None) -> tuple[Held, ...]:
        columns = (ARRIVAL.c.key, ARRIVAL.c.slack_id, ARRIVAL.c.holder, ARRIVAL.c.beat)
        statement = select(*columns).where(self._mine, which).order_by(ARRIVAL.c.id).limit(limit)
        return tuple(
            Held(key=key, slack_id=slack_id, holder=holder, beat=beat)
            for key, slack_id, holder, beat in self._connection.execute(statement)
        )
