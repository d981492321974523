"""Proposes to managers to switch off what hardly anybody acts on, once, and takes their answer."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sla.acted import ASKING, LOOK_BACK
from sla.book import Book
from sla.delivery import Delivery
from sla.errors import NotAllowed, NotFound
from sla.messages import UnheededAnswer, UnheededNote
from sla.people import Actor, Person, Role
from sla.ports import UnitOfWork
from sla.services.desk import Desk
from sla.services.switching import Switching, is_signed, names_of, not_yours
from sla.switches import RULES, Switches
from sla.unheeded import ASKED_AGAIN_AFTER, NewProposal, Proposal, ProposalId, to_propose

LOOKED_EVERY = timedelta(hours=6)
"""How often it is counted; what four weeks come to does not change by the minute."""

NO_SUCH = "This proposal is not on the record any more; `/sla setup messages` shows what is sent."


@dataclass
class ProposeOff:
    """A job: whoever asks it in between is told that nothing was looked at."""

    desk: Desk
    _look_at: datetime | None = None

    def __call__(self, now: datetime) -> int:
        """How many kinds were newly proposed."""
        if self._look_at is not None and self._look_at - LOOKED_EVERY <= now < self._look_at:
            return 0
        self._look_at = now + LOOKED_EVERY
        with self.desk.look() as work:
            if not self.desk.book(work).begun or not _new(work, now):
                return 0
        with self.desk.open() as work:
            work.message_settings.take_turn()
            made = [work.switch_proposals.add(one) for one in _new(work, now)]
            work.commit()
        return len(made)


def _new(work: UnitOfWork, now: datetime) -> tuple[NewProposal, ...]:
    rates = work.acts.rates(ASKING, since=now - LOOK_BACK, until=now)
    if not any(acted.hardly for acted in rates.values()):
        return ()
    before = work.switch_proposals.since(now - 2 * ASKED_AGAIN_AFTER)
    return to_propose(rates, Switches.of(work.message_settings.all()), before, now)


class Heeding:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._switching = Switching(desk)

    def answer(self, actor: Actor, proposal_id: ProposalId, now: datetime, *, keep: bool) -> UnheededAnswer:
        """The first answer holds; a second press is told what it was."""
        with self._desk.open() as work:
            work.message_settings.take_turn()
            proposal = self._allowed(work, actor, proposal_id)
            again = proposal.keep is not None
            if not again and actor.member_id is not None:
                if not keep:
                    self._switching.switch_off(work, actor, proposal.kind, now)
                work.switch_proposals.answer(proposal_id, keep=keep, by=actor.member_id, at=now)
            answer = self._answered(work, proposal_id, actor, now, again=again)
            work.commit()
        return answer

    @staticmethod
    def _allowed(work: UnitOfWork, actor: Actor, proposal_id: ProposalId) -> Proposal:
        proposal = work.switch_proposals.get(proposal_id)
        if proposal is None:
            raise NotFound(NO_SUCH)
        if not actor.is_manager or actor.side not in RULES[proposal.kind].sides:
            raise NotAllowed(not_yours(proposal.kind))
        return proposal

    def _answered(
        self, work: UnitOfWork, proposal_id: ProposalId, actor: Actor, now: datetime, *, again: bool
    ) -> UnheededAnswer:
        proposal = work.switch_proposals.get(proposal_id)
        if proposal is None or proposal.keep is None or proposal.by is None or proposal.answered_at is None:
            raise NotFound(NO_SUCH)
        book = self._desk.book(work)
        return UnheededAnswer(
            kind=proposal.kind,
            keep=proposal.keep,
            by=names_of(work, book).get(proposal.by),
            again=again,
            asked_again_at=proposal.asked_again_at,
            zone=actor.person.calendar.zone if actor.person else book.at(now).calendar.zone,
            now=now,
        )


def unheeded_note(
    work: UnitOfWork, book: Book, delivery: Delivery, reader: Person, now: datetime
) -> UnheededNote | None:
    """None where it was answered meanwhile, or switched off by other ways."""
    (number,) = delivery.about
    proposal = work.switch_proposals.get(ProposalId(number))
    switches = Switches.of(work.message_settings.all())
    if proposal is None or not proposal.open(now) or not switches.wants(proposal.kind):
        return None
    if reader.role is not Role.MANAGER or reader.side not in RULES[proposal.kind].sides:
        return None
    return UnheededNote(proposal=proposal, signed=is_signed(proposal.kind, book.at(now)))
