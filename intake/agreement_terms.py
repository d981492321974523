"""Turns the settled tables of an agreement into the typed terms that every service takes."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from intake.agreement_shape import (
    AgreementShape,
    CriterionTable,
    HandoffTable,
    LeadTypeTable,
    MarketingTable,
    QualifiedLeadTable,
    QuotaTable,
    SalesTable,
    StreamTable,
    TeamTable,
)
from intake.agreement_spelling import slug, smallest
from intake.public_holidays import NONE, public_holidays
from sla.cadence import Cadence, Checkpoint
from sla.calendar import Window, WorkingCalendar, WorkingWeek
from sla.funnel import Funnel
from sla.lag import Lag
from sla.money import parse_amount
from sla.promises import (
    Criterion,
    HandoffTerms,
    Improvement,
    MarketingTerms,
    Meeting,
    Metric,
    OtherPromise,
    Prose,
    QualifiedLead,
    Rung,
    SalesTerms,
    StageMeaning,
)
from sla.rates import Rate
from sla.terms import EVEN, LeadType, OpenBusiness, Quota, Stream, Terms

EVERYTHING_ELSE = "*"
"""The origin that stands for every word that is no other type's."""


def terms_of(shape: AgreementShape, sha256: str) -> Terms:
    """Version 0, not signed, without people. The tables are settled: checked, and every default written out."""
    team = shape.team
    return Terms(
        team=team.name,
        locale=team.locale,
        currency=team.currency,
        calendar=_team_calendar(team),
        holidays=None if team.holidays == NONE else team.holidays,
        channel=team.channel,
        digest_at=team.digest_at,
        nudge_at=team.nudge_at,
        effective_on=team.effective,
        ends_on=team.until,
        quota=quota_of(shape.quota, team.currency),
        share_of=shape.quota.share_of,
        streams=tuple(_stream(table) for table in shape.streams),
        lead_types=tuple(_lead_type(table, team.currency) for table in shape.lead_types),
        other_type=_other_type(shape.lead_types),
        sales=_sales(shape.sales),
        marketing=_marketing(shape.marketing),
        handoff=_handoff(shape.handoff),
        qualified=qualified_of(shape.qualified_lead) if shape.qualified_lead else None,
        ladder=tuple(Rung(after_days=rung.after_days, tells=rung.tells) for rung in shape.escalation),
        improvements=tuple(_improvements(shape)),
        other_promises=tuple(_other_promises(shape)),
        prose=_prose(shape),
        people=(),
        version=0,
        sha256=sha256,
        open_business=tuple(_open_business(shape)),
    )


def quota_of(table: QuotaTable, currency: str) -> Quota:
    return Quota(amount=parse_amount(table.amount, currency), period=table.period, season=season_of(table))


def season_of(table: QuotaTable) -> tuple[int, ...]:
    return tuple(map(int, smallest(table.season))) if table.season else EVEN


def lag_of(table: LeadTypeTable) -> Lag | None:
    if table.closes_after is not None:
        return Lag.of_counts([int(count) for count in smallest(table.closes_after)])
    return None if table.months_to_close is None else Lag.of_months(table.months_to_close)


def week_of(days: frozenset[int], hours: tuple[Window, ...] | WorkingWeek) -> WorkingWeek:
    """Hours by weekday stand for themselves."""
    if isinstance(hours, WorkingWeek):
        return hours
    return WorkingWeek(days=tuple(hours if day in days else () for day in range(7)))


def cadence_of(table: SalesTable) -> Cadence:
    checkpoints = tuple(Checkpoint(day=one.day, need=one.follow_ups) for one in table.cadence)
    suggested = even_days(checkpoints) if table.suggested_days is None else table.suggested_days
    return Cadence(checkpoints=checkpoints, suggested_days=suggested)


