"""Proposals to switch a kind of message off, and their first answers, are kept alike by every store."""

import pytest

from sla.acted import ActedOn
from sla.delivery import Kind
from sla.people import MemberId
from sla.ports import UnitOfWork
from sla.unheeded import NewProposal, ProposalId
from tests.storage.examples import NOW, days, hours

FEW = ActedOn(sent=52, acted=1)


@pytest.fixture
def kim(work: UnitOfWork) -> MemberId:
    return work.members.ensure(["kim@example.com"])["kim@example.com"]


def test_comes_back_as_it_was_proposed(work: UnitOfWork) -> None:
    first = work.switch_proposals.add(NewProposal(kind=Kind.NUDGE, acted=FEW, proposed_at=NOW - days(3)))
    second = work.switch_proposals.add(NewProposal(kind=Kind.LATE, acted=FEW, proposed_at=NOW))
    assert (first.kind, first.acted, first.proposed_at, first.keep) == (Kind.NUDGE, FEW, NOW - days(3), None)
    assert work.switch_proposals.since(NOW - days(3)) == (first, second)
    assert work.switch_proposals.since(NOW - days(2)) == (second,)
    assert work.switch_proposals.get(first.id) == first
    assert work.switch_proposals.get(ProposalId(second.id + 1000)) is None


@pytest.mark.parametrize("keep", [True, False])
def test_the_first_answer_holds(work: UnitOfWork, kim: MemberId, *, keep: bool) -> None:
    made = work.switch_proposals.add(NewProposal(kind=Kind.NUDGE, acted=FEW, proposed_at=NOW))
    work.switch_proposals.answer(made.id, keep=keep, by=kim, at=NOW + hours(1))
    work.switch_proposals.answer(made.id, keep=not keep, by=kim, at=NOW + hours(2))
    answered = work.switch_proposals.get(made.id)
    assert answered is not None
    assert (answered.keep, answered.by, answered.answered_at) == (keep, kim, NOW + hours(1))
