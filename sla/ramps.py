"""Leads by the rates that are promised to rise: the chain is run anew where they do (MATHS §2, Ramps; D2)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from sla.funnel import Funnel
from sla.mix import ShareOf, mix
from sla.money import Money, split_by_weights
from sla.targets import Month, month_parts, period_starts_on, stream_quotas
from sla.terms import LeadType, Terms

_Risen = tuple[tuple[str, Month], int]


def risen_leads(terms: Terms, closing: Sequence[Month]) -> Mapping[tuple[str, Month], int]:
    """Leads by lead type and closing month, where rates have risen by then; others need what they always did."""
    if not terms.improvements:
        return {}
    starts = dict.fromkeys(Month.of(period_starts_on(terms.quota.period, month.first)) for month in closing)
    wanted = set(closing)
    return {
        place: leads
        for start in starts
        for stream, quota in zip(terms.streams, stream_quotas(terms), strict=True)
        for place, leads in _period(terms, stream.key, quota, start)
        if place[1] in wanted
    }


def funnel_in(kind: LeadType, terms: Terms, month: Month) -> Funnel:
    """With the rates that are promised by the month's first day."""
    rates = list(kind.funnel.rates)
    for improvement in sorted(terms.improvements, key=lambda one: one.by):
        if improvement.lead_type == kind.key and improvement.by <= month.first:
            rates[_step(kind.funnel, improvement.stage)] = improvement.rate
    return replace(kind.funnel, rates=tuple(rates))


def _step(funnel: Funnel, stage: str) -> int:
    return [name.casefold() for name in funnel.stages].index(stage.casefold())


def _period(terms: Terms, stream: str, quota: Money, start: Month) -> Iterator[_Risen]:
    """One period of the quota in runs of months with the same rates; each run has its months' part of the quota."""
    kinds = [kind for kind in terms.lead_types if kind.stream == stream]
    months = [start.plus(number) for number in range(terms.quota.period.months)]
    for funnels, run in groupby(months, lambda month: tuple(funnel_in(kind, terms, month) for kind in kinds)):
        if any(funnel != kind.funnel for funnel, kind in zip(funnels, kinds, strict=True)):
            yield from _run(terms, kinds, funnels, quota, tuple(run))


def _run(
    terms: Terms, kinds: Sequence[LeadType], funnels: Sequence[Funnel], quota: Money, run: Sequence[Month]
) -> Iterator[_Risen]:
    by_month = month_parts(quota.minor, terms.quota)
    part = sum(by_month[month.number - 1] for month in run)
    if not part:
        return
    weights = [terms.quota.season[month.number - 1] for month in run]
    shares = [(kind.key, funnel, kind.share) for kind, funnel in zip(kinds, funnels, strict=True)]
    mixed = mix(Money(minor=part, currency=quota.currency), shares, by=terms.share_of)
    for kind, funnel, own in zip(kinds, funnels, mixed.types, strict=True):
        if funnel == kind.funnel and terms.share_of is ShareOf.REVENUE:
            continue  # what others of its stream improve does not touch a share of the revenue
        for month, leads in zip(run, split_by_weights(own.leads, weights), strict=True):
            yield (kind.key, month), leads
