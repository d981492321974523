"""What the leads of one tenant answered. None is ever changed or removed; an undone one is marked."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Row, select, update

from sla.lead_answers import Answer, AnswerId, AnswerRow, NextStep
from sla.leads import LeadId, Stored
from sla.people import MemberId, TenantId
from storage.answer_tables import ANSWER
from storage.bulk import Values, chunks, insert_all


class SqlAnswers:
    def __init__(self, connection: Connection, tenant_id: TenantId) -> None:
        self._connection = connection
        self._tenant_id = tenant_id
        self._mine = ANSWER.c.tenant_id == tenant_id

    def add(self, rows: Sequence[AnswerRow]) -> Stored:
        created = sum(
            insert_all(self._connection, ANSWER, [_values(self._tenant_id, row) for row in chunk])
            for chunk in chunks(rows)
        )
        return Stored(created=created, unchanged=len(rows) - created)

    def by_key(self, source: str, external_id: str) -> Answer | None:
        return self._one((ANSWER.c.source == source) & (ANSWER.c.external_id == external_id))

    def get(self, answer_id: AnswerId) -> Answer | None:
        return self._one(ANSWER.c.id == answer_id)

    def undo(self, answer_id: AnswerId, at: datetime) -> None:
        statement = update(ANSWER).where(self._mine, ANSWER.c.id == answer_id, ANSWER.c.undone_at.is_(None))
        self._connection.execute(statement.values(undone_at=at))

    def of(self, lead_ids: Sequence[LeadId]) -> Mapping[LeadId, tuple[Answer, ...]]:
        found: defaultdict[LeadId, list[Answer]] = defaultdict(list)
        for chunk in chunks(lead_ids):
            statement = select(ANSWER).where(self._mine, ANSWER.c.lead_id.in_(chunk))
            for row in self._connection.execute(statement.order_by(ANSWER.c.at, ANSWER.c.id)):
                found[LeadId(row.lead_id)].append(answer_of(row))
        return {lead_id: tuple(answers) for lead_id, answers in found.items()}

    def _one(self, which: ColumnElement[bool]) -> Answer | None:
        row = self._connection.execute(select(ANSWER).where(self._mine, which)).one_or_none()
        return answer_of(row) if row else None


def answer_of(row: Row[tuple[object, ...]]) -> Answer:
    return Answer(
        id=AnswerId(row.id),
        row=AnswerRow(
            source=row.source,
            external_id=row.external_id,
            lead_id=LeadId(row.lead_id),
            next_step=NextStep(row.next_step),
            on=row.agreed_on,
            reason=row.reason,
            at=row.at,
            received_at=row.received_at,
            by_member=None if row.by_member is None else MemberId(row.by_member),
        ),
        undone_at=row.undone_at,
    )


def _values(tenant_id: TenantId, row: AnswerRow) -> Values:
    return {
        "tenant_id": tenant_id,
        "source": row.source,
        "external_id": row.external_id,
        "lead_id": row.lead_id,
        "next_step": row.next_step.value,
        "agreed_on": row.on,
        "reason": row.reason,
        "at": row.at,
        "received_at": row.received_at,
        "by_member": row.by_member,
    }
