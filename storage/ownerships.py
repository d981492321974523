"""Whose the leads of one tenant were and since when, and when their reminders were put off."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, Row, and_, exists, func, insert, literal, select, text

from sla.leads import LeadId
from sla.ownership import Ownership, Snooze
from sla.people import MemberId, TenantId
from storage.away_tables import MOVED, OWNERSHIP, SNOOZE
from storage.bulk import Values, chunks
from storage.tables import LEAD

_Newest = tuple[int, int | None, datetime, int | None, int | None]
"""A lead's id, owner and handoff, and the number and member of its newest row, if it has one."""


class SqlOwnerships:
    def __init__(self, connection: Connection, tenant_id: TenantId) -> None:
        self._connection = connection
        self._tenant_id = tenant_id
        self._mine = OWNERSHIP.c.tenant_id == tenant_id

    def of(self, lead_id: LeadId) -> tuple[Ownership, ...]:
        statement = select(OWNERSHIP).where(self._mine, OWNERSHIP.c.lead_id == lead_id)
        return tuple(_ownership(row) for row in self._connection.execute(statement.order_by(OWNERSHIP.c.nth)))

    def of_each(self, lead_ids: Sequence[LeadId]) -> Mapping[LeadId, tuple[Ownership, ...]]:
        found: defaultdict[LeadId, list[Ownership]] = defaultdict(list)
        for chunk in chunks(lead_ids):
            statement = select(OWNERSHIP).where(self._mine, OWNERSHIP.c.lead_id.in_(chunk))
            for row in self._connection.execute(statement.order_by(OWNERSHIP.c.lead_id, OWNERSHIP.c.nth)):
                found[LeadId(row.lead_id)].append(_ownership(row))
        return {lead_id: tuple(rows) for lead_id, rows in found.items()}

    def add(self, rows: Sequence[Ownership]) -> None:
        nth: Counter[LeadId] = Counter()
        for lead_ids in chunks(dict.fromkeys(row.lead_id for row in rows)):
            nth.update({LeadId(row[0]): row[3] + 1 for row in self._newest(lead_ids) if row[3] is not None})
        values: list[Values] = []
        for row in rows:
            values.append(
                {
                    "tenant_id": self._tenant_id,
                    "lead_id": row.lead_id,
                    "nth": nth[row.lead_id],
                    "member_id": row.member_id,
                    "since": row.since,
                    "by_member": row.by,
                }
            )
            nth[row.lead_id] += 1
        for chunk in chunks(values):
            self._connection.execute(insert(OWNERSHIP), chunk)

    def moved(self) -> Mapping[LeadId, tuple[Ownership, ...]]:
        moved = OWNERSHIP.alias("moved")
        # In the words of the partial index, so that it is used.
        those = select(moved.c.lead_id).where(moved.c.tenant_id == self._tenant_id, text("moved." + MOVED))
        statement = select(OWNERSHIP).where(self._mine, OWNERSHIP.c.lead_id.in_(those))
        found: defaultdict[LeadId, list[Ownership]] = defaultdict(list)
        for row in self._connection.execute(statement.order_by(OWNERSHIP.c.lead_id, OWNERSHIP.c.nth)):
            found[LeadId(row.lead_id)].append(_ownership(row))
        return {lead_id: tuple(rows) for lead_id, rows in found.items()}

    def follow(self, lead_ids: Iterable[LeadId], *, at: datetime, by: MemberId | None) -> None:
        for chunk in chunks(dict.fromkeys(lead_ids)):
            rows = [row for row in self._newest(chunk) if row[3] is None or row[1] != row[4]]
            if rows:
                self._connection.execute(insert(OWNERSHIP), [self._values(row, at, by) for row in rows])

    def _newest(self, lead_ids: Sequence[LeadId]) -> Sequence[_Newest]:
        """The owner of each lead, with the newest row that says who it was."""
        newest = (
            select(OWNERSHIP.c.lead_id, func.max(OWNERSHIP.c.nth).label("nth"))
            .where(self._mine, OWNERSHIP.c.lead_id.in_(lead_ids))
            .group_by(OWNERSHIP.c.lead_id)
            .subquery()
        )
        same = and_(self._mine, OWNERSHIP.c.lead_id == LEAD.c.id, OWNERSHIP.c.nth == newest.c.nth)
        statement = (
            select(LEAD.c.id, LEAD.c.owner_id, LEAD.c.handed_off_at, newest.c.nth, OWNERSHIP.c.member_id)
            .outerjoin_from(LEAD, newest, newest.c.lead_id == LEAD.c.id)
            .outerjoin(OWNERSHIP, same)
            .where(LEAD.c.tenant_id == self._tenant_id, LEAD.c.id.in_(lead_ids))
        )
        return [(*row,) for row in self._connection.execute(statement)]

    def _values(self, row: _Newest, at: datetime, by: MemberId | None) -> Values:
        lead_id, owner_id, handed_off_at, nth, _ = row
        return {
            "tenant_id": self._tenant_id,
            "lead_id": lead_id,
            "nth": 0 if nth is None else nth + 1,
            "member_id": owner_id,
            "since": handed_off_at if nth is None else at,
            "by_member": None if nth is None else by,
        }


class SqlSnoozes:
    def __init__(self, connection: Connection, tenant_id: TenantId) -> None:
        self._connection = connection
        self._tenant_id = tenant_id

    def add(self, snooze: Snooze) -> None:
        values = {
            "lead_id": snooze.lead_id,
            "by_member": snooze.by,
            "at": snooze.at,
            "until": snooze.until,
            "reason": snooze.reason,
        }
        same = [SNOOZE.c[name] == values[name] for name in ("lead_id", "by_member", "at")]
        mine = {"tenant_id": self._tenant_id, **values}
        row = select(*(literal(value, SNOOZE.c[name].type) for name, value in mine.items()))
        new = row.where(~exists().where(SNOOZE.c.tenant_id == self._tenant_id, *same))
        self._connection.execute(insert(SNOOZE).from_select(list(mine), new))

    def of(self, lead_id: LeadId) -> tuple[Snooze, ...]:
        mine = (SNOOZE.c.tenant_id == self._tenant_id) & (SNOOZE.c.lead_id == lead_id)
        rows = self._connection.execute(select(SNOOZE).where(mine).order_by(SNOOZE.c.id))
        return tuple(
            Snooze(
                lead_id=LeadId(row.lead_id),
                by=MemberId(row.by_member),
                at=row.at,
                until=row.until,
                reason=row.reason,
            )
            for row in rows
        )


def _ownership(row: Row[tuple[object, ...]]) -> Ownership:
    return Ownership(
        lead_id=LeadId(row.lead_id),
        member_id=None if row.member_id is None else MemberId(row.member_id),
        since=row.since,
        by=None if row.by_member is None else MemberId(row.by_member),
    )
