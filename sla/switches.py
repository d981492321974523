"""Which kinds of message a team may switch off, put to another hour or send to fewer people, and what it chose.

How many messages one person gets on a day is chosen with the kind that brings what there was no room for. None of it
is a term of the agreement: a choice takes effect at once. What both sides signed, like the hour of the
digest, is changed by a new version alone.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum
from typing import NewType, Protocol

from sla.budget import USUAL_A_DAY
from sla.delivery import Kind
from sla.people import MemberId, Side
from sla.promises import Rung, Tells

ChangeId = NewType("ChangeId", int)


class Audience(StrEnum):
    """Who of the side that a message is for."""

    EVERYBODY = "everybody"
    MANAGERS = "managers"


class Stays(StrEnum):
    """Why a kind cannot be switched off."""

    ANSWER = "answer"  # it tells somebody what became of something that they did
    DEADLINE = "deadline"  # a time that both sides signed runs until it is answered
    FIRST = "first"  # said once or for a few days, before anything else comes
    TROUBLE = "trouble"  # without it something would be lost silently
    OPENNESS = "openness"  # it is how each side sees what the other one switched


class Clock(StrEnum):
    """What says when a kind is sent."""

    AGREED = "agreed"  # an hour in the agreement
    CHOSEN = "chosen"  # an hour that managers choose here
    EVENT = "event"  # as it happens, in its reader's working hours


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """What may be chosen about a kind. Whose it is (`sides`), is who receives it.

    `rungs` are the steps of a signed ladder that it carries out: switched off, the digest says so.
    The first of `audiences` is the usual one; none leaves no choice. `limited`: how many a day is chosen with it.
    """

    sides: frozenset[Side]
    stays: Stays | None = None
    clock: Clock = Clock.EVENT
    audiences: tuple[Audience, ...] = ()
    rungs: frozenset[Tells] = frozenset()
    limited: bool = False

    @property
    def fixed(self) -> bool:
        """Nothing about it is anybody's choice here."""
        chosen = self.clock is Clock.CHOSEN or self.audiences or self.limited
        return self.stays is not None and not chosen


BOTH = frozenset(Side)
SALES, MARKETING = frozenset({Side.SALES}), frozenset({Side.MARKETING})
_TO_REPS = frozenset({Tells.REP, Tells.STAND_IN})
_TO_MANAGERS = frozenset({Tells.MANAGER, Tells.REASSIGN})

RULES: Mapping[Kind, Rule] = {
    Kind.DIGEST: Rule(sides=BOTH, clock=Clock.AGREED),
    Kind.WEEKLY: Rule(sides=BOTH),
    Kind.NUDGE: Rule(sides=SALES, clock=Clock.AGREED, rungs=_TO_REPS),
    Kind.UNTRIED: Rule(sides=SALES),
    Kind.UNACCEPTED: Rule(sides=SALES, clock=Clock.CHOSEN, rungs=frozenset({Tells.MANAGER})),
    Kind.LATE: Rule(sides=SALES, clock=Clock.CHOSEN, rungs=_TO_MANAGERS),
    Kind.PACE: Rule(sides=MARKETING),
    Kind.SIGN_AGAIN: Rule(sides=BOTH, clock=Clock.CHOSEN),
    Kind.REJECTED: Rule(
        sides=MARKETING, stays=Stays.DEADLINE, audiences=(Audience.EVERYBODY, Audience.MANAGERS)
    ),
    Kind.CARD: Rule(sides=SALES, stays=Stays.DEADLINE),
    Kind.CONTESTED: Rule(sides=SALES, stays=Stays.DEADLINE),
    Kind.SIGN: Rule(sides=BOTH, stays=Stays.ANSWER),
    Kind.CHANGE_ASKED: Rule(sides=BOTH, stays=Stays.ANSWER),
    Kind.SETTLED: Rule(sides=BOTH, stays=Stays.ANSWER),
    Kind.BACK: Rule(sides=SALES, stays=Stays.ANSWER),
    Kind.DECIDED: Rule(sides=MARKETING, stays=Stays.ANSWER),
    Kind.HELLO: Rule(sides=SALES, stays=Stays.FIRST),
    Kind.TRIAL: Rule(sides=BOTH, stays=Stays.FIRST),
    Kind.HELD: Rule(sides=BOTH, stays=Stays.TROUBLE, limited=True),
    Kind.TROUBLE: Rule(sides=BOTH, stays=Stays.TROUBLE),
    Kind.SILENT: Rule(sides=BOTH, stays=Stays.TROUBLE),
    Kind.SWITCHED: Rule(sides=BOTH, stays=Stays.OPENNESS),
    Kind.UNHEEDED: Rule(sides=BOTH, stays=Stays.FIRST),
}
"""Every kind has its rule, in the order in which they are shown."""

