"""What may still be won of a quota: leads that are open, by stage and age, and leads to come (MATHS §2, Outlook)."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction

from sla.confidence import DRIFT, FEWEST_WINS
from sla.foreseen import FEWEST_DAYS
from sla.maturing import WEEK, Timing
from sla.measured import BORROWED
from sla.measuring import Measuring, Way
from sla.outlook import Ahead, Chance
from sla.stages import plain
from sla.steadiness import SPAN, Month, moved
from sla.terms import LeadType, Stream, Terms

AT_START = ""
"""Instead of a lead type's key: what the agreement says was open at its start."""
_EVEN = 0.5

_DAY = timedelta(days=1)
_FEWEST_WATCHED = 20


@dataclass(frozen=True, kw_only=True, slots=True)
class _Rate:
    """From a stage to the win: `share`, and the variance of it ÷ its square."""

    share: float
    unsure: float


@dataclass(frozen=True, kw_only=True, slots=True)
class _Curve:
    """How leads of one stage go on: `still` is the share that is open at the beginning of a week."""

    share: float
    takes: Timing
    still: Mapping[int, float]

    def chance(self, week: int, days: float) -> float:
        """Of a lead that is still open in its so-manieth week: to be won in so many days from now."""
        age = WEEK * (week + _EVEN)
        gone = self.takes.within(age)
        still = self.still.get(week, 1 - self.share * gone)
        return min(1.0, self.share * (self.takes.within(age + days) - gone) / still) if still > 0 else 0.0


