"""Which messages are due: computes local due times and writes them into the ledger, whose unique key is the lock."""

from collections.abc import Iterator
from datetime import datetime

from scheduling.acting import with_time_to_act
from scheduling.bundles import bundles_wanted
from scheduling.days import at_work, working_day
from scheduling.handoffs import HandoffNews
from scheduling.ladder import late_wanted
from scheduling.pacing import pace_wanted
from scheduling.paperwork import Paperwork
from scheduling.points import Point, Reached, unheard
from scheduling.silences import silences_wanted
from scheduling.switches import switched_wanted, unheeded_wanted
from scheduling.trial import held_back
from scheduling.troubles import troubles_wanted
from sla.book import Book
from sla.delivery import Delivery, Kind, NewDelivery, State
from sla.people import Member, Person
from sla.ports import UnitOfWork
from sla.services.cover import covered_by
from sla.services.desk import Desk
from sla.services.mornings import digest_on
from sla.services.recount import owners
from sla.services.weekly import weekly_day, weekly_on
from sla.switches import Switches
from sla.terms import Terms


class Planner:
    """Safe to run any number of times, on any number of machines: a key is planned once."""

    def __init__(self, desk: Desk, *, reached: Reached = unheard) -> None:
        self._desk = desk
        self._reached = reached

    def plan(self, now: datetime) -> tuple[NewDelivery, ...]:
        """Plan what is due by `now`; what was newly planned."""
        with self._desk.open() as work:
            book, switches = self._desk.book(work), Switches.of(work.message_settings.all())
            wanted = [*Paperwork(work, book, now, switches).wanted()]
            if book.begun:
                wanted += [*digest_wanted(book.at(now), book, now), *weekly_wanted(book.at(now), book, now)]
                wanted += _private(work, book, now)
                wanted += HandoffNews(work, book, now, switches).wanted()
                wanted += late_wanted(work, book, now, switches)
                wanted += pace_wanted(work, book, now)
                wanted += troubles_wanted(work, book, now)
                wanted += silences_wanted(work, book, now)
                wanted += bundles_wanted(work, book, now)
                wanted += switched_wanted(work, book, now)
                wanted += unheeded_wanted(work, book, now)
                wanted = [*held_back(wanted, work, book, now)]
            wanted = [new for new in wanted if switches.wants(new.kind)]
            wanted = [*with_time_to_act(wanted, work, book)]
            work.deliveries.meet({new.recipient for new in wanted})
            planned = tuple(new for new in wanted if work.deliveries.plan(new))
            work.commit()
        if planned:
            self._reached(Point.PLANNED)
        return planned


def digest_wanted(terms: Terms, book: Book, now: datetime) -> list[NewDelivery]:
    """Today's, from its time on and while it is of use."""
    today = working_day(terms.calendar, now)
    if today is None or today.on < book.first.effective_on:
        return []
    new = digest_on(terms, today.on)
    return [new] if new.due_at <= now < new.expires_at else []


def weekly_wanted(terms: Terms, book: Book, now: datetime) -> list[NewDelivery]:
    """That of this week, on its first working day, from some minutes after the digest's time on."""
    today = working_day(terms.calendar, now)
    if today is None or not weekly_day(terms, book, today.on):
        return []
    new = weekly_on(terms, today.on)
    return [new] if new.due_at <= now < new.expires_at else []


def _private(work: UnitOfWork, book: Book, now: datetime) -> Iterator[NewDelivery]:
    people = owners(work, book)
    for member in work.members.all():
        person = people.get(member.id)
        if person is None or member.slack_id is None:
            continue
        if person.carries_leads or covered_by(work, book, member.id, now):
            yield from _for_rep(work, member, person, book, now)


def _for_rep(
    work: UnitOfWork, member: Member, person: Person, book: Book, now: datetime
) -> Iterator[NewDelivery]:
    """The hello first, once; the nudge of the day only when the hello is out of the way."""
    today = working_day(person.calendar, now)
    if today is None or today.on < book.first.effective_on:
        return
    due_at = at_work(person.calendar, today.on, book.at(now).nudge_at)
    if due_at <= now < today.ends_at:
        kind = Kind.NUDGE if _was_greeted(work, member) else Kind.HELLO
        yield NewDelivery(
            kind=kind, subject=str(member.id), on=today.on, due_at=due_at, expires_at=today.ends_at
        )


def _was_greeted(work: UnitOfWork, member: Member) -> bool:
    """A hello is said once; one that has not or may not have arrived does not hold the nudges up."""
    if member.greeted:
        return True
    hello: Delivery | None = work.deliveries.last(Kind.HELLO, str(member.id))
    return hello is not None and hello.state not in {State.PLANNED, State.SENDING}
