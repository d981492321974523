"""`/sla outlook`: the chance of reaching the quota from today. Each one that is told is kept (MATHS §2, Outlook)."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

from sla.confidence import FEWEST_WINS
from sla.forecasts import WHOLE, Forecast
from sla.foreseen import FEWEST_DAYS, Foreseen, Hangs, Hinge, Outlook, OutlookAnswer, Source, TooEarly
from sla.money import Money
from sla.outlook import Ahead
from sla.ports import UnitOfWork
from sla.prospects import AT_START, Prospects
from sla.reliability import Came, ReliabilityAnswer, reliability
from sla.services.desk import Desk
from sla.services.measuring import measuring_of
from sla.targets import period_ends_on, period_starts_on, plan_of, stream_quotas
from sla.terms import Terms

_DAY = timedelta(days=1)
_LESS = 0.9


class AskOutlook:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def __call__(self, now: datetime) -> OutlookAnswer:
        """NotFound where nothing is agreed."""
        with self._desk.look() as work:
            answer = _Standing(work, self._desk.book(work).at(now), now).answer()
        if isinstance(answer.outlook, Foreseen) and not answer.reached:  # then no odds are told
            self._keep(answer, answer.outlook, now)
        return answer

    def reliability(self, now: datetime) -> ReliabilityAnswer:
        """What was told of periods that are over, beside what happened."""
        with self._desk.look() as work:
            terms = self._desk.book(work).at(now)
            told, today = work.forecasts.all(), terms.calendar.local_date(now)
            over = [one for one in told if one.ends_on < today]
            spans = {(one.starts_on, one.ends_on, one.quota.currency) for one in over}
            won = {span: _won(work, terms, *span[:2], span[2]) for span in spans}
        return ReliabilityAnswer(
            found=reliability(
                [Came(forecast=one, reached=won[_span(one)] >= one.quota.minor) for one in over],
                waiting=len(told) - len(over),
            ),
            first=told[0].made_at if told else None,
            today=today,
            locale=terms.locale,
        )

    def _keep(self, answer: OutlookAnswer, outlook: Foreseen, now: datetime) -> None:
        forecast = Forecast(
            starts_on=answer.starts_on,
            ends_on=answer.ends_on,
            as_of=answer.today,
            version=answer.version,
            quota=answer.quota,
            chance=round(outlook.chance * WHOLE),
            made_at=now,
        )
        with self._desk.open() as work:
            if work.forecasts.add(forecast):
                work.commit()


def _span(one: Forecast) -> tuple[date, date, str]:
    return one.starts_on, one.ends_on, one.quota.currency


def _won(work: UnitOfWork, terms: Terms, starts_on: date, ends_on: date, currency: str) -> int:
    """In minor units; a deal without an amount counts as the usual one."""
    calendar = terms.calendar
    found = work.deals.won(calendar.day_start(starts_on), calendar.day_end(ends_on), currency=currency)
    return found.amount.minor + found.without_amount * usual_deal(terms).minor


def usual_deal(terms: Terms) -> Money:
    """The agreed average of all lead types, by what they carry."""
    parts = [part for part in plan_of(terms).types if part.leads]
    deals = sum((Fraction(part.leads, part.demand.leads) * part.demand.deals for part in parts), Fraction(0))
    worth = sum((part.leads * part.lead_value for part in parts), Fraction(0))
    scale = Fraction(terms.quota.amount.minor) / Fraction(terms.quota.amount.major)
    return Money(minor=round(worth / deals * scale) if deals else 0, currency=terms.currency)


class _Standing:
    """Where the quota of today's period stands."""

    def __init__(self, work: UnitOfWork, terms: Terms, now: datetime) -> None:
        self._terms = terms
        self._now = now.astimezone(UTC)
        self._today = terms.calendar.local_date(now)
        period = terms.quota.period
        self._starts_on, self._ends_on = (
            period_starts_on(period, self._today),
            period_ends_on(period, self._today),
        )
        self._won = work.deals.won(terms.calendar.day_start(self._starts_on), now, currency=terms.currency)
        self._measuring = measuring_of(terms, work, now)

    def answer(self) -> OutlookAnswer:
        terms, usual = self._terms, usual_deal(self._terms)
        busy = {kind.stream for kind in terms.lead_types}
        parts = zip(terms.streams, stream_quotas(terms), strict=True)
        quota = sum(part.minor for stream, part in parts if stream.key in busy)
        won = Money(
            minor=self._won.amount.minor + self._won.without_amount * usual.minor, currency=terms.currency
        )
        carried = Money(minor=quota, currency=terms.currency)
        return OutlookAnswer(
            quota=carried,
            idle=terms.quota.amount - carried,
            period=terms.quota.period,
            starts_on=self._starts_on,
            ends_on=self._ends_on,
            today=self._today,
            won=won,
            deals=self._won.deals,
            without_amount=self._won.without_amount,
            usual=usual,
            outlook=self._outlook(carried, won),
            locale=terms.locale,
            version=terms.version,
        )

    def _outlook(self, quota: Money, won: Money) -> Outlook:
        measuring, terms = self._measuring, self._terms
        prospects = Prospects(measuring, terms, self._now, terms.calendar.day_end(self._ends_on))
        wins = sum(way.won for own in measuring.ways.values() for way in own)
        days = (self._now - measuring.began_at) // _DAY if measuring.began_at else 0
        if prospects.old_wins < FEWEST_WINS or days < FEWEST_DAYS:
            return TooEarly(wins=wins, old_wins=prospects.old_wins, days=days)
        ahead = prospects.ahead()
        missing, closed = float((quota - won).major), float(won.major)
        low, high = ahead.range()
        return Foreseen(
            chance=ahead.reaches(missing),
            low=closed + low,
            high=closed + high,
            open=_source(ahead, to_come=False),
            to_come=_source(ahead, to_come=True),
            agreed_business=sum(one.expected for one in ahead.chances if one.key == AT_START),
            hinge=_hinge(ahead, missing),
            wins=prospects.old_wins,
            leads=prospects.old_leads,
            drift=ahead.drift,
        )


def _source(ahead: Ahead, *, to_come: bool) -> Source:
    those = [one for one in ahead.chances if one.to_come is to_come and one.key != AT_START]
    return Source(leads=round(sum(one.leads for one in those)), expected=sum(one.expected for one in those))


def _hinge(ahead: Ahead, missing: float) -> Hinge | None:
    """Of which a tenth less takes most away."""
    found = [
        Hinge(on=on, less=ahead.expected - less.expected, chance=less.reaches(missing))
        for on, less in (
            (Hangs.OPEN, ahead.scaled(_LESS, to_come=False)),
            (Hangs.TO_COME, ahead.scaled(_LESS, to_come=True)),
        )
    ]
    most = max(found, key=lambda one: one.less)
    return most if most.less > 0 else None
