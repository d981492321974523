"""Marketing's part of a Home tab: what became of its leads this month, and the rejections it can contest."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

from sla.book import Book
from sla.decisions import Decision, DecisionKind
from sla.home import Fate, Fates, Rejected
from sla.leads import Lead, LeadId, StopReason
from sla.ports import UnitOfWork
from sla.services.home_sales import rejected_lead
from sla.services.status import LONGEST_DISPUTE
from sla.targets import Month, known_type

MOST_OPEN = 5

Said = Mapping[LeadId, tuple[Decision, ...]]


def fates_of(work: UnitOfWork, book: Book, now: datetime) -> Fates:
    """Of the leads handed over this month under an agreement; in a fixed number of queries."""
    terms = book.at(now)
    month = Month.of(terms.calendar.local_date(now))
    histories = work.leads.handed_off_between(month.starts_at(terms.calendar), now)
    leads = [one.lead for one in histories]
    said = work.decisions.of([lead.id for lead in leads if lead.rejected])
    by_type: dict[str, list[Lead]] = {kind.name: [] for kind in terms.lead_types}
    for lead in leads:
        by_type[known_type(terms, lead.lead_type).name].append(lead)
    reasons = Counter(one for lead in leads if (one := _reason(said.get(lead.id, ()))) is not None)
    open_ = _open(work, book, now)
    back = work.decisions.given_back(month.starts_at(terms.calendar))
    return Fates(
        types=tuple(_fate(name, mine, said) for name, mine in by_type.items() if mine),
        reasons=tuple(reasons.most_common()),
        open=tuple(open_[:MOST_OPEN]),
        open_total=len(open_),
        given_back=back[:MOST_OPEN],
        given_back_total=len(back),
    )


def _fate(name: str, leads: Sequence[Lead], said: Said) -> Fate:
    rejected = [lead for lead in leads if lead.rejected]
    waiting = [lead for lead in leads if _untouched(lead)]
    return Fate(
        type_name=name,
        handed_over=len(leads),
        taken_up=len(leads) - len(rejected) - len(waiting),
        waiting=len(waiting),
        rejected=len(rejected),
        contested=sum(_last(said.get(lead.id, ())) is DecisionKind.DISPUTED for lead in rejected),
        won=sum(lead.stop_reason is StopReason.WON for lead in leads),
    )


def _untouched(lead: Lead) -> bool:
    """Nobody has accepted, rejected, tried or closed it."""
    derived = lead.derived
    return (
        lead.stopped_at is None
        and derived.accepted_at is None
        and derived.first_attempt_at is None
        and not lead.rejected
    )


def _open(work: UnitOfWork, book: Book, now: datetime) -> list[Rejected]:
    """What can be contested still, the first to lapse first."""
    leads = [
        lead
        for lead in work.decisions.rejected(now - LONGEST_DISPUTE)
        if lead.rejected and lead.taken_out_at is not None and lead.taken_out_at > now
    ]
    decisions = work.decisions.of([lead.id for lead in leads])
    found = (rejected_lead(book, lead, decisions.get(lead.id, ()), now) for lead in leads)
    kept = [one for one in found if one is not None and one.last is DecisionKind.REJECTED]
    return sorted(kept, key=lambda one: (one.lead.taken_out_at or now, one.lead.id))


def _reason(decisions: Sequence[Decision]) -> str | None:
    return next((one.reason for one in reversed(decisions) if one.kind is DecisionKind.REJECTED), None)


def _last(decisions: Sequence[Decision]) -> DecisionKind | None:
    return decisions[-1].kind if decisions else None
