"""What the tables of an agreement must keep between them, beyond the shape of each: every fault, a sentence."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import pairwise

from intake import agreement_spelling as spelling
from intake.agreement_mix_checks import (
    improvement_faults,
    lead_type_faults,
    meaning_faults,
    refused,
    stream_faults,
)
from intake.agreement_plan_checks import open_business_faults, season_faults, time_to_close_faults
from intake.agreement_shape import (
    AgreementParts,
    LeadTypeTable,
    OtherPromiseTable,
    QualifiedLeadTable,
    QuotaTable,
    RungTable,
    SalesTable,
    TeamParts,
)
from intake.agreement_spelling import slug
from intake.agreement_terms import cadence_of, qualified_of, week_of
from sla.calendar import Window, WorkingWeek
from sla.documents import Fault
from sla.money import parse_amount

WEEKS_FOR_A_PROMISE = 4
"""So long a promise that somebody's weeks cannot hold it would never fall due."""


def cross_faults(parts: AgreementParts, broken: frozenset[str]) -> Iterator[Fault]:
    """`broken` names the tables that have faults of their own; what depends on one is not looked at."""
    team, kinds = parts.team, parts.lead_types or ()
    yield from _team_faults(team)
    if parts.quota is not None:
        yield from _quota_faults(parts.quota, team.currency)
        yield from season_faults(parts.quota)
    if "streams" not in broken:
        yield from stream_faults(parts.streams)
    told_apart = len({slug(stream.name) for stream in parts.streams}) == len(parts.streams)
    if kinds and told_apart and "streams" not in broken:
        yield from lead_type_faults(kinds, parts.streams, team.currency)
        yield from time_to_close_faults(kinds)
    if told_apart and "streams" not in broken:
        yield from open_business_faults(
            parts.open_business or (), parts.streams, team.effective, team.currency
        )
    if kinds and "stages" not in broken:
        yield from meaning_faults(parts.stages, kinds)
    if parts.qualified_lead is not None:
        yield from _qualified_faults(parts.qualified_lead)
    yield from _cadence_faults(parts.sales)
    yield from _repeated("sales.reject_reasons", parts.sales.reject_reasons)
    yield from long_promises(parts.sales, kinds, week_length(week_of(team.days, team.hours)), "the team")
    yield from _ladder_faults(parts.escalation)
    if kinds:
        yield from improvement_faults(parts.improvements, kinds, team.effective)
    yield from _promise_faults(parts.other_promises)


def _team_faults(team: TeamParts) -> Iterator[Fault]:
    if team.until is not None and team.effective is not None and team.until < team.effective:
        yield Fault(
            field="team.until",
            sentence=f"{team.until} lies before the first day, {team.effective}; write that day or a later one.",
        )
    by_weekday = team.hours if isinstance(team.hours, WorkingWeek) else None
    if by_weekday and "days" in team.model_fields_set and team.days != by_weekday.working:
        yield Fault(
            field="team.hours",
            sentence=f"names {spelling.days(by_weekday.working)} where the working days are "
            f"{spelling.days(team.days)}; name the same days, or leave the working days out.",
        )


def _quota_faults(quota: QuotaTable, currency: str | None) -> Iterator[Fault]:
    if currency is not None:
        yield from refused("quota.amount", lambda: parse_amount(quota.amount, currency))


def _qualified_faults(table: QualifiedLeadTable) -> Iterator[Fault]:
    yield from refused("qualified_lead.threshold", lambda: qualified_of(table))
    for field, criteria in (("fit", table.fit), ("behaviour", table.behaviour)):
        yield from _repeated(f"qualified_lead.{field}", [one.name for one in criteria])


def _cadence_faults(sales: SalesTable) -> Iterator[Fault]:
    yield from refused("sales.cadence", lambda: cadence_of(sales))


def _ladder_faults(ladder: Iterable[RungTable]) -> Iterator[Fault]:
    for number, (before, rung) in enumerate(pairwise(ladder), start=2):
        if rung.after_days <= before.after_days:
            yield Fault(
                field=f"escalation[{number}].after_days",
                sentence=f"{rung.after_days} does not come after {before.after_days}; list the steps by rising days.",
            )


def _promise_faults(promises: Iterable[OtherPromiseTable]) -> Iterator[Fault]:
    seen: set[str] = set()
    for number, promise in enumerate(promises, start=1):
        field = f"other_promises[{number}].name"
        if not slug(promise.name):
            yield Fault(field=field, sentence="has no letter or digit; write a name that has.")
        elif slug(promise.name) in seen:
            yield Fault(field=field, sentence=f"{promise.name} is listed already; name each promise once.")
        seen.add(slug(promise.name))


def long_promises(
    sales: SalesTable, kinds: Iterable[LeadTypeTable], week: timedelta, whose: str
) -> Iterator[Fault]:
    """Working times that `whose` weeks are too short for."""
    promises = {
        "sales.accept_within": sales.accept_within,
        "sales.first_attempt_within": sales.first_attempt_within,
    }
    for number, kind in enumerate(kinds, start=1):
        if kind.first_attempt_within is not None:
            promises[f"lead_types[{number}].first_attempt_within"] = kind.first_attempt_within
    for field, within in promises.items():
        if within > WEEKS_FOR_A_PROMISE * week:
            sentence = f"is more than {whose} works in {WEEKS_FOR_A_PROMISE} weeks; write a shorter time."
            yield Fault(field=field, sentence=sentence)


def week_length(week: WorkingWeek) -> timedelta:
    def minutes(window: Window) -> int:
        start, end = (bound.hour * 60 + bound.minute for bound in (window.start, window.end))
        return (end or 24 * 60) - start

    return timedelta(minutes=sum(minutes(window) for windows in week.days for window in windows))


def _repeated(field: str, names: Iterable[str]) -> Iterator[Fault]:
    seen: set[str] = set()
    for name in names:
        if name.casefold() in seen:
            yield Fault(field=field, sentence=f'lists "{name}" twice; name each once.')
        seen.add(name.casefold())
