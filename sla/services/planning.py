"""`/sla plan`: the plan of the agreement in force, or of numbers to try, with the months that are at risk."""

from collections.abc import Mapping
from datetime import date, datetime

from sla.measured import Closing
from sla.plan import LENGTHS, REPLANNED_EVERY, at_risk, first_month, plan
from sla.planned import Plan, PlanAnswer
from sla.ports import UnitOfWork
from sla.services.desk import Desk
from sla.services.measuring import measuring_of
from sla.targets import Month, known_type
from sla.terms import Terms

USUAL_LENGTH = max(LENGTHS)

Came = Mapping[tuple[str, Month], int]


class AskPlan:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def __call__(self, length: int, now: datetime, first: Month | None = None) -> PlanAnswer:
        """`first` None: where today's plan begins. BadInput for another length; NotFound where nothing is agreed."""
        with self._desk.look() as work:
            terms = self._desk.book(work).at(now)
            today = terms.calendar.local_date(now)
            regular = first_month(terms, today)
            found = plan(terms, first or regular, length)
            came = _came(found, terms, work, today)
            history = _history(terms, work, now)
        return PlanAnswer(
            plan=found,
            quota=terms.quota,
            share_of=terms.share_of,
            locale=terms.locale,
            version=terms.version,
            at_risk=at_risk(found, terms, came, today),
            begins_anew=regular.plus(REPLANNED_EVERY) if first is None else None,
            today=today,
            history=history,
        )


def tried(terms: Terms, first: Month, length: int) -> PlanAnswer:
    """A plan of numbers to try: of the leads that would have to be there before it begins, none is known."""
    found = plan(terms, first, length)
    return PlanAnswer(
        plan=found,
        quota=terms.quota,
        share_of=terms.share_of,
        locale=terms.locale,
        version=None,
        at_risk=at_risk(found, terms, {}, first.first),
        begins_anew=None,
        today=first.first,
    )


def _history(terms: Terms, work: UnitOfWork, now: datetime) -> tuple[tuple[str, Closing], ...]:
    """How long the wins took of lead types for which nothing is agreed of it."""
    unknown = [kind for kind in terms.lead_types if kind.lag is None]
    if not unknown:
        return ()
    measuring = measuring_of(terms, work, now)
    found = ((kind.name, measuring.closing(kind)) for kind in unknown)
    return tuple((name, closing) for name, closing in found if closing is not None)


def _came(found: Plan, terms: Terms, work: UnitOfWork, today: date) -> Came:
    """Leads handed over in the plan's months that have ended; a lead type nobody knows counts as the other one."""
    now, calendar = Month.of(today), terms.calendar
    counts: dict[tuple[str, Month], int] = {}
    for month in found.created:
        if not month.before(now):
            break
        delivered = work.leads.delivered(month.starts_at(calendar), month.ends_at(calendar))
        for name, leads in delivered.items():
            place = known_type(terms, name).key, month
            counts[place] = counts.get(place, 0) + leads
    return counts
