"""The private messages about an agreement on its way, as they are true at the moment they are sent."""

from datetime import datetime

from sla.agreed import ChangeNote, SettledNote, SignReminder, SignRequest
from sla.agreement import State
from sla.delivery import Delivery, Kind
from sla.people import Actor, Member
from sla.services.desk import Desk
from sla.services.proposals import proposal_of, request_of, still_asked, unsigned

Note = SignRequest | SignReminder | ChangeNote | SettledNote
ENDED = {State.SIGNED, State.LAPSED}


class Papers:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def note(self, delivery: Delivery, member: Member, now: datetime) -> Note | None:
        """None where it is not wanted any longer: signed meanwhile, withdrawn, replaced."""
        match delivery.kind:
            case Kind.SIGN:
                return self._request(delivery, member, now)
            case Kind.SIGN_AGAIN:
                request = self._request(delivery, member, now)
                return SignReminder(request=request) if request else None
            case Kind.CHANGE_ASKED:
                return self._change(delivery)
            case Kind.SETTLED:
                return self._settled(delivery, member, now)
            case _:
                return None

    def _request(self, delivery: Delivery, member: Member, now: datetime) -> SignRequest | None:
        (number,) = delivery.about
        with self._desk.look() as work:
            version = next((one for one in unsigned(work, now) if one.number == number), None)
            if version is None or member.id not in still_asked(work, version):
                return None
            person = self._desk.book(work).person(member.email)
            actor = Actor(slack_id=member.slack_id or "", person=person, member_id=member.id)
            return request_of(work, self._desk, version, actor, now)

    def _change(self, delivery: Delivery) -> ChangeNote | None:
        number, nth = delivery.about
        with self._desk.look() as work:
            version = work.agreements.get(number)
            changes = work.agreements.changes_asked(number)
            if version is None or version.state is not State.PROPOSED or nth >= len(changes):
                return None
            return ChangeNote(proposal=proposal_of(work, self._desk, version), change=changes[nth])

    def _settled(self, delivery: Delivery, member: Member, now: datetime) -> SettledNote | None:
        (number,) = delivery.about
        with self._desk.look() as work:
            version = work.agreements.get(number)
            if version is None or version.state not in ENDED:
                return None
            proposal = proposal_of(work, self._desk, version)
            person = self._desk.book(work).person(member.email)
            zone = person.calendar.zone if person else proposal.terms.calendar.zone
            return SettledNote(proposal=proposal, zone=zone, now=now)
