"""Which messages about handed-over leads are due: the rep's card, and what follows a rejection."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from scheduling.days import WorkingDay, at_work, working_day
from sla.book import Book
from sla.decisions import Decision, DecisionKind
from sla.delivery import Kind, NewDelivery, State
from sla.leads import Lead
from sla.people import MemberId, Side
from sla.ports import UnitOfWork
from sla.services.recount import owners
from sla.services.silence import reaches_manager
from sla.services.urgent import ending_today, in_last_hours, untried_urgent
from sla.switches import Audience, Switches

NEWS_FOR = timedelta(days=30)
"""A rejection is news for so long."""

MAY_COME_AGAIN = {State.DROPPED, State.FAILED}


class HandoffNews:
    """Nobody is written to outside their own working hours."""

    def __init__(self, work: UnitOfWork, book: Book, now: datetime, switches: Switches) -> None:
        self._work = work
        self._switches = switches
        self._book = book
        self._now = now
        self._people = owners(work, book)
        self._there = dict(self._at_work())

    def wanted(self) -> Iterator[NewDelivery]:
        for lead in self._work.decisions.waiting(self._now):
            if lead.owner_id in self._there:
                yield from self._once(Kind.CARD, lead.owner_id, lead.id)
        yield from self._silences()
        rejected = self._work.decisions.rejected(self._now - NEWS_FOR)
        decided = self._work.decisions.of([lead.id for lead in rejected])
        for lead in rejected:
            for kind, to in self._after_rejection(lead, decided[lead.id]):
                if to in self._there:
                    yield from self._once(kind, to, lead.id)

    def _silences(self) -> Iterator[NewDelivery]:
        """One reminder a rep and day, one note a manager and day; the sender looks up which leads they list."""
        waiting = self._work.decisions.waiting(self._now)
        late = {
            one.owner_id
            for one in self._work.decisions.untried(self._now)
            if one.owner_id is not None and one.owner_id in self._there and self._urgent(one)
        }
        late |= {one for one in self._there if one not in late and self._ends_short(one)}
        for owner_id in sorted(late):
            yield self._today(Kind.UNTRIED, owner_id)
        for manager in sorted(self._managers(Side.SALES) & self._there.keys()):
            calendar, today = self._people[manager].calendar, self._there[manager].on
            at = at_work(calendar, today, self._switches.at(Kind.UNACCEPTED, time.min))
            if at <= self._now and any(reaches_manager(one, calendar, self._book, today) for one in waiting):
                yield self._today(Kind.UNACCEPTED, manager)

    def _urgent(self, lead: Lead) -> bool:
        owner = self._people.get(lead.owner_id) if lead.owner_id is not None else None
        return owner is not None and untried_urgent(lead, owner, self._book, self._now)

    def _ends_short(self, owner_id: MemberId) -> bool:
        """Asked only where the day's urgent message is not planned yet."""
        owner = self._people[owner_id]
        if not owner.carries_leads or not in_last_hours(owner, self._now):
            return False
        if self._work.deliveries.by_key(self._today(Kind.UNTRIED, owner_id).key):
            return False
        return ending_today(self._work, owner_id, owner, self._now, limit=0) is not None

    def _today(self, kind: Kind, to: MemberId) -> NewDelivery:
        today = self._there[to]
        return NewDelivery(
            kind=kind, subject=str(to), on=today.on, due_at=self._now, expires_at=today.ends_at
        )

    def _after_rejection(
        self, lead: Lead, decisions: tuple[Decision, ...]
    ) -> Iterator[tuple[Kind, MemberId | None]]:
        """Who is told what, by the last word that was said about it."""
        last = decisions[-1]
        contested_by = [one.by for one in decisions if one.kind is DecisionKind.DISPUTED]
        match last.kind:
            case DecisionKind.REJECTED if lead.taken_out_at is not None and self._now < lead.taken_out_at:
                givers = {lead.given.by} if lead.given else set()
                marketing = {one for one in self._people if self._people[one].side is Side.MARKETING}
                everybody = self._switches.audience(Kind.REJECTED) is Audience.EVERYBODY
                readers = marketing if everybody else self._managers(Side.MARKETING) or marketing
                yield from ((Kind.REJECTED, one) for one in sorted(givers & marketing or readers))
            case DecisionKind.DISPUTED:
                yield from ((Kind.CONTESTED, one) for one in sorted(self._managers(Side.SALES)))
            case DecisionKind.UPHELD | DecisionKind.DISMISSED:
                yield from ((Kind.DECIDED, one) for one in contested_by)
                if last.kind is DecisionKind.UPHELD:
                    yield Kind.BACK, lead.owner_id

    def _managers(self, side: Side) -> set[MemberId]:
        return {member_id for member_id, person in self._people.items() if person.manages(side)}

    def _at_work(self) -> Iterator[tuple[MemberId, WorkingDay]]:
        for member in self._work.members.all():
            person = self._people.get(member.id)
            if person is None or member.slack_id is None:
                continue
            today = working_day(person.calendar, self._now)
            windows = person.calendar.windows(today.on) if today else ()
            if today and any(begins <= self._now < ends for begins, ends in windows):
                yield member.id, today

    def _once(self, kind: Kind, to: MemberId, about: int) -> Iterator[NewDelivery]:
        """One that was not sent, because its day ended first, comes on the next."""
        subject, today = f"{to}:{about}", self._there[to]
        before = self._work.deliveries.last(kind, subject)
        if before is None or before.state in MAY_COME_AGAIN:
            yield NewDelivery(
                kind=kind, subject=subject, on=today.on, due_at=self._now, expires_at=today.ends_at
            )
