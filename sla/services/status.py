"""`/sla status`: the board of both sides, and a rep's own numbers."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from fractions import Fraction

from sla.board import Board, Exposure, OwnBoard
from sla.calendar import WorkingCalendar
from sla.decisions import DecisionKind
from sla.errors import NotAllowed, NotFound
from sla.leads import Urgency
from sla.people import Actor, Member, Side
from sla.ports import UnitOfWork
from sla.services.closed_month import closed_month
from sla.services.desk import Desk
from sla.services.duties import Duties
from sla.services.gap_dates import beside_gaps
from sla.services.known import known_by, sales_as_of, silence
from sla.services.lead_quality import quality_of
from sla.services.marketing_side import MarketingBoard, as_of
from sla.services.sales_detail import ReadDetail
from sla.services.sales_side import SalesBoard
from sla.services.worklist import worklist_of
from sla.targets import known_type, period_ends_on, period_starts_on, plan_of
from sla.terms import Terms

AT_RISK_DAYS = 5
"""A checkpoint at most this many working days away puts a lead at risk (MATHS §3)."""


LONGEST_DISPUTE = timedelta(days=90)


class Status:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def board(self, now: datetime, *, detail: bool = False) -> Board:
        """The team's board: marketing's promises beside sales'; with `detail` also what stands behind these."""
        with self._desk.look() as work:
            book = self._desk.book(work)
            terms = book.at(now)
            at = as_of(terms, now)
            calendar, period = terms.calendar, terms.quota.period
            won_since = period_starts_on(period, at.day)
            won_until = min(now, calendar.day_end(period_ends_on(period, at.day)))
            gap = silence(work, now)
            known = known_by(gap, now)
            worth, sales = Worth(terms), SalesBoard(book, terms, work, sales_as_of(at, terms, gap), now)
            side = beside_gaps(work, sales, at, gap)
            behind = ReadDetail(sales, side)() if detail else None
            marketing = MarketingBoard(book, terms, work, at, now).side(detail=detail)
            if detail:
                quality = quality_of(sales.leads) if behind is None else behind.quality
                marketing = replace(marketing, quality=quality)
            return Board(
                team=terms.team,
                zone=calendar.zone,
                locale=terms.locale,
                now=now,
                as_of=at.day,
                days_elapsed=at.elapsed,
                days_total=at.total,
                effective_on=book.first.effective_on,
                version=terms.version,
                quota=terms.quota,
                marketing=marketing,
                sales=side,
                won=work.deals.won(calendar.day_start(won_since), won_until, currency=terms.currency),
                won_since=won_since,
                overdue=worth.of(work.leads.overdue(known)),
                at_risk=worth.of(work.leads.due_between(known, risk_ends(calendar, now))),
                contested=_contested(work, now),
                queued=work.decisions.queued(now),
                version_since=terms.effective_on if terms is not book.first else None,
                detail=behind,
                last_month=closed_month(book, terms, work, now)
                if detail or at.settling or at.closed
                else None,
            )

    def own(self, actor: Actor, now: datetime, *, of: str | None = None) -> OwnBoard:
        """A rep's own numbers; of another rep's Slack id only for that rep and the managers of sales."""
        with self._desk.look() as work:
            member = self._whose(work, actor, of)
            book = self._desk.book(work)
            terms, person = book.at(now), book.person(member.email)
            if person is None or not person.carries_leads:
                raise NotAllowed("Only reps have numbers of their own. `/sla status` shows the team's.")
            at = as_of(terms, now)
            gap = silence(work, now)
            known = known_by(gap, now)
            found = worklist_of(work, member.id, person, now, everything=True, limit=0, known=known)
            judged_at = sales_as_of(at, terms, gap)
            sales = SalesBoard(book, terms, work, judged_at, now, owner_id=member.id)
            side = beside_gaps(work, sales, at, gap)
            return OwnBoard(
                name=person.name,
                own=member.id == actor.member_id,
                zone=person.calendar.zone,
                now=now,
                as_of=at.day,
                version=terms.version,
                sales=side,
                overdue=found.counts.get(Urgency.OVERDUE, 0),
                waiting=found.counts.get(Urgency.WAITING, 0),
                due_today=found.counts.get(Urgency.DUE_TODAY, 0),
                new=found.counts.get(Urgency.NEW, 0),
                suggested=found.counts.get(Urgency.SUGGESTED, 0),
                later=found.counts.get(Urgency.LATER, 0),
                remind=found.counts.get(Urgency.REMIND, 0),
                inherited=Duties(work, book, now).inherited_overdue(member.id, now),
                detail=ReadDetail(sales, side)(),
                last_month=closed_month(book, terms, work, now, member.id),
                slack_id=member.slack_id,
            )

    def _whose(self, work: UnitOfWork, actor: Actor, of: str | None) -> Member:
        member = work.members.by_slack_id(of or actor.slack_id)
        if of not in {None, actor.slack_id} and not actor.manages(Side.SALES):
            raise NotAllowed("A rep's own numbers are shown to that rep and to the manager of sales only.")
        if member is None:
            raise NotFound("This person is not named in the agreement and has no numbers of their own.")
        return member


def _contested(work: UnitOfWork, now: datetime) -> int:
    """Rejections that marketing contests and nobody has decided about."""
    leads = work.decisions.rejected(now - LONGEST_DISPUTE)
    decided = work.decisions.of([lead.id for lead in leads if lead.rejected])
    return sum(decisions[-1].kind is DecisionKind.DISPUTED for decisions in decided.values())


class Worth:
    """What leads are worth by the stage they are in (MATHS D14)."""

    def __init__(self, terms: Terms) -> None:
        self._terms = terms
        self._plans = {part.key: part for part in plan_of(terms).types}

    def of(self, counts: Mapping[tuple[str, str], int]) -> Exposure:
        value = sum((count * self._each(kind, stage) for (kind, stage), count in counts.items()), Fraction(0))
        return Exposure(leads=sum(counts.values()), value=value)

    def _each(self, kind: str, stage: str) -> Fraction:
        """A stage that the funnel does not name is worth a raw lead."""
        demand = self._plans[known_type(self._terms, kind).key].demand
        named = {step.stage for step in demand.steps}
        return demand.value_at(stage) if stage in named else demand.lead_value


def risk_ends(calendar: WorkingCalendar, now: datetime) -> datetime:
    """The end of the fifth working day from now on, and of the free days after it."""
    day = calendar.local_date(now)
    for _ in range(AT_RISK_DAYS + 1):
        day = calendar.next_working_day(day)
    return calendar.day_start(day)
