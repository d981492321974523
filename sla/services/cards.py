"""The private messages about one handed-over lead, as they are true at the moment they are sent."""

from datetime import datetime

from sla.decisions import DecisionKind
from sla.delivery import Delivery, Kind
from sla.handed import Contested, LateLeads, LeadCard, RejectionNote, Unaccepted, Untried
from sla.leads import LeadId
from sla.people import Member
from sla.services.accepting import Accepting
from sla.services.desk import Desk
from sla.services.disputing import Disputing
from sla.services.lateness import Lateness
from sla.services.silence import Silence

CardNote = LeadCard | RejectionNote | Contested | Unaccepted | Untried | LateLeads
OF_A_LEAD = frozenset({
    Kind.CARD, Kind.REJECTED, Kind.CONTESTED, Kind.BACK, Kind.DECIDED, Kind.UNTRIED, Kind.UNACCEPTED,
    Kind.LATE,
})  # fmt: skip


class Cards:
    def __init__(self, desk: Desk) -> None:
        self._accepting = Accepting(desk)
        self._disputing = Disputing(desk)
        self._silence = Silence(desk)
        self._lateness = Lateness(desk)

    def note(self, delivery: Delivery, member: Member, now: datetime) -> CardNote | None:
        """None where it is not wanted any longer: answered, decided or somebody else's meanwhile."""
        if delivery.kind is Kind.UNTRIED:
            return self._silence.reminder(member, now)
        if delivery.kind is Kind.UNACCEPTED:
            return self._silence.overdue(member, now)
        if delivery.kind is Kind.LATE:
            return self._lateness.note(member, now)
        return self._of_one(delivery, member, now)

    def _of_one(self, delivery: Delivery, member: Member, now: datetime) -> CardNote | None:
        (number,) = delivery.about
        lead_id, disputing = LeadId(number), self._disputing
        match delivery.kind:
            case Kind.CARD:
                return self._accepting.card(lead_id, member.id, now)
            case Kind.REJECTED:
                return disputing.note(lead_id, member, DecisionKind.REJECTED, now)
            case Kind.CONTESTED:
                note = disputing.note(lead_id, member, DecisionKind.DISPUTED, now)
                return Contested(note=note) if note else None
            case Kind.DECIDED:
                return disputing.decided(lead_id, member, now)
            case _:
                return disputing.back(lead_id, member.id, now)
