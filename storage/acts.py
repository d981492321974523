"""Which messages of one tenant were acted on, written beside each in the ledger."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, case, func, literal, select, update

from sla.acted import ABOUT_OWN_LEADS, ActedOn, Counted
from sla.delivery import Kind, State
from sla.people import MemberId, TenantId
from storage.bulk import chunks
from storage.delivery_tables import DELIVERY

HELD = [State.HELD.value, State.BUNDLED.value]
LONGEST_TO_ACT = timedelta(days=31)
"""A next working day farther away than this is no working life any more; it bounds what is looked through."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Asked:
    """A message that asked somebody for a touch, and the time in which one is an act on it."""

    id: int
    subject: str
    since: datetime
    until: datetime


class SqlActs:
    def __init__(self, connection: Connection, tenant_id: TenantId) -> None:
        self._connection = connection
        self._mine = DELIVERY.c.tenant_id == tenant_id

    def pressed(self, channel_id: str, message_ts: str, at: datetime) -> None:
        self._mark((DELIVERY.c.message_ts == message_ts) & (DELIVERY.c.channel_id == channel_id), at)

    def touched(self, moments: Iterable[tuple[MemberId, datetime]]) -> None:
        tried: defaultdict[str, set[datetime]] = defaultdict(set)
        for member_id, at in moments:
            tried[str(member_id)].add(at)
        for who in chunks(sorted(tried)):
            first: dict[int, datetime] = {}
            for one in self._open(who, since=min(min(tried[each]) for each in who)):
                in_time = [at for at in tried[one.subject] if one.since <= at < one.until]
                if in_time:
                    first[one.id] = min(in_time)
            self._mark_each(first)

    def _open(self, subjects: Sequence[str], *, since: datetime) -> Iterator[_Asked]:
        """What asked these members for a touch not long before `since` or later, and was not acted on."""
        about = DELIVERY.c.kind.in_([kind.value for kind in ABOUT_OWN_LEADS]) & DELIVERY.c.subject.in_(
            subjects
        )
        arrived = (DELIVERY.c.state == State.SENT.value) & DELIVERY.c.acted_at.is_(None)
        lately = DELIVERY.c.due_at > since - LONGEST_TO_ACT
        columns = (DELIVERY.c.id, DELIVERY.c.subject, DELIVERY.c.claimed_at, DELIVERY.c.act_by)
        found = select(*columns).where(self._mine, about, arrived, lately)
        for row in self._connection.execute(found.order_by(DELIVERY.c.id)).all():
            if row.act_by is not None:  # in the query it would draw SQLite away from the index by subject
                yield _Asked(id=row.id, subject=row.subject, since=row.claimed_at, until=row.act_by)

    def _mark(self, which: ColumnElement[bool], at: datetime | ColumnElement[datetime]) -> None:
        first = self._mine & which & DELIVERY.c.acted_at.is_(None)
        self._connection.execute(update(DELIVERY).where(first).values(acted_at=at))

    def _mark_each(self, first: Mapping[int, datetime]) -> None:
        for some in chunks(sorted(first.items())):
            each = [(DELIVERY.c.id == number, literal(at, DELIVERY.c.acted_at.type)) for number, at in some]
            self._mark(DELIVERY.c.id.in_([number for number, _ in some]), case(*each))

    def rates(self, kinds: Iterable[Kind], *, since: datetime, until: datetime) -> Mapping[Kind, ActedOn]:
        of = DELIVERY.c.kind.in_([kind.value for kind in kinds])
        over = (DELIVERY.c.state == State.SENT.value) & (DELIVERY.c.due_at >= since)
        over &= DELIVERY.c.act_by <= until
        in_time = case((DELIVERY.c.acted_at < DELIVERY.c.act_by, 1))
        statement = select(DELIVERY.c.kind, func.count(), func.count(in_time))
        found = self._connection.execute(statement.where(self._mine, over, of).group_by(DELIVERY.c.kind))
        return {Kind(kind): ActedOn(sent=sent, acted=acted) for kind, sent, acted in found}

    def counts(self, since: datetime) -> Mapping[Kind, Counted]:
        lately = DELIVERY.c.state.in_([State.SENT.value, *HELD]) & (DELIVERY.c.due_at >= since)
        sent, held = case((DELIVERY.c.state == State.SENT.value, 1)), case((DELIVERY.c.state.in_(HELD), 1))
        statement = select(DELIVERY.c.kind, func.count(sent), func.count(held)).where(self._mine, lately)
        found = self._connection.execute(statement.group_by(DELIVERY.c.kind))
        return {Kind(kind): Counted(sent=arrived, held=back) for kind, arrived, back in found}
