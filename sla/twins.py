"""Which recorded activities are one event told by several sources: a press in Slack and the same call from a CRM.

Told by different sources, of one kind, direction and manner, by one person or by one who is not known, and close to
each other: then they are one event, which has one telling of each source. Within one source every record is its own
event, as a source knows its own.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from sla.recorded import Direction, Manner, TouchFact, TouchKind, by_time

CLOSE = timedelta(minutes=15)
CLOSE_MEETING = timedelta(hours=2)
"""One source has when a meeting began, and somebody presses when it is over."""

_Sort = tuple[TouchKind, Direction | None, Manner]


@dataclass(frozen=True, kw_only=True, slots=True)
class Event:
    """What happened. `fact` is the telling that stands for it, at the earliest moment that a system recorded."""

    fact: TouchFact
    twins: tuple[TouchFact, ...] = ()


def events(facts: Iterable[TouchFact]) -> tuple[Event, ...]:
    """In order of time; the order in which the facts come does not matter.

    Each fact belongs to the oldest event that is still open to it, which leaves the fewest events.
    """
    ordered = sorted(facts, key=by_time)
    tasks = [fact for fact in ordered if fact.kind is TouchKind.TASK]
    if not tasks and len({fact.source for fact in ordered}) <= 1:
        return tuple(Event(fact=fact) for fact in ordered)
    found: list[_Telling] = []
    for fact in (fact for fact in ordered if fact.kind is not TouchKind.TASK):
        telling = next((one for one in found if one.takes(fact)), None)
        if telling is None:
            found.append(_Telling(facts=[fact]))
        else:
            telling.facts.append(fact)
    loose = [_Telling(facts=[task]) for task in tasks if not _of_an_event(task, found)]
    whole = [telling.event() for telling in (*found, *loose)]
    return tuple(sorted(whole, key=lambda event: by_time(event.fact)))


@dataclass(kw_only=True, slots=True)
class _Telling:
    """The facts of one event so far, the earliest first, and the tasks that come with it."""

    facts: list[TouchFact]
    tasks: list[TouchFact] = field(default_factory=list)

    def takes(self, fact: TouchFact) -> bool:
        first = self.facts[0]
        if fact.kind is TouchKind.NOTE or _sort(first) != _sort(fact):
            return False
        others = all(one.source != fact.source for one in self.facts)
        near = CLOSE_MEETING if fact.kind is TouchKind.MEETING else CLOSE
        return others and fact.occurred_at - first.occurred_at <= near and _one_person(self.facts, fact)

    def has(self, task: TouchFact) -> bool:
        first = self.facts[0]
        apart = abs(task.occurred_at - first.occurred_at)
        ours = first.kind is not TouchKind.NOTE and first.direction is Direction.OUTBOUND
        return ours and apart <= CLOSE and _one_person(self.facts, task)

    def event(self) -> Event:
        fact, *twins = sorted(self.facts, key=_most_said)
        at = min((one.occurred_at for one in self.facts if not one.by_hand), default=fact.occurred_at)
        known = min(one.logged_at for one in self.facts)
        return Event(
            fact=replace(fact, occurred_at=at, logged_at=known, by_hand=False) if twins else fact,
            twins=(*sorted(twins, key=by_time), *self.tasks),
        )


def _of_an_event(task: TouchFact, found: Iterable[_Telling]) -> bool:
    """Whether it is the task of an event, which it then belongs to."""
    telling = next((one for one in found if one.has(task)), None)
    if telling is not None:
        telling.tasks.append(task)
    return telling is not None


def _sort(fact: TouchFact) -> _Sort:
    """A meeting has no direction: it counts whoever asked for it."""
    direction = None if fact.kind is TouchKind.MEETING else fact.direction
    return fact.kind, direction, fact.manner


def _one_person(facts: Sequence[TouchFact], fact: TouchFact) -> bool:
    """Nobody known on either side may be anybody."""
    return len({one.member for one in (*facts, fact)} - {None}) <= 1


def _most_said(fact: TouchFact) -> tuple[bool, bool, tuple[object, ...]]:
    """What came of it goes before none, then what the system itself recorded before what somebody pressed."""
    return not fact.told, fact.by_hand, by_time(fact)
