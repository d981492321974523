"""What people of one tenant took on at their stand-ups."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, Row, insert, select, update

from sla.commitments import About, Commitment, CommitmentId, NewCommitment, TopicKind
from sla.leads import LeadId
from sla.people import MemberId, TenantId
from storage.bulk import Values, chunks
from storage.commitment_tables import COMMITMENT, COMMITMENT_LEAD
from storage.mark import hold


class SqlCommitments:
    def __init__(self, connection: Connection, tenant_id: TenantId) -> None:
        self._connection = connection
        self._tenant_id = tenant_id
        self._mine = COMMITMENT.c.tenant_id == tenant_id

    def take_turn(self) -> None:
        hold(self._connection, self._tenant_id)

    def add(self, new: NewCommitment) -> Commitment:
        values = _values(self._tenant_id, new)
        made = self._connection.execute(insert(COMMITMENT).values(values).returning(COMMITMENT)).one()
        of = {"tenant_id": self._tenant_id, "commitment_id": made.id}
        for chunk in chunks(sorted(new.leads)):
            self._connection.execute(insert(COMMITMENT_LEAD), [{**of, "lead_id": one} for one in chunk])
        return _commitment(made, new.leads)

    def move(self, commitment_id: CommitmentId, until: datetime) -> None:
        self._set(commitment_id, {"until": until})

    def give_back(self, commitment_id: CommitmentId, at: datetime) -> None:
        self._set(commitment_id, {"given_back_at": at})

    def get(self, commitment_id: CommitmentId) -> Commitment | None:
        return next(iter(self._those(COMMITMENT.c.id == commitment_id)), None)

    def on(self, days: Collection[date]) -> tuple[Commitment, ...]:
        return self._those(COMMITMENT.c.on_date.in_(days)) if days else ()

    def of_member(self, member_id: MemberId, since: date) -> tuple[Commitment, ...]:
        found = self._those((COMMITMENT.c.member_id == member_id) & (COMMITMENT.c.on_date >= since))
        return tuple(sorted(found, key=lambda one: one.on))

    def _set(self, commitment_id: CommitmentId, values: Values) -> None:
        this = (COMMITMENT.c.id == commitment_id) & COMMITMENT.c.given_back_at.is_(None)
        self._connection.execute(update(COMMITMENT).where(self._mine, this).values(values))

    def _those(self, which: ColumnElement[bool]) -> tuple[Commitment, ...]:
        stands = COMMITMENT.c.given_back_at.is_(None)
        statement = select(COMMITMENT).where(self._mine, which, stands)
        rows = self._connection.execute(statement.order_by(COMMITMENT.c.at, COMMITMENT.c.id)).all()
        leads = self._leads_of([row.id for row in rows])
        return tuple(_commitment(row, frozenset(leads[row.id])) for row in rows)

    def _leads_of(self, ids: Sequence[int]) -> dict[int, list[LeadId]]:
        found: defaultdict[int, list[LeadId]] = defaultdict(list)
        for chunk in chunks(ids):
            statement = select(COMMITMENT_LEAD).where(
                COMMITMENT_LEAD.c.tenant_id == self._tenant_id, COMMITMENT_LEAD.c.commitment_id.in_(chunk)
            )
            for row in self._connection.execute(statement):
                found[row.commitment_id].append(LeadId(row.lead_id))
        return found


def _values(tenant_id: TenantId, new: NewCommitment) -> Values:
    return {
        "tenant_id": tenant_id,
        "on_date": new.on,
        "kind": new.about.kind.value,
        "lead_type": new.about.lead_type,
        "member_id": new.member_id,
        "at": new.at,
        "until": new.until,
    }


def _commitment(row: Row[tuple[object, ...]], leads: frozenset[LeadId]) -> Commitment:
    return Commitment(
        id=CommitmentId(row.id),
        on=row.on_date,
        about=About(kind=TopicKind(row.kind), lead_type=row.lead_type),
        member_id=MemberId(row.member_id),
        leads=leads,
        until=row.until,
        at=row.at,
    )
