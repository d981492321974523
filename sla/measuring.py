"""Measures the rates of a funnel from leads that have had their time, beside the agreed ones (MATHS §2, Calibration).

Of each step only leads are counted that were handed over so long ago that nine of ten of those that go on have done
so. Leads from before everything was recorded are left out.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction

from sla.confidence import FEWEST_WINS
from sla.lag import LONGEST_LAG
from sla.maturing import Case, Timing, timing
from sla.measured import Closing, StepMeasured, TypeMeasured
from sla.paths import Path
from sla.stages import plain
from sla.terms import LeadType, Terms

SPAN = timedelta(days=365)
"""Of the leads that are old enough, those of the last year."""
_DAY = timedelta(days=1)
_MONTHS_A_YEAR = 12
_LEAST_TIMED = Fraction(9, 10)


@dataclass(frozen=True, kw_only=True, slots=True)
class Way:
    """A lead in its funnel as of a moment: the stages it came through, each with the days until it was there.

    The first is 0; None for a stage whose moment nobody knows. `ended` days it took to be lost.
    """

    began_at: datetime
    age: int
    days: tuple[int | None, ...]
    won_at: datetime | None
    worth: int | None
    ended: int | None

    @property
    def won(self) -> bool:
        return self.won_at is not None

    @property
    def reached(self) -> int:
        return len(self.days) - 1


def ways(kind: LeadType, terms: Terms, paths: Iterable[Path], until: datetime) -> tuple[Way, ...]:
    """Of one lead type's leads; those of types that the agreement does not name belong to its other type."""
    known = {one.key for one in terms.lead_types}
    places = {plain(stage): place for place, stage in enumerate(kind.funnel.stages)}
    return tuple(
        _way(path, places, until)
        for path in paths
        if (path.lead_type if path.lead_type in known else terms.other_type) == kind.key
        and path.began_at < until
    )


def complete(paths: Sequence[Path], until: datetime) -> tuple[Path, ...]:
    """Those of which everything is known, in order of their handoffs.

    From the first on that was not won, as before it only wins were brought in; and not so long before the first win
    that a quicker one could have gone unrecorded.
    """
    won = [(path.won_at, path.began_at) for path in paths if path.won_at is not None and path.won_at < until]
    open_ = (path.began_at for path in paths if path.won_at is None or path.won_at >= until)
    first = next(open_, until)
    if won:
        quickest = min(max(timedelta(0), won_at - began_at) for won_at, began_at in won)
        first = max(first, min(won_at for won_at, _ in won) - quickest)
    return tuple(path for path in paths if first <= path.began_at < until)


def _way(path: Path, places: Mapping[str, int], until: datetime) -> Way:
    last = len(places) - 1
    won_at = path.won_at if path.won_at is not None and path.won_at < until else None
    entered = [(places.get(plain(stage), 0), at) for stage, at in path.entered if at < until]
    reached = last if won_at else max([0, *(place for place, _ in entered)])
    if won_at is None and not path.entered:
        reached = min(places.get(plain(path.stage), 0), last - 1)
    if won_at is not None:
        entered.append((last, won_at))
    ended = path.ended_at if path.ended_at is not None and path.ended_at < until else None
    return Way(
        began_at=path.began_at,
        age=(until - path.began_at) // _DAY,
        days=(0, *(_days(path.began_at, entered, place) for place in range(1, reached + 1))),
        won_at=won_at,
        worth=path.worth if won_at is not None else None,
        ended=None if ended is None or won_at is not None else _after(path.began_at, ended),
    )


def _days(began_at: datetime, entered: Sequence[tuple[int, datetime]], place: int) -> int | None:
    """Until a stage or one beyond it was reached first."""
    times = [at for reached, at in entered if reached >= place]
    return _after(began_at, min(times)) if times else None


