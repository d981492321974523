"""What was decided about handed-over leads, and what that changed in the leads' own rows."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, Row, func, select, text, update

from sla.cadence import Pause
from sla.decisions import Decision, DecisionKind, LastHandoff
from sla.leads import Lead, LeadId
from sla.people import MemberId, TenantId
from storage.bulk import Values, chunks, insert_if_new
from storage.decision_tables import DECISION
from storage.lead_rows import LEAD_COLUMNS, lead_of
from storage.mark import hold
from storage.tables import GIVEN_BACK, LEAD, UNTRIED, WAITING


class SqlDecisions:
    def __init__(self, connection: Connection, tenant_id: TenantId) -> None:
        self._connection = connection
        self._tenant_id = tenant_id
        self._mine = LEAD.c.tenant_id == tenant_id

    def take_turn(self) -> None:
        hold(self._connection, self._tenant_id)

    def hold(self, lead_id: LeadId) -> Lead | None:
        """By PostgreSQL's weaker row lock, which lets rows that refer to the lead be written meanwhile."""
        mine = select(*LEAD_COLUMNS).where(self._mine, LEAD.c.id == lead_id)
        row = self._connection.execute(mine.with_for_update(key_share=True)).one_or_none()
        return lead_of(row) if row else None

    def add(self, decision: Decision) -> bool:
        statement = insert_if_new(self._connection, DECISION, ("tenant_id", "key"))
        done = self._connection.execute(
            statement,
            [_values(self._tenant_id, decision)],
            execution_options={"preserve_rowcount": True},
        )
        return done.rowcount == 1

    def of(self, lead_ids: Sequence[LeadId]) -> Mapping[LeadId, tuple[Decision, ...]]:
        found: defaultdict[LeadId, list[Decision]] = defaultdict(list)
        for chunk in chunks(dict.fromkeys(lead_ids)):
            statement = (
                select(DECISION)
                .where(DECISION.c.tenant_id == self._tenant_id, DECISION.c.lead_id.in_(chunk))
                .order_by(DECISION.c.at, DECISION.c.id)
            )
            for row in self._connection.execute(statement):
                found[LeadId(row.lead_id)].append(decision_of(row))
        return {lead_id: tuple(decisions) for lead_id, decisions in found.items()}

    def last_handoffs(self, owners: Iterable[MemberId]) -> Mapping[MemberId, LastHandoff]:
        found: dict[MemberId, LastHandoff] = {}
        for owner in owners:  # one step into the index each; a grouping would read every lead of theirs
            statement = (
                select(LEAD.c.handed_off_at, LEAD.c.id)
                .where(self._mine, LEAD.c.owner_id == owner)
                .order_by(LEAD.c.handed_off_at.desc(), LEAD.c.id.desc())
                .limit(1)
            )
            row = self._connection.execute(statement).one_or_none()
            if row is not None:
                found[owner] = LastHandoff(at=row.handed_off_at, lead_id=LeadId(row.id))
        return found

    def waiting(self, now: datetime) -> tuple[Lead, ...]:
        statement = (
            select(*LEAD_COLUMNS).where(self._mine, text(WAITING)).order_by(LEAD.c.accept_due_at, LEAD.c.id)
        )
        # Filtered here: a second range would make SQLite take the index of all handoffs.
        leads = (lead_of(row) for row in self._connection.execute(statement))
        return tuple(lead for lead in leads if lead.handed_off_at <= now)

    def untried(self, now: datetime) -> tuple[Lead, ...]:
        due = LEAD.c.first_attempt_due_at
        statement = select(*LEAD_COLUMNS).where(self._mine, text(UNTRIED)).order_by(due, LEAD.c.id)
        leads = (lead_of(row) for row in self._connection.execute(statement))
        return tuple(lead for lead in leads if lead.handed_off_at <= now)

    def queued(self, now: datetime) -> int:
        ahead = LEAD.c.handed_off_at > now, LEAD.c.handed_by.is_not(None)
        statement = select(func.count()).select_from(LEAD).where(self._mine, *ahead)
        return self._connection.execute(statement).scalar_one()

    def rejected(self, since: datetime) -> tuple[Lead, ...]:
        statement = select(*LEAD_COLUMNS).where(self._mine, LEAD.c.rejected_at >= since)
        rows = self._connection.execute(statement.order_by(LEAD.c.rejected_at, LEAD.c.id))
        return tuple(lead_of(row) for row in rows)

    def given_back(self, since: datetime) -> tuple[Lead, ...]:
        statement = select(*LEAD_COLUMNS).where(self._mine, text(GIVEN_BACK), LEAD.c.stopped_at >= since)
        rows = self._connection.execute(statement.order_by(LEAD.c.stopped_at.desc(), LEAD.c.id))
        return tuple(lead_of(row) for row in rows)

    def take_out(self, lead_id: LeadId, at: datetime | None) -> None:
        self._set(lead_id, {"taken_out_at": at})

    def resume(self, lead_id: LeadId, pause: Pause, *, first_attempt_due_at: datetime) -> None:
        paused = {"paused_from": pause.start, "paused_until": pause.end}
        back = {"taken_out_at": None, "first_attempt_due_at": first_attempt_due_at}
        self._set(lead_id, {**paused, **back})

    def _set(self, lead_id: LeadId, values: Values) -> None:
        self._connection.execute(update(LEAD).where(self._mine, LEAD.c.id == lead_id).values(values))


def _values(tenant_id: TenantId, decision: Decision) -> Values:
    return {
        "tenant_id": tenant_id,
        "key": decision.key,
        "lead_id": decision.lead_id,
        "kind": decision.kind.value,
        "reason": decision.reason,
        "note": decision.note,
        "by_member": decision.by,
        "at": decision.at,
    }


def decision_of(row: Row[tuple[object, ...]]) -> Decision:
    return Decision(
        key=row.key,
        lead_id=LeadId(row.lead_id),
        kind=DecisionKind(row.kind),
        by=MemberId(row.by_member),
        at=row.at,
        reason=row.reason,
        note=row.note,
    )
