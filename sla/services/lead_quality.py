"""What became of the leads that sales worked on, by lead type and in money: old enough that the cadence is over."""

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction

from sla.activity import LeadHistory
from sla.calendar import local_date
from sla.leads import Lead, LeadId, StopReason
from sla.quality import Realised, TypeQuality
from sla.services.sales_leads import FALLBACK_DAYS, SalesLeads
from sla.targets import Targets, known_type
from sla.terms import LeadType


def quality_of(leads: SalesLeads) -> tuple[TypeQuality, ...]:
    """Acceptance of the leads handed over in the last ninety days, and the next stage of those before."""
    shown = leads.shown
    old = grown(leads)
    won = frozenset(leads.work.deals.first_won([one.lead.id for one in old]))
    return tuple(_of_type(leads, kind, old, won) for kind in shown.lead_types)


def _of_type(
    leads: SalesLeads, kind: LeadType, old: Sequence[LeadHistory], won: frozenset[LeadId]
) -> TypeQuality:
    start = leads.shown.calendar.day_start(leads.since_fallback)
    mine = [one.lead for one in leads.histories if known_type(leads.shown, one.lead.lead_type) is kind]
    asked = [one for one in mine if one.accept_due_at is not None and one.handed_off_at >= start]
    accepted = [one for one in asked if one.derived.accepted_at is not None and not one.rejected]
    rejected = [one for one in asked if one.rejected]
    entered = [one.lead for one in old if known_type(leads.shown, one.lead.lead_type) is kind]
    return TypeQuality(
        name=kind.name,
        accepted=len(accepted),
        answered=len(accepted) + len(rejected),
        agreed=leads.shown.marketing.accepted_target,
        stage=kind.funnel.stages[1],
        advanced=sum(_advanced(one, kind, won) for one in entered),
        entered=len(entered),
        planned=kind.funnel.rates[0].fraction,
        realised=_realised(leads, entered),
    )


def _advanced(lead: Lead, kind: LeadType, won: frozenset[LeadId]) -> bool:
    """A won lead passed every stage, whatever its history names."""
    later = kind.funnel.stages[1:]
    return lead.stage in later or lead.stop_reason is StopReason.WON or lead.id in won


def realised_by(leads: SalesLeads) -> Realised | None:
    """None without a lead that is old enough."""
    return _realised(leads, [one.lead for one in grown(leads)])


def _realised(leads: SalesLeads, old: Sequence[Lead]) -> Realised | None:
    if not old:
        return None
    targets = Targets(leads.book, leads.shown)
    values = (targets.lead_value(leads.book.version(one.version), one.lead_type) for one in old)
    won = leads.work.deals.of([one.id for one in old], until=leads.now, currency=leads.shown.currency)
    days = [local_date(one.handed_off_at, leads.shown.calendar.zone) for one in old]
    return Realised(
        leads=len(old),
        first=min(days),
        last=max(days),
        deals=won.deals,
        without_amount=won.without_amount,
        revenue=won.amount,
        planned=sum(values, Fraction(0)),
    )


def grown(leads: SalesLeads) -> list[LeadHistory]:
    """Those whose last checkpoint day fell in the last ninety days."""
    first: date = leads.at.last_day - timedelta(days=FALLBACK_DAYS - 1)
    return [one for one in leads.histories if first <= _over_on(leads, one.lead) <= leads.at.last_day]


def _over_on(leads: SalesLeads, lead: Lead) -> date:
    return leads.ends_on(leads.book.version(lead.version).sales.cadence.checkpoints[-1], lead)