def _after(began_at: datetime, at: datetime) -> int:
    """A deal that was won before its handoff took no time."""
    return max(0, (at - began_at) // _DAY)


def time_to(place: int, leads: Sequence[Way]) -> Timing | None:
    """How long leads take to a stage; None where too few came there, or the moments of too few are known."""
    there = [way for way in leads if way.reached >= place]
    timed = [way for way in there if way.days[place] is not None]
    if len(timed) < len(there) * _LEAST_TIMED:
        return None
    return timing(
        [Case(age=way.age, after=way.days[place] if way.reached >= place else None) for way in leads]
    )


class Measuring:
    """One moment's measures; `paths` in order of their handoffs."""

    def __init__(self, terms: Terms, paths: Sequence[Path], until: datetime) -> None:
        self._terms = terms
        self._until = until
        there = complete(paths, until)
        self.began_at = there[0].began_at if there else None
        self.ways = {kind.key: ways(kind, terms, there, until) for kind in terms.lead_types}
        cases = {key: [_closing(way) for way in own] for key, own in self.ways.items()}
        together = timing([case for own in cases.values() for case in own])
        self._to_close = {key: timing(own) or together for key, own in cases.items()}

    def to_close(self, kind: LeadType) -> Timing | None:
        """How long its wins take; of all lead types where it has too few of its own."""
        return self._to_close[kind.key]

    def measured(self) -> tuple[TypeMeasured, ...]:
        """Every step of every lead type, with the whole from lead to won."""
        steps = {kind.key: self._steps(kind) for kind in self._terms.lead_types}
        pooled = _pooled(one for own in steps.values() for one in own)
        return tuple(
            TypeMeasured(
                key=kind.key,
                name=kind.name,
                steps=tuple(one.beside(pooled[_step(one)]) for one in steps[kind.key]),
                whole=self._between(kind, 0, len(kind.funnel.stages) - 1, agreed=_product(kind)),
            )
            for kind in self._terms.lead_types
        )

    def closing(self, kind: LeadType) -> Closing | None:
        """After how many months its wins closed; None from fewer than ten of leads that are old enough."""
        local = self._terms.calendar.local_date
        old = self.old_enough(kind, len(kind.funnel.stages) - 1)
        won = [(local(way.began_at), local(way.won_at)) for way in old if way.won_at is not None]
        if len(won) < FEWEST_WINS:
            return None
        after = Counter(_months(came, closed) for came, closed in won)
        first, last = min(came for came, _ in won), max(came for came, _ in won)
        return Closing(
            counts=tuple(after[months] for months in range(max(after) + 1)), first=first, last=last
        )

    def old_enough(self, kind: LeadType, place: int) -> tuple[Way, ...]:
        """The leads by which what goes on to a stage is judged: none where it is not known how long that takes."""
        own = self.ways[kind.key]
        takes = time_to(place, own) or self.to_close(kind)
        if takes is None:
            return ()
        last = self._until - takes.settled_after * _DAY
        return tuple(way for way in own if last - SPAN <= way.began_at < last)

    def _steps(self, kind: LeadType) -> tuple[StepMeasured, ...]:
        rates = enumerate(kind.funnel.rates)
        return tuple(self._between(kind, at, at + 1, agreed=rate.fraction) for at, rate in rates)

    def _between(self, kind: LeadType, before: int, after: int, *, agreed: Fraction) -> StepMeasured:
        old = self.old_enough(kind, after)
        stages = kind.funnel.stages
        return StepMeasured(
            before=stages[before],
            after=stages[after],
            agreed=agreed,
            entered=sum(way.reached >= before for way in old),
            converted=sum(way.reached >= after for way in old),
            since=min((way.began_at for way in old), default=None),
            until=max((way.began_at for way in old), default=None),
        )


def _months(came: date, closed: date) -> int:
    """From the month a lead came in to the one it was won in; a deal from before its handoff took none."""
    between = (closed.year - came.year) * _MONTHS_A_YEAR + closed.month - came.month
    return min(max(0, between), LONGEST_LAG)


def _closing(way: Way) -> Case:
    return Case(age=way.age, after=way.days[-1] if way.won else None)


def _product(kind: LeadType) -> Fraction:
    whole = Fraction(1)
    for rate in kind.funnel.rates:
        whole *= rate.fraction
    return whole


def _step(one: StepMeasured) -> tuple[str, str]:
    return plain(one.before), plain(one.after)


def _pooled(steps: Iterable[StepMeasured]) -> Mapping[tuple[str, str], tuple[int, int]]:
    """What went on and how many there were, of every lead type that has such a step."""
    found: dict[tuple[str, str], tuple[int, int]] = {}
    for one in steps:
        converted, entered = found.get(_step(one), (0, 0))
        found[_step(one)] = converted + one.converted, entered + one.entered
    return found