class Prospects:
    """As of one moment, up to `ends_at`."""

    def __init__(self, measuring: Measuring, terms: Terms, until: datetime, ends_at: datetime) -> None:
        self._measuring = measuring
        self._terms = terms
        self._kinds = terms.lead_types
        self._until = until
        self._days = max(0.0, (ends_at - until) / _DAY)
        last = {kind.key: len(kind.funnel.stages) - 1 for kind in self._kinds}
        self._old = {kind.key: measuring.old_enough(kind, last[kind.key]) for kind in self._kinds}
        self._all = self._pooled()

    @property
    def old_wins(self) -> int:
        return sum(way.won for own in self._old.values() for way in own)

    @property
    def old_leads(self) -> int:
        return sum(len(own) for own in self._old.values())

    def ahead(self) -> Ahead:
        """Only where ten of the leads that are old enough have been won."""
        chances: list[Chance] = []
        for kind in self._kinds:
            own = self._measuring.ways[kind.key]
            chances += [*self._open(kind, own), *self._to_come(kind)]
        return Ahead(
            chances=(*chances, *self._at_start()),
            unsure={kind.key: self._rate(kind, 0).unsure for kind in self._kinds},
            came={kind.key: self._came(kind) for kind in self._kinds},
            drift=max(float(DRIFT), moved(self._months(), self._days)),
        )

    def _months(self) -> list[Month]:
        """Past spans of four weeks, the latest first, as far back as leads are known."""
        oldest = max((way.age for own in self._measuring.ways.values() for way in own), default=0)
        return [self._month(SPAN * number) for number in range(oldest // SPAN)]

    def _month(self, ended: int) -> Month:
        """The one that ended so many days ago."""
        wins, expected = 0, 0.0
        for kind in self._kinds:
            takes, own = self._measuring.to_close(kind), self._measuring.ways[kind.key]
            if takes is None:
                continue
            days_ago = (way.age - (way.days[-1] or 0) for way in own if way.won)
            wins += sum(ended <= ago < ended + SPAN for ago in days_ago)
            share = self._rate(kind, 0).share
            for week, leads in Counter(way.age // WEEK for way in own).items():
                age = WEEK * (week + _EVEN) - ended
                expected += leads * share * (takes.within(age) - takes.within(age - SPAN))
        return Month(wins=wins, expected=expected)

    def value(self, kind: LeadType) -> float:
        """Of a deal: the average of its own, or the agreed one where too few amounts are known."""
        known = [way.worth for way in self._measuring.ways[kind.key] if way.worth is not None]
        agreed = kind.funnel.aov
        if len(known) < FEWEST_WINS:
            return float(agreed.major)
        return float(Fraction(sum(known), len(known)) * Fraction(agreed.major) / agreed.minor)

    def _open(self, kind: LeadType, leads: Sequence[Way]) -> Iterator[Chance]:
        """One for each stage and week: who is open long has little of the time left in which leads buy."""
        groups = Counter((way.reached, way.age // WEEK) for way in leads if not way.won and way.ended is None)
        value = self.value(kind)
        for place in sorted({place for place, _ in groups}):
            curve = self._curve(kind, place)
            for (at, week), number in sorted(groups.items()):
                if at == place and curve is not None:
                    yield Chance(
                        key=kind.key, leads=number, chance=curve.chance(week, self._days), value=value
                    )

    def _curve(self, kind: LeadType, place: int) -> "_Curve | None":
        takes, own = self._measuring.to_close(kind), self._measuring.ways[kind.key]
        if takes is None:
            return None
        still = _open_share([way for way in own if way.reached >= place])
        return _Curve(share=self._rate(kind, place).share, takes=takes, still=still)

    def _at_start(self) -> Iterator[Chance]:
        """As offers with an even chance: what the agreement expects, beyond the leads of then that are known here."""
        for stream in self._terms.streams:
            kinds = [kind for kind in self._kinds if kind.stream == stream.key]
            beyond = self._agreed(stream) - sum(self._from_before(kind) for kind in kinds)
            if kinds and beyond > 0:
                usual = sum(self.value(kind) for kind in kinds) / len(kinds)
                yield Chance(key=AT_START, leads=beyond / usual / _EVEN, chance=_EVEN, value=usual)

    def _agreed(self, stream: Stream) -> float:
        calendar = self._terms.calendar
        ends_on = calendar.local_date(self._until + (self._days - _EVEN) * _DAY)
        today = calendar.local_date(self._until)
        return sum(
            float(one.value.major)
            for one in self._terms.open_business
            if one.stream == stream.key and today <= one.closes_on <= ends_on
        )

    def _from_before(self, kind: LeadType) -> float:
        """Expected of the leads that were handed over before the agreement took effect."""
        begun = [way for way in self._measuring.ways[kind.key] if way.began_at < self._terms.begins_at]
        return sum(one.expected for one in self._open(kind, begun))

    def _to_come(self, kind: LeadType) -> Iterator[Chance]:
        """As many a day as in the last three months; of each only what closes in time."""
        takes, days = self._measuring.to_close(kind), int(self._days)
        leads = self._came(kind) * self._days / FEWEST_DAYS
        if not leads or not days or takes is None:
            return
        in_time = sum(takes.within(day + 0.5) for day in range(days)) / days
        share = self._rate(kind, 0).share * in_time
        yield Chance(key=kind.key, leads=leads, chance=share, value=self.value(kind), to_come=True)

    def _came(self, kind: LeadType) -> int:
        return sum(way.age < FEWEST_DAYS for way in self._measuring.ways[kind.key])

    def _rate(self, kind: LeadType, place: int) -> _Rate:
        """Its own counts and a hundred leads of all types; those of all where it has too few wins of its own."""
        wins, leads = _counts(self._old[kind.key], place)
        all_wins, all_leads = self._all[_stage(kind, place)]
        if all_wins < FEWEST_WINS and place:
            return self._rate(kind, place - 1)
        if wins < FEWEST_WINS:
            counts = float(all_wins), float(all_leads)
        elif wins == all_wins:
            counts = float(wins), float(leads)
        else:
            counts = wins + BORROWED * all_wins / all_leads, float(leads + BORROWED)
        share = (counts[0] + 0.5) / (counts[1] + 1)
        return _Rate(share=share, unsure=(1 - share) / share / (counts[1] + 2))

    def _pooled(self) -> Mapping[str, tuple[int, int]]:
        """Wins and leads of all lead types together, by stage; the first is everybody's."""
        found: defaultdict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
        for kind in self._kinds:
            for place in range(len(kind.funnel.stages)):
                wins, leads = _counts(self._old[kind.key], place)
                before = found[_stage(kind, place)]
                found[_stage(kind, place)] = before[0] + wins, before[1] + leads
        return found


def _stage(kind: LeadType, place: int) -> str:
    return plain(kind.funnel.stages[place]) if place else ""


def _counts(old: Sequence[Way], place: int) -> tuple[int, int]:
    there = [way for way in old if way.reached >= place]
    return sum(way.won for way in there), len(there)


def _open_share(leads: Sequence[Way]) -> Mapping[int, float]:
    """Of those watched to each week, the share that was neither won nor lost by its beginning."""
    watched = Counter(way.age // WEEK for way in leads)
    settled = [(way, way.days[-1] if way.won else way.ended) for way in leads]
    went = Counter(after // WEEK for _, after in settled if after is not None)
    went_and_left = Counter(way.age // WEEK for way, after in settled if after is not None)
    found: dict[int, float] = {}
    there, gone, week = len(leads), 0, 0
    while there >= _FEWEST_WATCHED:
        found[week] = (there - gone) / there
        there -= watched[week]
        gone += went[week] - went_and_left[week]  # who left watching had settled before or never
        week += 1
    return found
