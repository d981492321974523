"""What a digest, a nudge and a hello say at the moment they are sent; None where there is nothing to say."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sla.delivery import Delivery, DeliveryId, Kind, State
from sla.digest import Digest, Hello, Nudge, PaceNotice
from sla.feeds import SilentNote
from sla.messages import SwitchedNote, UnheededNote
from sla.people import Member, MemberId, Person, Role
from sla.ports import UnitOfWork
from sla.services.cards import OF_A_LEAD, CardNote, Cards
from sla.services.cover import absence_now
from sla.services.desk import Desk
from sla.services.gaps import silent_note
from sla.services.heeding import unheeded_note
from sla.services.pace_notices import PaceNotices
from sla.services.papers import Note, Papers
from sla.services.stand_up import StandUp
from sla.services.switched import switched_note
from sla.services.trials import TrialNote, TrialRun, running
from sla.services.weekly import Weekly
from sla.services.worklist import MyLeads
from sla.switches import Switches
from sla.troubles import TroubleNote, trouble_of
from sla.weekly import WeeklySummary

OfTheTeam = TroubleNote | TrialNote | SwitchedNote | UnheededNote | PaceNotice | SilentNote
Single = Nudge | Hello | Note | CardNote | OfTheTeam


@dataclass(frozen=True, kw_only=True, slots=True)
class HeldOne:
    """One message of an earlier day, and what it says now."""

    on: date
    content: Single


@dataclass(frozen=True, kw_only=True, slots=True)
class HeldBack:
    """What was held back from one person because a day had brought enough, and is wanted still. `most` come a day."""

    items: tuple[HeldOne, ...]
    today: date
    most: int


Private = Single | HeldBack


@dataclass(frozen=True, kw_only=True, slots=True)
class Late:
    """An earlier message that may not have arrived, and what it would say now.

    `content` is None where that is said already, or wanted no longer.
    """

    kind: Kind
    on: date
    content: Private | None


class Bulletins:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._stand_up = StandUp(desk)
        self._leads = MyLeads(desk)
        self._papers = Papers(desk)
        self._cards = Cards(desk)
        self._trial = TrialRun(desk)
        self._weekly = Weekly(desk)
        self._pace = PaceNotices(desk)

    def digest(self, now: datetime) -> Digest:
        return self._stand_up.digest(now)

    def weekly(self, now: datetime) -> WeeklySummary | None:
        return self._weekly.summary(now)

    def private(self, delivery: Delivery, now: datetime) -> Private | None:
        """What is due to one person, as it is true now; None where it is not wanted any longer."""
        with self._desk.look() as work:
            members = {member.id: member for member in work.members.all()}
            member = members.get(delivery.member_id)
            if member is None or self._is_away(work, member, now):
                return None
        if delivery.kind is Kind.HELD:
            return self.held_back(delivery, now)
        return self._single(delivery, member, now)

    def _single(self, delivery: Delivery, member: Member, now: datetime) -> Single | None:
        match delivery.kind:
            case Kind.NUDGE:
                return self.nudge(member.email, now)
            case Kind.HELLO:
                return self.hello(member.email, now)
            case _ if delivery.kind in OF_A_LEAD:
                return self._cards.note(delivery, member, now)
            case Kind.TRIAL | Kind.TROUBLE | Kind.SWITCHED | Kind.UNHEEDED | Kind.PACE | Kind.SILENT:
                return self._of_the_team(delivery, member, now)
            case _:
                return self._papers.note(delivery, member, now)

    def _of_the_team(self, delivery: Delivery, member: Member, now: datetime) -> OfTheTeam | None:
        match delivery.kind:
            case Kind.TRIAL:
                return self._trial.note(member, now)
            case Kind.TROUBLE:
                return self.trouble(delivery)
            case Kind.PACE:
                return self._pace.note(delivery, member, now)
            case Kind.SILENT:
                return self._silent(delivery, member, now)
            case _:
                return self._switched(delivery, member, now)

    def late(self, delivery: Delivery, untold: Iterable[Delivery], now: datetime) -> tuple[Late, ...]:
        """What one person may have missed, for a message that says so; of a day's message the newest alone."""
        newest = {(one.kind, one.subject): one for one in untold}
        return tuple(
            Late(
                kind=one.kind,
                on=one.on,
                content=None if about == (delivery.kind, delivery.subject) else self.private(one, now),
            )
            for about, one in newest.items()
        )

    def held_back(self, delivery: Delivery, now: datetime) -> HeldBack | None:
        """None where nothing that was held back is wanted any longer."""
        with self._desk.look() as work:
            rows = work.inboxes.held_before(delivery)
            most = Switches.of(work.message_settings.all()).most_a_day()
        contents = ((one.on, self.private(one, now)) for one in rows)
        items = tuple(
            HeldOne(on=on, content=content)
            for on, content in contents
            if content is not None and not isinstance(content, HeldBack)
        )
        return HeldBack(items=items, today=delivery.on, most=most) if items else None

    def is_away(self, delivery: Delivery, now: datetime) -> bool:
        if delivery.to_channel:
            return False
        with self._desk.look() as work:
            member = next((one for one in work.members.all() if one.id == delivery.member_id), None)
            return member is not None and self._is_away(work, member, now)

    def trouble(self, delivery: Delivery) -> TroubleNote | None:
        """None where the next one arrived after all, or where whom it is about is known no longer."""
        (failed_id,) = delivery.about
        with self._desk.look() as work:
            failed = work.deliveries.get(DeliveryId(failed_id))
            trouble = trouble_of(failed) if failed else None
            if failed is None or trouble is None:
                return None
            latest = work.deliveries.last(failed.kind, failed.subject)
            if latest is not None and latest.state is State.SENT:
                return None
            name = failed.subject if failed.to_channel else self._name(work, failed.member_id)
        weekly = failed.kind is Kind.WEEKLY
        return TroubleNote(trouble=trouble, name=name, on=failed.on, weekly=weekly) if name else None

    def _silent(self, delivery: Delivery, member: Member, now: datetime) -> SilentNote | None:
        with self._desk.look() as work:
            book = self._desk.book(work)
            person = book.person(member.email)
            if person is None or person.role is not Role.MANAGER:
                return None
            return silent_note(work, delivery, person.calendar.zone, now)

    def _switched(
        self, delivery: Delivery, member: Member, now: datetime
    ) -> SwitchedNote | UnheededNote | None:
        with self._desk.look() as work:
            book = self._desk.book(work)
            person = book.person(member.email)
            if person is None or person.role is not Role.MANAGER:
                return None
            note = switched_note if delivery.kind is Kind.SWITCHED else unheeded_note
            return note(work, book, delivery, person, now)

    def _name(self, work: UnitOfWork, member_id: MemberId) -> str | None:
        member = next((one for one in work.members.all() if one.id == member_id), None)
        person = self._desk.book(work).person(member.email) if member else None
        return person.name if person else None

    def nudge(self, email: str, now: datetime) -> Nudge | None:
        """A rep's bundled message, or None when nothing needs them now or they are no longer a rep."""
        with self._desk.look() as work:
            person = self._desk.book(work).person(email)
            if person is None:
                return None
            member = self._member(work.members.all(), email)
            found = self._leads.nudge(work, member, person, now) if member else None
        return found if found and found.wanted else None

    def hello(self, email: str, now: datetime) -> Hello | None:
        """Whom the bot is about to write to for the first time reads what to expect."""
        with self._desk.look() as work:
            book = self._desk.book(work)
            person = book.person(email)
            if person is None:
                return None
            member = self._member(work.members.all(), email)
            if member is None or member.greeted:
                return None
            every = self._leads.nudge(work, member, person, now).all_leads if person.carries_leads else 0
            trial = running(work, book, now)
        return Hello(
            person=person,
            added_by=_manager_of(book.people, person),
            effective_on=book.first.effective_on,
            nudge_at=book.at(now).nudge_at.strftime("%H:%M"),
            leads=every,
            trial_until=trial.last if trial else None,
        )

    def _is_away(self, work: UnitOfWork, member: Member, now: datetime) -> bool:
        """Days away may have been recorded after the message was planned."""
        person = self._desk.book(work).person(member.email)
        return person is not None and absence_now(work, member.id, person, now) is not None

    @staticmethod
    def _member(members: tuple[Member, ...], email: str) -> Member | None:
        return next((member for member in members if member.email == email), None)


def _manager_of(people: tuple[Person, ...], person: Person) -> str | None:
    managers = [
        one.name
        for one in people
        if one.role is Role.MANAGER and one.side is person.side and one.email != person.email
    ]
    return managers[0] if managers else None