def even_days(checkpoints: Sequence[Checkpoint]) -> tuple[int, ...]:
    """Follow-ups spread evenly up to each checkpoint, rounded up (MATHS §3)."""
    days: list[int] = []
    before = Checkpoint(day=0, need=0)
    for checkpoint in checkpoints:
        steps, span = checkpoint.need - before.need, checkpoint.day - before.day
        days += [before.day - (-span * n // steps) for n in range(1, steps + 1)]
        before = checkpoint
    return tuple(days)


def qualified_of(table: QualifiedLeadTable) -> QualifiedLead:
    return QualifiedLead(
        fit=_criteria(table.fit), behaviour=_criteria(table.behaviour), threshold=table.threshold
    )


def stages_of(kinds: Iterable[LeadTypeTable]) -> Iterator[str]:
    """Each stage once, as it is first written, in the order of the funnels."""
    seen: set[str] = set()
    for kind in kinds:
        for stage in kind.stages:
            if stage.casefold() not in seen:
                yield stage
            seen.add(stage.casefold())


def _team_calendar(team: TeamTable) -> WorkingCalendar:
    free = public_holidays(team.holidays or NONE, team.effective.year)
    return WorkingCalendar(zone=team.zone, week=week_of(team.days, team.hours), holidays=free)


def _stream(table: StreamTable) -> Stream:
    return Stream(
        key=slug(table.name),
        name=table.name,
        share=_fraction(table.share) or Fraction(1),
        needs_leads=table.needs_leads,
        margin=_fraction(table.margin),
    )


def _lead_type(table: LeadTypeTable, currency: str) -> LeadType:
    return LeadType(
        key=slug(table.name),
        name=table.name,
        origins=frozenset(table.origins or ()) - {EVERYTHING_ELSE},
        funnel=Funnel(stages=table.stages, rates=table.rates, aov=parse_amount(table.aov, currency)),
        share=_fraction(table.share) or Fraction(1),
        stream=slug(table.stream or ""),
        first_attempt_within=table.first_attempt_within,
        lag=lag_of(table),
    )


def _open_business(shape: AgreementShape) -> Iterator[OpenBusiness]:
    for table in shape.open_business or ():
        value = parse_amount(table.value, shape.team.currency)
        yield OpenBusiness(stream=slug(table.stream or ""), closes_on=table.closes, value=value)


def _other_type(tables: Iterable[LeadTypeTable]) -> str:
    return next(slug(table.name) for table in tables if EVERYTHING_ELSE in (table.origins or ()))


def _marketing(table: MarketingTable) -> MarketingTerms:
    return MarketingTerms(
        accepted_target=table.accepted_target.fraction, sql_target=_fraction(table.sql_target)
    )


def _handoff(table: HandoffTable) -> HandoffTerms:
    return HandoffTerms(
        process=table.process,
        routing=table.routing,
        unreachable_after=table.unreachable_after,
        dispute_within_days=table.dispute_within_days,
    )


def _sales(table: SalesTable) -> SalesTerms:
    return SalesTerms(
        accept_within=table.accept_within,
        first_attempt_within=table.first_attempt_within,
        first_attempt_target=table.first_attempt_target.fraction,
        cadence=cadence_of(table),
        cadence_target=table.cadence_target.fraction,
        longest_gap_days=table.longest_gap_days,
        reject_reasons=table.reject_reasons,
        intake_factor=table.intake_factor,
        touches_per_rep_week=table.touches_per_rep_week,
        utilisation=table.utilisation.fraction,
    )


def _improvements(shape: AgreementShape) -> Iterator[Improvement]:
    for table in shape.improvements:
        yield Improvement(lead_type=slug(table.lead_type), stage=table.stage, rate=table.rate, by=table.by)


def _other_promises(shape: AgreementShape) -> Iterator[OtherPromise]:
    for table in shape.other_promises:
        yield OtherPromise(
            key=slug(table.name), name=table.name, target=table.target, owner=table.owner, side=table.side
        )


def _prose(shape: AgreementShape) -> Prose:
    return Prose(
        goals=shape.team.goals,
        target_buyer=shape.team.target_buyer or "",
        stages=tuple(
            StageMeaning(stage=stage, meaning=shape.stages[stage]) for stage in stages_of(shape.lead_types)
        ),
        metrics=tuple(Metric(name=table.name, source=table.source) for table in shape.metrics),
        meetings=tuple(Meeting(name=table.name, when=table.when) for table in shape.meetings),
    )


def _criteria(tables: Iterable[CriterionTable]) -> tuple[Criterion, ...]:
    return tuple(Criterion(name=table.name, points=table.points) for table in tables)


def _fraction(share: Rate | None) -> Fraction | None:
    return None if share is None else share.fraction
