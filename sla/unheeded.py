"""A kind of message that hardly anybody acts on: proposed once for switching off, and what was answered to that."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NewType, Protocol

from sla.acted import ActedOn
from sla.delivery import Kind
from sla.people import MemberId
from sla.switches import RULES, Switches

ProposalId = NewType("ProposalId", int)

ASKED_AGAIN_AFTER = timedelta(days=90)
"""For so long an answer is remembered, and so is that nobody gave one."""

OPEN_FOR = timedelta(days=14)
"""After that nobody is told any more."""


@dataclass(frozen=True, kw_only=True, slots=True)
class NewProposal:
    """`acted` is how things stood at `proposed_at`; that is what managers read."""

    kind: Kind
    acted: ActedOn
    proposed_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Proposal:
    """`keep` is None until a manager has answered, `by` whom and `answered_at` with it."""

    id: ProposalId
    kind: Kind
    acted: ActedOn
    proposed_at: datetime
    keep: bool | None = None
    by: MemberId | None = None
    answered_at: datetime | None = None

    @property
    def asked_again_at(self) -> datetime:
        return (self.answered_at or self.proposed_at) + ASKED_AGAIN_AFTER

    def open(self, now: datetime) -> bool:
        return self.keep is None and now < self.proposed_at + OPEN_FOR


class Proposals(Protocol):
    def add(self, new: NewProposal) -> Proposal: ...

    def answer(self, proposal_id: ProposalId, *, keep: bool, by: MemberId, at: datetime) -> None:
        """Nothing where it was answered already."""

    def get(self, proposal_id: ProposalId) -> Proposal | None: ...

    def since(self, moment: datetime) -> tuple[Proposal, ...]:
        """Proposed at or after the moment, in the order in which they were."""


def to_propose(
    rates: Mapping[Kind, ActedOn], switches: Switches, before: tuple[Proposal, ...], now: datetime
) -> tuple[NewProposal, ...]:
    """What may be switched off, is on, is hardly acted on, and was not proposed for a long time."""
    asked = {one.kind for one in before if now < one.asked_again_at}
    return tuple(
        NewProposal(kind=kind, acted=acted, proposed_at=now)
        for kind, acted in sorted(rates.items())
        if acted.hardly and RULES[kind].stays is None and switches.wants(kind) and kind not in asked
    )
