"""Which kinds of message were proposed to one tenant's managers for switching off, and what they answered."""

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Row, insert, select, update

from sla.acted import ActedOn
from sla.delivery import Kind
from sla.people import MemberId, TenantId
from sla.unheeded import NewProposal, Proposal, ProposalId
from storage.message_tables import SWITCH_PROPOSAL


class SqlProposals:
    def __init__(self, connection: Connection, tenant_id: TenantId) -> None:
        self._connection = connection
        self._tenant_id = tenant_id
        self._mine = SWITCH_PROPOSAL.c.tenant_id == tenant_id

    def add(self, new: NewProposal) -> Proposal:
        values = {
            "tenant_id": self._tenant_id,
            "kind": new.kind.value,
            "sent": new.acted.sent,
            "acted": new.acted.acted,
            "proposed_at": new.proposed_at,
        }
        statement = insert(SWITCH_PROPOSAL).values(values).returning(SWITCH_PROPOSAL)
        return _proposal(self._connection.execute(statement).one())

    def answer(self, proposal_id: ProposalId, *, keep: bool, by: MemberId, at: datetime) -> None:
        open_ = self._mine & (SWITCH_PROPOSAL.c.id == proposal_id) & SWITCH_PROPOSAL.c.keep.is_(None)
        values = {"keep": keep, "by_member": by, "answered_at": at}
        self._connection.execute(update(SWITCH_PROPOSAL).where(open_).values(values))

    def get(self, proposal_id: ProposalId) -> Proposal | None:
        return next(iter(self._those(SWITCH_PROPOSAL.c.id == proposal_id)), None)

    def since(self, moment: datetime) -> tuple[Proposal, ...]:
        return self._those(SWITCH_PROPOSAL.c.proposed_at >= moment)

    def _those(self, which: ColumnElement[bool]) -> tuple[Proposal, ...]:
        statement = select(SWITCH_PROPOSAL).where(self._mine, which).order_by(SWITCH_PROPOSAL.c.id)
        return tuple(_proposal(row) for row in self._connection.execute(statement))


def _proposal(row: Row[tuple[object, ...]]) -> Proposal:
    return Proposal(
        id=ProposalId(row.id),
        kind=Kind(row.kind),
        acted=ActedOn(sent=row.sent, acted=row.acted),
        proposed_at=row.proposed_at,
        keep=row.keep,
        by=MemberId(row.by_member) if row.by_member is not None else None,
        answered_at=row.answered_at,
    )
