"""The next digest before its time: shown to one person, or posted in place of the one that would come by itself."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sla.book import NOTHING_AGREED, Book
from sla.delivery import Kind, NewDelivery, State
from sla.digest import Digest
from sla.errors import Conflict, NotAllowed, NotFound
from sla.people import Actor
from sla.ports import UnitOfWork
from sla.services.desk import Desk
from sla.services.mornings import DIGEST_LIVES, digest_on
from sla.services.stand_up import StandUp
from sla.services.trials import running
from sla.services.weekly import Weekly, weekly_day, weekly_on
from sla.switches import Switches
from sla.weekly import WeeklySummary

NOT_MANAGER = (
    "Only the managers of either side post the digest early; `/sla digest preview` shows it to you alone."
)
NO_WEEK = (
    "There is no weekly summary yet: it comes once a week of the agreement is over and a lead has come in."
)
LOOK_AHEAD = 60
"""Days; weeks without work are passed over."""

DONE = {State.DROPPED, State.FAILED}
"""Nothing of it was posted, and nothing will be unless somebody asks."""

THERE = {State.SENT, State.UNCONFIRMED, State.TOLD}
ARRIVED = (
    "Today’s digest has come already, and it comes once a day; `/sla status` shows the board as it is now."
)
TRIED_OUT = "Digests are still tried out and shown to the managers alone; `/sla digest start` ends that."
SWITCHED_OFF = (
    "The digest is switched off; switch it on under Messages in `/sla setup`, and it can be posted."
)
ON_ITS_WAY = "Today’s digest is on its way already; it comes once a day."
TOO_SOON = "The last digest is less than eight hours old, so today’s comes by itself at its time."


@dataclass(frozen=True, kw_only=True, slots=True)
class Previewed:
    """What the next digest would say if nothing changed until `due_at`; `zone` is the reader's.

    `trial_until` is the last day on which it is shown to the managers alone; `off`: nothing comes by itself.
    """

    digest: Digest
    channel: str
    due_at: datetime
    zone: str
    trial_until: date | None = None
    off: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class WeeklyPreviewed:
    """What the next weekly summary would say if nothing changed until `due_at`; `zone` is the reader's.

    `unfinished`: its week still goes on.
    """

    summary: WeeklySummary
    channel: str
    due_at: datetime
    zone: str
    off: bool
    unfinished: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class PostedNow:
    """Today's digest is due now; `instead_of` is when it would have come, None where that has passed."""

    channel: str
    instead_of: datetime | None
    zone: str


class Digests:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._stand_up = StandUp(desk)
        self._weekly = Weekly(desk)

    def preview(self, actor: Actor, now: datetime) -> Previewed:
        """The facts of now at the moment at which it is due: what falls due until then is in it."""
        with self._desk.look() as work:
            book = _begun(self._desk.book(work))
            terms = book.at(now)
            today = terms.calendar.local_date(now)
            first = max(today, book.first.effective_on)
            new = digest_on(terms, terms.calendar.next_working_day(first, inclusive=True))
            if new.on == today and (new.due_at <= now or work.deliveries.by_key(new.key) is not None):
                new = digest_on(terms, terms.calendar.next_working_day(today))
            trial = running(work, book, new.due_at)
            off = not Switches.of(work.message_settings.all()).wants(Kind.DIGEST)
        return Previewed(
            digest=self._stand_up.digest(new.due_at),
            channel=new.subject,
            due_at=new.due_at,
            zone=_zone(actor, book, now),
            trial_until=trial.last if trial else None,
            off=off,
        )

    def weekly_preview(self, actor: Actor, now: datetime) -> WeeklyPreviewed:
        """Today's where it has not come yet, else that of the next week with work in it; in a trial too."""
        with self._desk.look() as work:
            book = _begun(self._desk.book(work))
            terms, zone = book.at(now), _zone(actor, book, now)
            today = terms.calendar.local_date(now)
            days = (max(today, book.first.effective_on) + timedelta(days=n) for n in range(LOOK_AHEAD))
            next_ones = (weekly_on(terms, day) for day in days if weekly_day(terms, book, day))
            new = next((one for one in next_ones if one.due_at > now), None)
            off = not Switches.of(work.message_settings.all()).wants(Kind.WEEKLY)
        summary = self._weekly.summary(new.due_at) if new else None
        if new is None or summary is None:
            raise NotFound(NO_WEEK)
        return WeeklyPreviewed(
            summary=summary,
            channel=new.subject,
            due_at=new.due_at,
            zone=zone,
            off=off,
            unfinished=today <= summary.last.week.last,
        )

    def post(self, actor: Actor, now: datetime) -> PostedNow:
        """Under the day's own key, so that it comes once however often it is asked for."""
        if not actor.is_manager:
            raise NotAllowed(NOT_MANAGER)
        with self._desk.open() as work:
            book = _begun(self._desk.book(work))
            terms, zone = book.at(now), _zone(actor, book, now)
            on = terms.calendar.local_date(now)
            if on < book.first.effective_on:
                raise Conflict(
                    f"The agreement starts on {book.first.effective_on:%d %b %Y}, and digests with it."
                )
            if running(work, book, now) is not None:
                raise Conflict(TRIED_OUT)
            if not Switches.of(work.message_settings.all()).wants(Kind.DIGEST):
                raise Conflict(SWITCHED_OFF)
            if not terms.calendar.is_working_day(on):
                raise Conflict(
                    "Today is no working day of the team; the next one brings its digest by itself."
                )
            usual = digest_on(terms, on)
            expires_at = min(now + DIGEST_LIVES, terms.calendar.day_end(on))
            self._plan(work, replace(usual, expires_at=expires_at), now)
            work.commit()
        return PostedNow(
            channel=usual.subject, instead_of=usual.due_at if usual.due_at > now else None, zone=zone
        )

    @staticmethod
    def _plan(work: UnitOfWork, new: NewDelivery, now: datetime) -> None:
        """Due at its usual time where that has passed, else now; one dropped or refused is taken up again."""
        sent = work.deliveries.by_key(new.key)
        if sent is None:
            if not work.deliveries.plan(replace(new, due_at=min(new.due_at, now))):
                raise Conflict(TOO_SOON)
        elif sent.state in DONE:
            work.deliveries.reopen(sent, now, expires_at=new.expires_at)
        else:
            raise Conflict(ARRIVED if sent.state in THERE else ON_ITS_WAY)


def _begun(book: Book) -> Book:
    if not book.begun:
        raise NotFound(NOTHING_AGREED)
    return book


def _zone(actor: Actor, book: Book, now: datetime) -> str:
    return actor.person.calendar.zone if actor.person else book.at(now).calendar.zone
