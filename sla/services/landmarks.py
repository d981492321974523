"""Which leads follow-ups are compared with outcomes of: those whose cadence is over, open at its first day."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from sla.activity import LeadHistory
from sla.cadence import Checkpoint, deadline
from sla.landmark import Landmark, LandmarkCase, landmark
from sla.leads import LeadId, StopReason
from sla.services.lead_quality import grown
from sla.services.sales_leads import SalesLeads
from sla.targets import known_type


def landmark_of(leads: SalesLeads) -> Landmark | None:
    """At the first checkpoint in force, won by the last one's day; None without a lead that was open then."""
    first, *_, last = leads.shown.sales.cadence.checkpoints
    old = [one for one in grown(leads) if first in _promised(leads, one)]
    won = leads.work.deals.first_won([one.lead.id for one in old])
    found = list(_cases(leads, old, won, first, last))
    names = {kind.key: kind.name for kind in leads.shown.lead_types}
    return landmark(first, last.day, found, names) if found else None


def _cases(
    leads: SalesLeads,
    old: list[LeadHistory],
    won: Mapping[LeadId, datetime],
    first: Checkpoint,
    last: Checkpoint,
) -> Iterator[LandmarkCase]:
    for one in old:
        case, won_at = leads.case(one), _won_at(one, won)
        at, until = (
            deadline(each, case.handed_off_at, case.zone, case.pause).ends_at for each in (first, last)
        )
        ended = [moment for moment in (case.stopped_at, won_at) if moment is not None]
        if min(ended, default=until) >= at:
            yield LandmarkCase(
                lead_type=known_type(leads.shown, one.lead.lead_type).key,
                kept=sum(moment < at for moment in case.follow_up_times) >= first.need,
                won=won_at is not None and won_at < until,
            )


def _won_at(history: LeadHistory, won: Mapping[LeadId, datetime]) -> datetime | None:
    """By its deal, or where there is none by the end of its stages."""
    lead = history.lead
    return won.get(lead.id) or (lead.stopped_at if lead.stop_reason is StopReason.WON else None)


def _promised(leads: SalesLeads, history: LeadHistory) -> tuple[Checkpoint, ...]:
    return leads.book.version(history.lead.version).sales.cadence.checkpoints
