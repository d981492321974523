"""What the company's quota needs, by one lead type and by two, agreed and tried."""

from dataclasses import replace
from fractions import Fraction

from sla.capacity import Capacity
from sla.demand import DemandAnswer
from sla.funnel import Funnel
from sla.mix import ShareOf
from sla.money import Money
from sla.rates import parse_rate
from sla.services.demand_answer import WEEKS, Numbers, answer_of
from sla.targets import plan_of
from sla.terms import LeadType, Period, Quota, Stream
from tests.handlers.views.examples import FUNNEL, OUTBOUND, QUOTA

ALL = Stream(key="all", name="All business", share=Fraction(1), needs_leads=True, margin=None)
NEW = Stream(key="new", name="New business", share=Fraction(4, 5), needs_leads=True, margin=None)
KEPT = Stream(key="kept", name="Renewals", share=Fraction(1, 5), needs_leads=False, margin=None)


def lead_type(name: str, funnel: Funnel, share: Fraction = Fraction(1), stream: Stream = ALL) -> LeadType:
    return LeadType(key=name, name=name, origins=frozenset(), funnel=funnel, share=share, stream=stream.key)


def with_rates(*typed: str) -> Funnel:
    return replace(FUNNEL, rates=tuple(map(parse_rate, typed)))


WEB = lead_type("Website form", FUNNEL, Fraction(3, 5))
OUT = lead_type("Outbound", OUTBOUND, Fraction(2, 5))
COUNTED = lead_type("Website form", with_rates("680 of 2000", "410 of 500", "92 of 400"))
FEW = lead_type("Outbound", with_rates("90 of 200", "40 of 50", "7 of 30"), Fraction(2, 5))


def answer(
    *types: LeadType,
    quota: Quota = QUOTA,
    streams: tuple[Stream, ...] = (ALL,),
    share_of: ShareOf = ShareOf.REVENUE,
    reps: int | None = 5,
    version: int | None = 0,
) -> DemandAnswer:
    plan = Numbers(quota=quota, share_of=share_of, streams=streams, lead_types=types)
    able = Capacity(
        leads_per_week=plan_of(plan).total_leads / WEEKS[quota.period],
        touches_per_lead=Fraction(8),
        touches_per_rep_week=140,
        utilisation=Fraction(1),
        weeks_open=Fraction(8),
        reps=reps,
    )
    return answer_of(plan, able, locale="en_US", version=version)


def demand(*, share_of: ShareOf = ShareOf.REVENUE, reps: int = 5) -> DemandAnswer:
    return answer(WEB, OUT, share_of=share_of, reps=reps)


def one_chain() -> DemandAnswer:
    return answer(lead_type("Website form", FUNNEL))


def counted() -> DemandAnswer:
    """Every rate from the company's own records."""
    return answer(COUNTED)


def what_if() -> DemandAnswer:
    """Winning 27% instead of 23%."""
    return replace(answer(lead_type("Website form", with_rates("34%", "82%", "27%"))), agreed=one_chain())


def what_if_of_two() -> DemandAnswer:
    """A larger quota, and a rate that is seldom true."""
    tried = answer(
        WEB,
        replace(OUT, funnel=replace(OUTBOUND, rates=tuple(map(parse_rate, ("42%", "85%", "60%"))))),
        quota=replace(QUOTA, amount=Money.of(600_000, "USD")),
        share_of=ShareOf.LEADS,
        reps=7,
    )
    return replace(tried, agreed=demand(share_of=ShareOf.LEADS, reps=7))


def what_if_by_month() -> DemandAnswer:
    tried = answer(lead_type("Website form", FUNNEL), quota=replace(QUOTA, period=Period.MONTH))
    return replace(tried, agreed=one_chain())


def in_streams() -> DemandAnswer:
    """New business carries four fifths; renewals need no leads. Too few wins of one type for odds."""
    return answer(
        replace(COUNTED, share=Fraction(3, 5), stream="new"), replace(FEW, stream="new"), streams=(NEW, KEPT)
    )


def without_agreement() -> DemandAnswer:
    return answer(lead_type("Leads", FUNNEL), reps=None, version=None)