GOES_WITH: Mapping[Kind, Kind] = {Kind.HELLO: Kind.NUDGE}
"""A hello announces the reminders: it waits for as long as they are off."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Setting:
    """What a team chose about one kind; `at`, `audience` and `most` (messages a day to one person) None: as usual."""

    kind: Kind
    on: bool = True
    at: time | None = None
    audience: Audience | None = None
    most: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class NewChange:
    """`setting` is the whole of what holds for its kind from `changed_at` on."""

    setting: Setting
    by: MemberId
    changed_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    id: ChangeId
    setting: Setting
    by: MemberId
    changed_at: datetime


class MessageSettings(Protocol):
    """What was ever chosen: only added to, so that everybody can see who changed what."""

    def take_turn(self) -> None:
        """Wait until nobody else changes anything; until the commit nobody else does."""

    def add(self, new: NewChange) -> Change: ...

    def all(self) -> tuple[Change, ...]:
        """In the order in which they were made."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Switches:
    """What holds now; a kind that nobody ever changed is as usual."""

    changes: Mapping[Kind, Change]

    @classmethod
    def of(cls, changes: Iterable[Change]) -> "Switches":
        """The newest of each kind; `changes` are oldest first."""
        return cls(changes={one.setting.kind: one for one in changes})

    def wants(self, kind: Kind) -> bool:
        """Whether messages of this kind are to be sent at all: the one question of planner and sender."""
        if kind in GOES_WITH:
            return self.wants(GOES_WITH[kind])
        return RULES[kind].stays is not None or self.setting(kind).on

    def at(self, kind: Kind, usual: time) -> time:
        """The team's local time at which this kind is sent, in its reader's zone."""
        chosen = self.setting(kind).at
        return chosen if chosen is not None and RULES[kind].clock is Clock.CHOSEN else usual

    def audience(self, kind: Kind) -> Audience:
        choices = RULES[kind].audiences or (Audience.EVERYBODY,)
        chosen = self.setting(kind).audience
        return chosen if chosen in choices else choices[0]

    def most_a_day(self) -> int:
        """How many messages one person gets on one day, as `sla.budget` counts them."""
        return self.setting(Kind.HELD).most or USUAL_A_DAY

    def setting(self, kind: Kind) -> Setting:
        change = self.changes.get(kind)
        return change.setting if change else Setting(kind=kind)

    def off_since(self, kind: Kind) -> datetime | None:
        """None where it is on."""
        return None if self.wants(kind) or kind not in self.changes else self.changes[kind].changed_at

    def off_ladder(self, ladder: Iterable[Rung]) -> tuple[Change, ...]:
        """What is off although a step of the signed ladder is carried out by it, longest off first."""
        signed = {rung.tells for rung in ladder}
        off = [
            one for kind, one in self.changes.items() if not self.wants(kind) and RULES[kind].rungs & signed
        ]
        return tuple(sorted(off, key=lambda one: one.changed_at))


def on_at(changes: Iterable[Change], kind: Kind, moment: datetime) -> bool:
    """Whether the kind was sent at that moment; `changes` are all there ever were, oldest first."""
    return Switches.of(one for one in changes if one.changed_at <= moment).wants(kind)
