"""One person, or one lead, with everything that is kept about them: in one way to the database."""

from typing import cast

from sqlalchemy import BigInteger, Connection, String, bindparam, func, or_, select, update

from sla.activity import Touch, TouchId, TouchRow
from sla.kept import Kept, Known
from sla.leads import Lead, LeadId
from sla.people import TenantId
from storage.absences import absence_of
from storage.answer_tables import ANSWER
from storage.answers import answer_of
from storage.away_tables import ABSENCE
from storage.bulk import FACT_KEY, insert_if_new
from storage.decision_tables import DECISION
from storage.decisions import decision_of
from storage.engine import reads_only
from storage.fact_tables import DEAL, STAGE_CHANGE, TOUCH
from storage.histories import FACT_COLUMNS, FactColumns, joined
from storage.lead_rows import LEAD_COLUMNS, LeadColumns, derived_values
from storage.members import member_of
from storage.stages import CHANGE_COLUMNS, change_of
from storage.tables import LEAD, MEMBER, TENANT
from storage.together import read_together
from storage.touches import SqlTouches, touch_values

_TENANT = bindparam("tenant", type_=BigInteger)
_LEAD_ID = bindparam("lead", type_=BigInteger)
_SLACK_ID = bindparam("slack_id", type_=String)

MARK = select(TENANT.c.mark).where(TENANT.c.id == _TENANT)

PERSON = select(MEMBER).where(MEMBER.c.tenant_id == _TENANT, MEMBER.c.slack_id == _SLACK_ID)
_PERSON_ID = PERSON.with_only_columns(MEMBER.c.id).scalar_subquery()
_STANDING = (
    select(ABSENCE)
    .where(ABSENCE.c.tenant_id == _TENANT, ABSENCE.c.cancelled_at.is_(None))
    .order_by(ABSENCE.c.first_on, ABSENCE.c.id)
)
THEIR_ABSENCES = _STANDING.where(or_(ABSENCE.c.member_id == _PERSON_ID, ABSENCE.c.stand_in == _PERSON_ID))

THIS = select(*LEAD_COLUMNS).where(LEAD.c.tenant_id == _TENANT, LEAD.c.id == _LEAD_ID)
HELD = THIS.with_for_update(key_share=True)
"""By PostgreSQL's weaker row lock; what is read after it holds until the commit."""
_OWNER_ID = THIS.with_only_columns(LEAD.c.owner_id).scalar_subquery()
ABOUT = (
    MARK,
    select(*FACT_COLUMNS).where(
        TOUCH.c.tenant_id == _TENANT, TOUCH.c.lead_id == _LEAD_ID, TOUCH.c.undone_at.is_(None)
    ),
    select(ANSWER)
    .where(ANSWER.c.tenant_id == _TENANT, ANSWER.c.lead_id == _LEAD_ID)
    .order_by(ANSWER.c.at, ANSWER.c.id),
    select(*CHANGE_COLUMNS)
    .where(STAGE_CHANGE.c.tenant_id == _TENANT, STAGE_CHANGE.c.lead_id == _LEAD_ID)
    .where(STAGE_CHANGE.c.undone_at.is_(None))
    .order_by(STAGE_CHANGE.c.entered_at, STAGE_CHANGE.c.id),
    select(func.min(DEAL.c.won_at).label("won_at")).where(
        DEAL.c.tenant_id == _TENANT, DEAL.c.lead_id == _LEAD_ID, DEAL.c.undone_at.is_(None)
    ),
    select(DECISION)
    .where(DECISION.c.tenant_id == _TENANT, DECISION.c.lead_id == _LEAD_ID)
    .order_by(DECISION.c.at, DECISION.c.id),
    select(MEMBER).where(MEMBER.c.tenant_id == _TENANT, MEMBER.c.id == _OWNER_ID),
    _STANDING.where(ABSENCE.c.member_id == _OWNER_ID),
)

SAVE = update(LEAD).where(LEAD.c.tenant_id == _TENANT, LEAD.c.id == _LEAD_ID)
"""The columns are those that it is given values of."""


class SqlCommanding:
    def __init__(self, connection: Connection, tenant_id: TenantId) -> None:
        self._connection = connection
        self._tenant_id = tenant_id

    def person(self, slack_id: str) -> Known:
        if not self._connection.in_transaction():
            self._connection.execution_options(alone=True)
        values = {"tenant": self._tenant_id, "slack_id": slack_id}
        marks, members, absences = read_together(self._connection, (MARK, PERSON, THEIR_ABSENCES), values)
        return Known(
            mark=marks[0].mark,
            member=member_of(members[0]) if members else None,
            absences=tuple(absence_of(row) for row in absences),
        )

    def lead(self, lead_id: LeadId) -> Kept | None:
        alone = reads_only(self._connection) or self._connection.dialect.name == "sqlite"
        values = {"tenant": self._tenant_id, "lead": lead_id}
        leads, marks, touches, answers, changes, won, decisions, owners, absences = read_together(
            self._connection, (THIS if alone else HELD, *ABOUT), values
        )
        if not leads:
            return None
        (history,) = joined(cast("list[LeadColumns]", leads), cast("list[FactColumns]", touches))
        return Kept(
            mark=marks[0].mark,
            history=history,
            answers=tuple(answer_of(row) for row in answers),
            changes=tuple(change_of(row) for row in changes),
            won_at=won[0].won_at,
            decisions=tuple(decision_of(row) for row in decisions),
            owner=member_of(owners[0]) if owners else None,
            absences=tuple(absence_of(row) for row in absences),
        )

    def touch(self, row: TouchRow) -> tuple[Touch, bool]:
        statement = insert_if_new(self._connection, TOUCH, FACT_KEY).returning(TOUCH.c.id)
        touch_id = self._connection.execute(
            statement, touch_values(self._tenant_id, row)
        ).scalar_one_or_none()
        if touch_id is not None:
            return Touch(id=TouchId(touch_id), row=row, undone_at=None), True
        stored = SqlTouches(self._connection, self._tenant_id).by_key(row.source, row.external_id)
        if stored is None:
            raise LookupError(f"{row.external_id} is neither new nor there")
        return stored, False

    def save(self, lead: Lead, *, reached: bool) -> None:
        stage = {"reached_stage": lead.stage} if reached else {}
        values = {
            "tenant": self._tenant_id,
            "lead": lead.id,
            **stage,
            **derived_values(lead.derived),
            "stopped_at": lead.stopped_at,
            "stop_reason": lead.stop_reason.value if lead.stop_reason else None,
            "snoozed_until": lead.snoozed_until,
        }
        self._connection.execute(SAVE, values)
