"""What marketing promises: leads by type and in all, what they are worth, and how good they are."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from handlers.views import quantities
from handlers.views.contract import amounts
from handlers.views.contract.clause import Clause, Part
from handlers.views.contract.planned import time_to_close
from handlers.views.contract.purpose import in_stream
from sla.mix import MixedDemand, TypeDemand
from sla.promises import Criterion, Improvement
from sla.targets import plan_of
from sla.terms import LeadType, Terms


def marketing(terms: Terms) -> Iterator[Clause]:
    plan = plan_of(terms)
    yield Clause(
        part=Part.MARKETING,
        key="leads",
        label="In all",
        value=f"{amounts.leads_promised(plan.total_leads, terms)}, worth {_worth(plan, terms)}",
        detail="Leads count by the value of one, so that a smaller number of better ones is as good",
    )
    for kind, part in zip(terms.lead_types, plan.types, strict=True):
        yield from _lead_type(kind, part, terms)
    for improvement in terms.improvements:
        yield _improvement(improvement, terms)
    yield from _quality(terms)
    yield Clause(
        part=Part.MARKETING,
        key="other_type",
        label="Leads from anywhere else count as",
        value=_name(terms, terms.other_type),
    )


def qualified(terms: Terms) -> Iterator[Clause]:
    part = Part.QUALIFIED
    for meaning in terms.prose.stages:
        yield Clause(part=part, key=f"stage.{meaning.stage}", label=meaning.stage, value=meaning.meaning)
    if terms.qualified is None:
        yield Clause(
            part=part,
            key="qualified",
            label="Qualified",
            value="every lead handed over counts; quality is not checked",
        )
        return
    yield Clause(
        part=part,
        key="qualified",
        label="Qualified",
        value=f"{_points(terms.qualified.threshold)} or more, from fit and behaviour together",
    )
    for about, criteria in (("fit", terms.qualified.fit), ("behaviour", terms.qualified.behaviour)):
        yield from (_criterion(about, criterion) for criterion in criteria)


def _worth(plan: MixedDemand, terms: Terms) -> str:
    total = sum((part.leads * part.lead_value for part in plan.types), Fraction(0))
    return f"{quantities.whole_money(total, terms.currency, terms.locale)} a {terms.quota.period}"


def _lead_type(kind: LeadType, part: TypeDemand, terms: Terms) -> Iterator[Clause]:
    key, one = f"type.{kind.key}", quantities.whole_money(part.lead_value, terms.currency, terms.locale)
    yield Clause(
        part=Part.MARKETING,
        key=key,
        label=kind.name,
        value=f"{amounts.leads_promised(part.leads, terms)}, each worth {one}",
        derived=True,
    )
    stream = next((stream for stream in terms.streams if stream.key == kind.stream), None)
    for name, label, value in (
        ("rates", "Rates", _rates(kind)),
        ("aov", "Average order value", amounts.money(kind.funnel.aov, terms)),
        ("share", "Share", in_stream(kind.share, stream, terms)),
        ("origins", "Names in files and feeds", ", ".join(sorted(kind.origins)) or "its own name"),
    ):
        yield Clause(part=Part.MARKETING, key=f"{key}.{name}", label=label, value=value, of=kind.name)
    if kind.lag is not None:
        yield Clause(
            part=Part.MARKETING,
            key=f"{key}.lag",
            label="Time from lead to won deal",
            value=time_to_close(kind.lag),
            of=kind.name,
        )


def _rates(kind: LeadType) -> str:
    """Like "MQL to SQL 34%, SQL to won 23% (460 of 2,000)"."""
    steps = zip(pairwise(kind.funnel.stages), kind.funnel.rates, strict=True)
    return ", ".join(f"{before} to {after} {rate.shown()}" for (before, after), rate in steps)


def _improvement(improvement: Improvement, terms: Terms) -> Clause:
    funnel = next((kind.funnel for kind in terms.lead_types if kind.key == improvement.lead_type), None)
    step, now = improvement.stage, ""
    if funnel is not None and improvement.stage in funnel.stages[:-1]:
        place = funnel.stages.index(improvement.stage)
        step = f"{improvement.stage} to {funnel.stages[place + 1]}"
        now = f" from {funnel.rates[place].shown()}"
    return Clause(
        part=Part.MARKETING,
        key=f"improvement.{improvement.lead_type}.{improvement.stage}",
        label="Improvement promised",
        value=f"{step} rises{now} to {improvement.rate.shown()} by {amounts.day(improvement.by)}",
        of=_name(terms, improvement.lead_type),
    )


def _quality(terms: Terms) -> Iterator[Clause]:
    yield Clause(
        part=Part.MARKETING,
        key="accepted_target",
        label="Accepted by sales",
        value=f"{amounts.share(terms.marketing.accepted_target)} of the leads handed over",
    )
    sql = terms.marketing.sql_target
    yield Clause(
        part=Part.MARKETING,
        key="sql_target",
        label="Become SQLs",
        value="no share is promised" if sql is None else f"{amounts.share(sql)} of the leads handed over",
    )


def _criterion(about: str, criterion: Criterion) -> Clause:
    return Clause(
        part=Part.QUALIFIED,
        key=f"qualified.{about}.{criterion.name}",
        label=criterion.name,
        value=f"{_points(criterion.points)} for {about}",
    )


def _points(number: int) -> str:
    return f"{number} point{'' if number == 1 else 's'}"


def _name(terms: Terms, key: str) -> str:
    return next((kind.name for kind in terms.lead_types if kind.key == key), key)
