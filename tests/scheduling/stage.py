"""A clock that a test moves and a messenger that only remembers: what was meant is seen in their state."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock

from scheduling.messenger import Absent, Refused, Result, Written
from scheduling.planner import Planner
from scheduling.reconciler import Reconciler
from scheduling.sender import Sender
from sla.agreed import ChangeNote, SettledNote, SignReminder, SignRequest
from sla.answers import TouchLogged
from sla.delivery import Delivery, Kind, Posted, State
from sla.digest import Digest, Hello, Nudge, PaceNotice
from sla.feeds import SilentNote
from sla.handed import RejectionNote, Untried
from sla.messages import SwitchedNote, UnheededNote
from sla.people import Person
from sla.services.bulletins import Bulletins, HeldBack, Late, Private
from sla.services.trials import TrialNote
from sla.troubles import TroubleNote
from sla.weekly import WeeklySummary
from tests.sla.services.team import Team

Content = Digest | WeeklySummary | Private
Script = Result | Exception

KINDS: Mapping[type[Private], Kind] = {
    Nudge: Kind.NUDGE,
    Hello: Kind.HELLO,
    SignRequest: Kind.SIGN,
    SignReminder: Kind.SIGN_AGAIN,
    ChangeNote: Kind.CHANGE_ASKED,
    SettledNote: Kind.SETTLED,
    TroubleNote: Kind.TROUBLE,
    TrialNote: Kind.TRIAL,
    HeldBack: Kind.HELD,
    RejectionNote: Kind.REJECTED,
    Untried: Kind.UNTRIED,
    SwitchedNote: Kind.SWITCHED,
    UnheededNote: Kind.UNHEEDED,
    PaceNotice: Kind.PACE,
    SilentNote: Kind.SILENT,
}
"""What each private message is."""


@dataclass(kw_only=True)
class MovedByHand:
    """Product time and real time, each moved apart from the other; counts how often it was read."""

    moment: datetime
    real: datetime
    reads: int = 0

    def now(self) -> datetime:
        self.reads += 1
        return self.moment

    def real_now(self) -> datetime:
        return self.real

    def wait(self, how_long: timedelta) -> None:
        self.real += how_long


@dataclass(frozen=True, kw_only=True, slots=True)
class Post:
    """A message that Slack would have got."""

    kind: Kind
    to: str
    content: Content
    reference: str
    doubt: bool = False
    late: tuple[Late, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Mended:
    """Lines of a message that Slack would have been asked to change."""

    reference: str
    lines: tuple[TouchLogged, ...]


class Broken(Exception):
    pass


@dataclass(kw_only=True)
class Remembering:
    """Every message is taken unless the script says otherwise, recipient by recipient and try by try.

    A conversation's id is a letter and the recipient; a look finds what was posted unless `looks` says otherwise.
    """

    script: defaultdict[str, list[Script]] = field(default_factory=lambda: defaultdict(list))
    tried: list[Post] = field(default_factory=list)
    posted: list[Post] = field(default_factory=list)
    meanwhile: Callable[[], None] = lambda: None
    hold: timedelta | None = None
    unwritable: set[Kind] = field(default_factory=set)
    nowhere: dict[str, Refused] = field(default_factory=dict)
    quiet: dict[str, datetime] = field(default_factory=dict)
    mended: list[Mended] = field(default_factory=list)
    mending: list[Result | Absent] = field(default_factory=list)
    looks: list[Posted | Absent | Refused] = field(default_factory=list)
    looked: list[tuple[str, datetime]] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)

    def held(self) -> timedelta | None:
        return self.hold

    def channel(self, name: str) -> str | Refused:
        return self._place("C", name)

    def direct(self, slack_id: str) -> str | Refused:
        return self._place("D", slack_id)

    def quiet_until(self, slack_id: str, now: datetime) -> datetime | None:  # noqa: ARG002 — the real one's name
        return self.quiet.get(slack_id)

    def digest(self, digest: Digest, *, reference: str, doubt: bool) -> Written:
        self._write(Kind.DIGEST)
        return lambda where: self._take(
            Post(kind=Kind.DIGEST, to=where[1:], content=digest, reference=reference, doubt=doubt)
        )

    def weekly(self, summary: WeeklySummary, *, reference: str, doubt: bool) -> Written:
        self._write(Kind.WEEKLY)
        return lambda where: self._take(
            Post(kind=Kind.WEEKLY, to=where[1:], content=summary, reference=reference, doubt=doubt)
        )

    def privately(self, content: Private, *, reference: str, late: Sequence[Late]) -> Written:
        kind = KINDS[type(content)]
        self._write(kind)
        return lambda where: self._take(
            Post(kind=kind, to=where[1:], content=content, reference=reference, late=tuple(late))
        )

    def _write(self, kind: Kind) -> None:
        if kind in self.unwritable:
            raise Broken

    def mend(self, there: Posted, lines: Sequence[TouchLogged], *, reference: str) -> Result | Absent:
        self.mended.append(Mended(reference=reference, lines=tuple(lines)))
        return self.mending.pop(0) if self.mending else there

    def find(self, channel_id: str, reference: str, *, since: datetime) -> Posted | Absent | Refused:
        self.looked.append((reference, since))
        if self.looks:
            return self.looks.pop(0)
        found = any(post.reference.startswith(reference) for post in self.posted)
        return Posted(channel_id=channel_id, message_ts="2.0") if found else Absent()

    def _place(self, letter: str, to: str) -> str | Refused:
        return self.nowhere.get(to) or letter + to

    def shown(self) -> list[tuple[Kind, str]]:
        return [(post.kind, post.to) for post in self.posted]

    def _take(self, post: Post) -> Result:
        with self._lock:
            self.meanwhile()
            self.tried.append(post)
            script = self.script[post.to]
            result = script.pop(0) if script else Posted(channel_id="D" + post.to, message_ts="1.0")
            if isinstance(result, Exception):
                raise result
            if isinstance(result, Posted):
                self.posted.append(post)
            return result


@dataclass
class Fragile(Bulletins):
    """Breaks for some people, or takes its time."""

    team: Team
    broken: set[str] = field(default_factory=set)
    meanwhile: Callable[[], None] = lambda: None

    def __post_init__(self) -> None:
        super().__init__(self.team.desk)

    def nudge(self, email: str, now: datetime) -> Nudge | None:
        self.meanwhile()
        if email in self.broken:
            raise Broken
        return super().nudge(email, now)


@dataclass(kw_only=True)
class Stage:
    """A team with its planner, sender, messenger and clock."""

    team: Team
    clock: MovedByHand
    messenger: Remembering = field(default_factory=Remembering)
    bulletins: Fragile = field(init=False)

    def __post_init__(self) -> None:
        self.bulletins = Fragile(self.team)
        self.team.store.leases.now = self.clock.real_now

    def sender(self) -> Sender:
        return Sender(
            desk=self.team.desk, bulletins=self.bulletins, messenger=self.messenger, clock=self.clock
        )

    def tick(self, now: datetime | None = None) -> int:
        """Plan, reconcile and send as of a moment; both clocks go on together. How many were taken in hand."""
        if now is not None:
            self.clock.real += max(now - self.clock.moment, timedelta(0))
            self.clock.moment = now
        Planner(self.team.desk).plan(self.clock.moment)
        Reconciler(desk=self.team.desk, messenger=self.messenger).reconcile(self.clock.moment)
        return self.sender().send_due(self.clock.moment)

    def greet(self, *people: Person) -> None:
        with self.team.work() as work:
            for each in people:
                work.members.greeted(self.team.members[each.email])
            work.commit()

    def rows(self, *states: State) -> list[Delivery]:
        with self.team.work() as work:
            return list(work.deliveries.in_state(*(states or State)))

    def row(self, kind: Kind, who: Person) -> Delivery:
        with self.team.work() as work:
            found = work.deliveries.last(kind, str(self.team.members[who.email]))
        assert found is not None
        return found
