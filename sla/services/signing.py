"""Signing a version, asking for a change instead, and the end of a proposal that nobody completes."""

from datetime import date, datetime

from sla.agreed import Signed, SignRequest
from sla.agreement import ChangeAsked, Signature, State, Version, begins_on, check_signable
from sla.errors import BadInput, Conflict, NotFound
from sla.people import Actor, MemberId, Side
from sla.ports import UnitOfWork
from sla.services.desk import Desk
from sla.services.proposals import party, request_of, still_asked, waiting_for
from sla.services.proposing import keep_as_draft
from sla.services.taking_effect import take_effect

LONGEST_COMMENT = 1000


class Signing:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def request(self, actor: Actor, number: int | None, now: datetime) -> SignRequest:
        """What this person is asked to sign; of a version by its number, or whatever waits for them."""
        with self._desk.look() as work:
            party(actor)
            version = work.agreements.get(number) if number is not None else waiting_for(work, actor, now)
            if version is None:
                raise NotFound("Nothing waits for your signature. `/sla agreement` shows what is in force.")
            return request_of(work, self._desk, version, actor, now)

    def sign(self, actor: Actor, number: int, sha256: str, now: datetime) -> Signed:
        """The first signature stays; the last one that was asked for puts the version in force from its day."""
        with self._desk.open() as work:
            person, member_id = party(actor)
            version = self._signable(work, number, sha256, member_id, now)
            signature = Signature(
                version=number,
                member_id=member_id,
                name=person.name,
                side=person.side,
                at=now,
                sha256=version.sha256,
            )
            again = not work.agreements.sign(signature)
            # Two may sign at once; from here on nobody else changes a version, so what is read now holds.
            version = self._signable(work, number, sha256, member_id, now)
            begins = None if again else self._completed(work, version, now)
            after = work.agreements.get(number) or version
            request = request_of(work, self._desk, after, actor, now)
            work.commit()
            return Signed(request=request, again=again, begins_on=begins)

    def ask_change(self, actor: Actor, number: int, sha256: str, comment: str, now: datetime) -> SignRequest:
        """A comment to the proposer; the proposal stays open until it is withdrawn or replaced."""
        words = comment.strip()
        if not words or len(words) > LONGEST_COMMENT:
            raise BadInput(
                f"Write what you would rather have, in at most {LONGEST_COMMENT:,} characters.",
                field="change.comment",
            )
        with self._desk.open() as work:
            person, member_id = party(actor)
            version = self._signable(work, number, sha256, member_id, now)
            if version.state is not State.PROPOSED:
                raise Conflict(
                    f"Version {number} is signed by both sides already; a manager can propose another one."
                )
            asked = ChangeAsked(version=number, member_id=member_id, name=person.name, at=now, comment=words)
            work.agreements.ask_change(asked)
            request = request_of(work, self._desk, version, actor, now)
            work.commit()
            return request

    def settle(self, now: datetime) -> int:
        """End the proposals that were open for too long, or whose last open signer has left; how many."""
        with self._desk.look() as work:
            found = [one for one in work.agreements.all() if one.state is State.PROPOSED]
            found = [one for one in found if one.lapses_at <= now or self._all_signed(work, one)]
        if not found:
            return 0
        with self._desk.open() as work:
            ended = [one for one in found if self._ended(work, one, now)]
            work.commit()
        return len(ended)

    def _ended(self, work: UnitOfWork, version: Version, now: datetime) -> bool:
        if version.lapses_at > now:
            return self._all_signed(work, version) and self._in_force(work, version, now) is not None
        if not work.agreements.settle(version.number, State.LAPSED, now):
            return False
        keep_as_draft(work, self._desk, version, now)
        return True

    @staticmethod
    def _all_signed(work: UnitOfWork, version: Version) -> bool:
        """By everybody who was asked and is still named, people of both sides among them."""
        sides = {signature.side for signature in work.agreements.signatures(version.number)}
        return not still_asked(work, version) and sides == set(Side)

    def _signable(
        self, work: UnitOfWork, number: int, sha256: str, member_id: MemberId, now: datetime
    ) -> Version:
        version = work.agreements.get(number)
        if version is None:
            raise NotFound(f"There is no version {number}. `/sla agreement` shows what is in force.")
        check_signable(version, work.agreements.all(), sha256=sha256, member_id=member_id, now=now)
        return version

    def _completed(self, work: UnitOfWork, version: Version, now: datetime) -> date | None:
        """Put it in force where this was the last signature; None where others have yet to sign."""
        if version.state is not State.PROPOSED or still_asked(work, version):
            return None
        if not self._all_signed(work, version):
            raise Conflict(
                "With this, people of one side alone would have signed: somebody has left or changed sides. "
                "It must be proposed anew."
            )
        return self._in_force(work, version, now)

    def _in_force(self, work: UnitOfWork, version: Version, now: datetime) -> date | None:
        """From its day on; None where somebody else has settled it meanwhile."""
        day = begins_on(self._desk.shelf.terms(version).calendar, version.effective_on, now)
        if not work.agreements.settle(version.number, State.SIGNED, now, begins_on=day):
            return None
        take_effect(work, self._desk.shelf.fresh(work), version.number, now)
        return day
