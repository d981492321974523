"""Which kinds were proposed for switching off, in memory."""

from dataclasses import replace
from datetime import datetime

from sla.people import MemberId
from sla.unheeded import NewProposal, Proposal, ProposalId
from tests.fakes.rows import Rows


class FakeProposals:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def add(self, new: NewProposal) -> Proposal:
        made = Proposal(
            id=ProposalId(self._rows.next_id()), kind=new.kind, acted=new.acted, proposed_at=new.proposed_at
        )
        self._rows.switch_proposals[made.id] = made
        return made

    def answer(self, proposal_id: ProposalId, *, keep: bool, by: MemberId, at: datetime) -> None:
        one = self._rows.switch_proposals.get(proposal_id)
        if one is not None and one.keep is None:
            self._rows.switch_proposals[one.id] = replace(one, keep=keep, by=by, answered_at=at)

    def get(self, proposal_id: ProposalId) -> Proposal | None:
        return self._rows.switch_proposals.get(proposal_id)

    def since(self, moment: datetime) -> tuple[Proposal, ...]:
        return tuple(one for one in self._rows.switch_proposals.values() if one.proposed_at >= moment)
