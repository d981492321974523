"""Leads of one tenant that two sources have, what was decided about them, and the facts that went with it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Row, Table, func, select, update

from sla.leads import LeadId
from sla.people import MemberId, TenantId
from sla.same_leads import OF_THE_RECORD, Decided, Moved, Sighting
from storage.answer_tables import ANSWER
from storage.bulk import chunks, insert_or_replace
from storage.fact_tables import DEAL, STAGE_CHANGE, TOUCH
from storage.lead_rows import LEAD_COLUMNS, lead_of
from storage.same_lead_tables import SAME_LEAD
from storage.tables import LEAD

KEY = ("tenant_id", "kept_id", "other_id")


class SqlSameLeads:
    def __init__(self, connection: Connection, tenant_id: TenantId) -> None:
        self._connection = connection
        self._tenant_id = tenant_id
        self._mine = SAME_LEAD.c.tenant_id == tenant_id

    def sightings(self, since: datetime, until: datetime) -> tuple[Sighting, ...]:
        span = (
            (LEAD.c.tenant_id == self._tenant_id)
            & (LEAD.c.handed_off_at >= since)
            & (LEAD.c.handed_off_at < until)
        )
        several = (
            select(LEAD.c.person)
            .where(span, LEAD.c.person.is_not(None))
            .group_by(LEAD.c.person)
            .having(func.count(LEAD.c.source.distinct()) > 1)
        )
        columns = [*LEAD_COLUMNS, LEAD.c.source, LEAD.c.person]
        statement = select(*columns).where(span, LEAD.c.person.in_(several))
        rows = self._connection.execute(statement.order_by(LEAD.c.handed_off_at, LEAD.c.id))
        return tuple(Sighting(lead=lead_of(row[:-2]), source=row[-2], person=row[-1]) for row in rows)

    def decided(self) -> tuple[Decided, ...]:
        standing = select(SAME_LEAD).where(self._mine, SAME_LEAD.c.undone_at.is_(None))
        newest = standing.order_by(SAME_LEAD.c.at.desc(), SAME_LEAD.c.other_id.desc())
        return tuple(_decided(row) for row in self._connection.execute(newest))

    def decide(self, decided: Decided) -> None:
        values = {
            "tenant_id": self._tenant_id,
            "kept_id": decided.kept_id,
            "other_id": decided.other_id,
            "same": decided.same,
            "by_member": decided.by,
            "at": decided.at,
            "moved": json.dumps(asdict(decided.moved)),
            "undone_at": None,
        }
        self._connection.execute(insert_or_replace(self._connection, SAME_LEAD, KEY, values))

    def undo(self, kept_id: LeadId, other_id: LeadId, at: datetime) -> None:
        which = (SAME_LEAD.c.kept_id == kept_id) & (SAME_LEAD.c.other_id == other_id)
        self._connection.execute(update(SAME_LEAD).where(self._mine, which).values(undone_at=at))

    def move(self, from_id: LeadId, to_id: LeadId) -> Moved:
        return Moved(
            touches=self._move(TOUCH, from_id, to_id),
            deals=self._move(DEAL, from_id, to_id),
            stages=self._move(
                STAGE_CHANGE,
                from_id,
                to_id,
                only=STAGE_CHANGE.c.stage.not_in([one.value for one in OF_THE_RECORD]),
            ),
            answers=self._move(ANSWER, from_id, to_id),
        )

    def move_back(self, moved: Moved, to_id: LeadId) -> None:
        self._put(TOUCH, moved.touches, to_id)
        self._put(DEAL, moved.deals, to_id)
        self._put(STAGE_CHANGE, moved.stages, to_id)
        self._put(ANSWER, moved.answers, to_id)

    def stands_for(self, lead_ids: Sequence[LeadId]) -> Mapping[LeadId, LeadId]:
        return stands_for(self._connection, self._tenant_id, lead_ids)

    def _move(
        self, table: Table, from_id: LeadId, to_id: LeadId, *, only: ColumnElement[bool] | None = None
    ) -> tuple[int, ...]:
        mine = (table.c.tenant_id == self._tenant_id) & (table.c.lead_id == from_id)
        wanted = mine if only is None else mine & only
        ids = tuple(self._connection.scalars(select(table.c.id).where(wanted).order_by(table.c.id)))
        self._put(table, ids, to_id)
        return ids

    def _put(self, table: Table, ids: Sequence[int], to_id: LeadId) -> None:
        for chunk in chunks(ids):
            mine = (table.c.tenant_id == self._tenant_id) & table.c.id.in_(chunk)
            self._connection.execute(update(table).where(mine).values(lead_id=to_id))


def stands_for(
    connection: Connection, tenant_id: TenantId, lead_ids: Sequence[LeadId]
) -> Mapping[LeadId, LeadId]:
    """One after the other, where the lead that stands was itself found to be another's."""
    found: dict[LeadId, LeadId] = {}
    wanted = {lead_id: lead_id for lead_id in lead_ids}
    while wanted:
        taken: dict[LeadId, LeadId] = {}
        for chunk in chunks(set(wanted.values())):
            rows = connection.execute(
                select(SAME_LEAD.c.other_id, SAME_LEAD.c.kept_id).where(
                    SAME_LEAD.c.tenant_id == tenant_id,
                    SAME_LEAD.c.other_id.in_(chunk),
                    SAME_LEAD.c.same.is_(True),
                    SAME_LEAD.c.undone_at.is_(None),
                )
            )
            taken.update({LeadId(other): LeadId(kept) for other, kept in rows})
        wanted = {lead_id: taken[at] for lead_id, at in wanted.items() if at in taken}
        found.update(wanted)
    return found


def _decided(row: Row[tuple[object, ...]]) -> Decided:
    moved = {name: tuple(ids) for name, ids in json.loads(row.moved).items()}
    return Decided(
        kept_id=LeadId(row.kept_id),
        other_id=LeadId(row.other_id),
        same=row.same,
        by=None if row.by_member is None else MemberId(row.by_member),
        at=row.at,
        moved=Moved(**moved),
    )
