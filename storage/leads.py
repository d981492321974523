"""The leads of one tenant: look-ups, the sums behind the board, and the writes of single columns."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, case, func, or_, select, true, update

from sla.activity import LeadHistory
from sla.delivered import Handover
from sla.handoff import HandoffFacts
from sla.leads import (
    Derived,
    Lead,
    LeadId,
    LeadRow,
    Stop,
    StopReason,
    Stored,
    Worklist,
    WorklistQuery,
    pieces_of,
)
from sla.people import MemberId, TenantId
from storage.bulk import by_key, chunks, update_all
from storage.delivered import checked, delivered_each, in_doubt
from storage.histories import handed_off_between, histories
from storage.lead_rows import (
    LEAD_COLUMNS,
    STAGE,
    derived_values,
    fixed_values,
    folded,
    foresee_leads,
    lead_of,
    stop_values,
    upsert_leads,
)
from storage.same_leads import stands_for
from storage.tables import LEAD
from storage.worklist import read_worklist, running

BY_TYPE_AND_STAGE = (LEAD.c.lead_type, STAGE)


class SqlLeads:
    def __init__(self, connection: Connection, tenant_id: TenantId) -> None:
        self._connection = connection
        self._tenant_id = tenant_id
        self._mine = LEAD.c.tenant_id == tenant_id

    def get(self, lead_id: LeadId) -> Lead | None:
        row = self._connection.execute(
            select(*LEAD_COLUMNS).where(self._mine, LEAD.c.id == lead_id)
        ).one_or_none()
        return lead_of(row) if row else None

    def find(
        self, text: str, *, now: datetime, limit: int, owner_id: MemberId | None = None
    ) -> tuple[Lead, ...]:
        wanted = folded(text)
        whose = true() if owner_id is None else LEAD.c.owner_id == owner_id
        statement = (
            select(*LEAD_COLUMNS)
            .where(self._mine, whose, LEAD.c.handed_off_at <= now)
            .where(LEAD.c.name_folded.contains(wanted, autoescape=True))
            .order_by((LEAD.c.name_folded == wanted).desc(), LEAD.c.handed_off_at.desc(), LEAD.c.id.desc())
            .limit(limit)
        )
        return tuple(lead_of(row) for row in self._connection.execute(statement))

    def like(self, text: str, *, now: datetime, limit: int, owner_id: MemberId | None) -> tuple[Lead, ...]:
        whose = true() if owner_id is None else LEAD.c.owner_id == owner_id
        pieces = [LEAD.c.name_folded.contains(piece, autoescape=True) for piece in pieces_of(folded(text))]
        statement = (
            select(*LEAD_COLUMNS)
            .where(self._mine, whose, LEAD.c.handed_off_at <= now, or_(LEAD.c.external_id == text, *pieces))
            .order_by((LEAD.c.external_id == text).desc(), LEAD.c.handed_off_at.desc(), LEAD.c.id.desc())
            .limit(limit)
        )
        return tuple(lead_of(row) for row in self._connection.execute(statement))

    def worklist(self, query: WorklistQuery) -> Worklist:
        return read_worklist(self._connection, self._mine, query)

    def delivered(self, start: datetime, end: datetime) -> Mapping[str, int]:
        return self.delivered_each([start, end])[0]

    def delivered_each(self, edges: Sequence[datetime]) -> tuple[Mapping[str, int], ...]:
        return delivered_each(self._connection, self._tenant_id, edges)

    def in_doubt(self, start: datetime, end: datetime) -> tuple[Handover, ...]:
        return in_doubt(self._connection, self._tenant_id, start, end)

    def checked(self, start: datetime, end: datetime) -> Mapping[LeadId, str]:
        return checked(self._connection, self._tenant_id, start, end)

    def overdue(self, now: datetime) -> Mapping[tuple[str, str], int]:
        return self._clocks(now, LEAD.c.next_due_at <= now)

    def due_between(self, after: datetime, until: datetime) -> Mapping[tuple[str, str], int]:
        return self._clocks(after, and_(LEAD.c.next_due_at > after, LEAD.c.next_due_at <= until))

    def short(self, now: datetime) -> tuple[Lead, ...]:
        statement = select(*LEAD_COLUMNS).where(self._mine, LEAD.c.next_due_at <= now, running(now))
        rows = self._connection.execute(statement.order_by(LEAD.c.next_due_at, LEAD.c.id))
        return tuple(lead_of(row) for row in rows)

    def handed_off_between(self, start: datetime, end: datetime) -> tuple[LeadHistory, ...]:
        return handed_off_between(self._connection, self._tenant_id, start, end)

    def histories(self, lead_ids: Sequence[LeadId]) -> tuple[LeadHistory, ...]:
        return histories(self._connection, self._tenant_id, lead_ids)

    def hold(self, lead_ids: Sequence[LeadId]) -> None:
        for chunk in chunks(lead_ids):
            # Without the key: a fact that is being stored for the lead holds that, and would be waited for in turn.
            held = select(LEAD.c.id).where(self._mine, LEAD.c.id.in_(chunk)).order_by(LEAD.c.id)
            self._connection.execute(held.with_for_update(key_share=True)).all()

    def behind(self, now: datetime, limit: int) -> tuple[LeadId, ...]:
        statement = (
            select(LEAD.c.id)
            .where(self._mine, LEAD.c.recount_at <= now)
            .order_by(LEAD.c.recount_at, LEAD.c.id)
            .limit(limit)
        )
        return tuple(self._connection.scalars(statement))

    def ids_by_external(self, source: str, external_ids: Iterable[str]) -> Mapping[str, LeadId]:
        ids = self.own_ids(source, external_ids)
        others = stands_for(self._connection, self._tenant_id, list(ids.values()))
        return {external_id: others.get(lead_id, lead_id) for external_id, lead_id in ids.items()}

    def own_ids(self, source: str, external_ids: Iterable[str]) -> Mapping[str, LeadId]:
        keys = [(source, external_id) for external_id in external_ids]
        rows = by_key(self._connection, LEAD, self._tenant_id, keys, ())
        return {external_id: LeadId(row["id"]) for (_, external_id), row in rows.items()}

    def foresee(self, rows: Sequence[LeadRow]) -> Stored:
        return foresee_leads(self._connection, self._tenant_id, rows)

    def upsert(self, rows: Sequence[LeadRow]) -> Stored:
        return upsert_leads(self._connection, self._tenant_id, rows)

    def save_derived(self, derived: Mapping[LeadId, Derived]) -> None:
        rows = ((lead_id, derived_values(columns)) for lead_id, columns in derived.items())
        update_all(self._connection, LEAD, self._tenant_id, rows)

    def set_stops(self, stops: Mapping[LeadId, Stop | None]) -> None:
        rows = ((lead_id, stop_values(stop)) for lead_id, stop in stops.items())
        update_all(self._connection, LEAD, self._tenant_id, rows)

    def reach(self, stages: Mapping[LeadId, str]) -> None:
        rows = ((lead_id, {"reached_stage": stage}) for lead_id, stage in stages.items())
        update_all(self._connection, LEAD, self._tenant_id, rows)

    def judge_from(self, moment: datetime, version: int, *, recount_at: datetime) -> None:
        judge = case((LEAD.c.handed_off_at >= moment, version))
        statement = update(LEAD).where(self._mine).values(agreement_version=judge, recount_at=recount_at)
        self._connection.execute(statement)

    def refix(self, facts: Mapping[LeadId, HandoffFacts], *, recount_at: datetime) -> None:
        rows = (
            (lead_id, {**fixed_values(fixed), "recount_at": recount_at}) for lead_id, fixed in facts.items()
        )
        update_all(self._connection, LEAD, self._tenant_id, rows)

    def ahead(self, since: datetime) -> tuple[Lead, ...]:
        statement = select(*LEAD_COLUMNS).where(self._mine, LEAD.c.handed_off_at >= since)
        rows = self._connection.execute(statement.order_by(LEAD.c.handed_off_at, LEAD.c.id))
        return tuple(lead_of(row) for row in rows)

    def snooze(self, lead_id: LeadId, until: datetime | None) -> None:
        statement = update(LEAD).where(self._mine, LEAD.c.id == lead_id).values(snoozed_until=until)
        self._connection.execute(statement)

    def give(self, lead_id: LeadId, owner_id: MemberId, *, recount_at: datetime) -> None:
        statement = update(LEAD).where(self._mine, LEAD.c.id == lead_id)
        self._connection.execute(statement.values(owner_id=owner_id, recount_at=recount_at))

    def gone(self, owner_id: MemberId, since: datetime, until: datetime) -> tuple[Lead, ...]:
        those = (LEAD.c.owner_id == owner_id) & (LEAD.c.stop_reason == StopReason.GONE.value)
        span = (LEAD.c.stopped_at > since) & (LEAD.c.stopped_at <= until)
        statement = select(*LEAD_COLUMNS).where(self._mine, those, span)
        return tuple(map(lead_of, self._connection.execute(statement.order_by(LEAD.c.stopped_at, LEAD.c.id))))

    def give_each(self, owners: Mapping[LeadId, MemberId], *, recount_at: datetime) -> None:
        values = {"recount_at": recount_at, "snoozed_until": None}
        rows = ((lead_id, {"owner_id": owner, **values}) for lead_id, owner in owners.items())
        update_all(self._connection, LEAD, self._tenant_id, rows)

    def count_anew(self, owner_id: MemberId, recount_at: datetime) -> None:
        suggested = (LEAD.c.owner_id == owner_id) & LEAD.c.suggested_on.is_not(None)
        self._connection.execute(update(LEAD).where(self._mine, suggested).values(recount_at=recount_at))

    def count(self, *, until: datetime | None = None) -> int:
        statement = select(func.count()).select_from(LEAD).where(self._mine)
        if until is not None:
            statement = statement.where(LEAD.c.handed_off_at <= until)
        return self._connection.execute(statement).scalar_one()

    def _clocks(self, now: datetime, due: ColumnElement[bool]) -> Mapping[tuple[str, str], int]:
        """Leads whose clock runs at `now` and whose next checkpoint is `due`, by (lead type, stage)."""
        statement = (
            select(*BY_TYPE_AND_STAGE, func.count())
            .where(self._mine, due, running(now))
            .group_by(*BY_TYPE_AND_STAGE)
        )
        return {
            (lead_type, stage): number for lead_type, stage, number in self._connection.execute(statement)
        }
