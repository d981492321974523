"""Whether a message that was just claimed goes out, or waits for the next bundle as the day has brought enough."""

from datetime import datetime

from sla.budget import SINGLE, may_go, places
from sla.delivery import Delivery
from sla.ports import UnitOfWork
from sla.services.cover import covered_by
from sla.services.desk import Desk
from sla.switches import Switches


def held_back(desk: Desk, work: UnitOfWork, delivery: Delivery, now: datetime) -> bool:
    """In the transaction of the claim, so that no two senders count the same place as free."""
    if delivery.kind not in SINGLE:
        return False
    book = desk.book(work)
    member = next((one for one in work.members.all() if one.id == delivery.member_id), None)
    person = book.person(member.email) if member and book.begun else None
    if member is None or person is None:
        return False
    kept = places(person, covers=bool(covered_by(work, book, member.id, now)))
    day = person.calendar.day_start(person.calendar.local_date(now))
    taken = dict(work.inboxes.taken(delivery.recipient, day))
    taken[delivery.kind] -= 1  # it is in hand itself
    most = Switches.of(work.message_settings.all()).most_a_day()
    if may_go(delivery.kind, taken, kept, most=most):
        return False
    work.inboxes.hold(delivery, also=SINGLE, now=now)
    return True
