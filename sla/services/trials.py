"""The trial of a new agreement: whether it runs, what managers are shown meanwhile, and ending it early."""

from dataclasses import dataclass
from datetime import date, datetime

from sla.book import Book
from sla.delivery import Kind
from sla.digest import Digest
from sla.errors import Conflict, NotAllowed
from sla.people import Actor, Member, Role
from sla.ports import UnitOfWork
from sla.services.desk import Desk
from sla.services.recount import owners
from sla.services.stand_up import StandUp
from sla.services.worklist import MyLeads
from sla.switches import Switches
from sla.trial import TRIAL_DAYS, Trial, trial_of

HELD_BACK = frozenset({
    Kind.DIGEST, Kind.WEEKLY, Kind.NUDGE, Kind.UNTRIED, Kind.UNACCEPTED, Kind.LATE, Kind.PACE,
})  # fmt: skip
"""What a trial keeps from people; what answers something that somebody did is sent."""

NOT_MANAGER = (
    "Only the managers of either side end the trial; until then nothing is sent that nobody asked for."
)


@dataclass(frozen=True, kw_only=True, slots=True)
class TrialNote:
    """What would have been sent on one day: the digest, and reminders to so many `reps` about so many `leads`.

    Without any name, so that both sides' managers read the same. `starts_on` is the first day on which it is sent.
    """

    digest: Digest
    channel: str
    reps: int
    leads: int
    day: int
    of_days: int
    starts_on: date


@dataclass(frozen=True, kw_only=True, slots=True)
class Started:
    """The trial is over; `again` where it was before this."""

    channel: str
    again: bool


def running(work: UnitOfWork, book: Book, now: datetime) -> Trial | None:
    """The trial, unless it is over or was ended; also while it is still ahead."""
    trial = trial_of(book)
    if trial is None or now >= trial.ends_at:
        return None
    ended_at = work.trials.ended_at()
    return trial if ended_at is None or now < ended_at else None


class TrialRun:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._stand_up = StandUp(desk)
        self._leads = MyLeads(desk)

    def note(self, to: Member, now: datetime) -> TrialNote | None:
        """For a manager; None where the trial is over by now."""
        with self._desk.look() as work:
            book = self._desk.book(work)
            person, trial = book.person(to.email), running(work, book, now)
            if person is None or person.role is not Role.MANAGER or trial is None:
                return None
            terms = book.at(now)
            counts = self._reminders(work, book, now)
            today = trial.calendar.local_date(now)
        return TrialNote(
            digest=self._stand_up.digest(now),
            channel=terms.channel.lstrip("#"),
            reps=len(counts),
            leads=sum(counts),
            day=trial.nth(today),
            of_days=TRIAL_DAYS,
            starts_on=trial.calendar.next_working_day(trial.last),
        )

    def start(self, actor: Actor, now: datetime) -> Started:
        """From now on everything is sent; a second press changes nothing."""
        if not actor.is_manager or actor.member_id is None:
            raise NotAllowed(NOT_MANAGER)
        with self._desk.open() as work:
            book = self._desk.book(work)
            if trial_of(book) is None:
                raise Conflict("There is no trial: an agreement from a file counts and is sent for at once.")
            again = running(work, book, now) is None
            if not again:
                work.trials.end(actor.member_id, now)
            work.commit()
        return Started(channel=book.at(now).channel.lstrip("#"), again=again)

    def _reminders(self, work: UnitOfWork, book: Book, now: datetime) -> list[int]:
        """How many leads each of the reps would be reminded of today; none where reminders are switched off."""
        if not Switches.of(work.message_settings.all()).wants(Kind.NUDGE):
            return []
        people = owners(work, book)
        nudges = (
            self._leads.nudge(work, member, people[member.id], now)
            for member in work.members.all()
            if member.id in people and member.slack_id is not None and people[member.id].carries_leads
        )
        return [sum(nudge.today.values()) for nudge in nudges if nudge.wanted]
