"""How far each lead gets, and the deals that are won: by the agreed rates, some weeks after the handoff."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate
from math import exp
from operator import mul
from random import Random

from bot.demo.arrivals import Arrival
from bot.demo.diary import DAY
from bot.demo.dice import dice, spread
from sla.funnel import Funnel
from sla.terms import Terms

LONGEST_TO_CLOSE = 48
_SOONEST, _USUAL = 9, 21
_DAYS_A_STAGE = 6
_SPREAD_OF_AMOUNTS = 0.35
_ROUND_TO = 10


@dataclass(frozen=True, kw_only=True, slots=True)
class Fate:
    """What becomes of a lead: the stages it goes through, and for a won one when and for how much."""

    stages: tuple[str, ...]
    won_at: datetime | None
    amount: int

    def won_between(self, start: datetime, end: datetime) -> bool:
        return self.won_at is not None and start <= self.won_at <= end

    def won_by(self, now: datetime) -> bool:
        return self.won_at is not None and self.won_at <= now

    def stage(self, handed_off_at: datetime, now: datetime) -> str:
        """Where it stands at `now`; a stage takes about a week, the last one until the deal is won."""
        if self.won_by(now):
            return self.stages[-1]
        open_stages = self.stages[:-1] if self.won_at is not None else self.stages
        weeks = (now - handed_off_at).days // _DAYS_A_STAGE
        return open_stages[min(weeks, len(open_stages) - 1)]


def fates(leads: Iterable[Arrival], terms: Terms, seed: int) -> Iterator[tuple[Arrival, Fate]]:
    """Each lead with its fate; of every type the agreed share is won."""
    funnels = {kind.key: kind.funnel for kind in terms.lead_types}
    odds = {key: _odds(funnel) for key, funnel in funnels.items()}
    seen: Counter[str] = Counter()
    chance = dice(seed, "fates")
    for lead in leads:
        seen[lead.lead_type] += 1
        luck = spread(seen[lead.lead_type], start=0.21)
        reached = 1 + sum(luck < share for share in odds[lead.lead_type])
        yield lead, _fate(lead, funnels[lead.lead_type], reached, chance)


def _odds(funnel: Funnel) -> tuple[float, ...]:
    """Which share of all leads reaches each stage after the first."""
    return tuple(accumulate((float(rate.fraction) for rate in funnel.rates), mul))


def _fate(lead: Arrival, funnel: Funnel, reached: int, chance: Random) -> Fate:
    stages = funnel.stages[:reached]
    if reached < len(funnel.stages):
        return Fate(stages=stages, won_at=None, amount=0)
    days = round(chance.triangular(_SOONEST, LONGEST_TO_CLOSE, _USUAL))
    closes_on = lead.rep.calendar.local_date(lead.handed_off_at) + days * DAY
    working_day = lead.rep.calendar.next_working_day(closes_on, inclusive=True)
    won_at = lead.rep.at_work(working_day, chance.random())
    return Fate(stages=stages, won_at=won_at, amount=_amount(funnel, chance))


def _amount(funnel: Funnel, chance: Random) -> int:
    """About the agreed average order value, in whole currency."""
    wide = exp(chance.gauss(-(_SPREAD_OF_AMOUNTS**2) / 2, _SPREAD_OF_AMOUNTS))
    return round(float(funnel.aov.major) * wide / _ROUND_TO) * _ROUND_TO
