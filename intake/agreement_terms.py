"""Turns the checked tables of sla.toml into the typed terms, and refuses what does not fit together."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from fractions import Fraction

from intake.agreement_shape import AgreementFile, LeadTypeTable, PersonTable, SalesTable, TeamTable
from intake.public_holidays import NONE, public_holidays
from sla.cadence import Cadence, Checkpoint
from sla.calendar import Window, WorkingCalendar, WorkingWeek
from sla.errors import BadInput
from sla.funnel import Funnel
from sla.money import parse_amount
from sla.people import Person, Role, Side
from sla.terms import LeadType, Quota, SalesTerms, Terms

_EVERYTHING_ELSE = "*"
_ROLES = {Side.MARKETING: {Role.MARKETER, Role.MANAGER}, Side.SALES: {Role.REP, Role.MANAGER}}
_WEEKS_FOR_A_FIRST_ATTEMPT = 4


def terms_of(shape: AgreementFile, digest: str) -> Terms:
    """Version 0, not signed; BadInput names the key that does not fit."""
    team = shape.team
    calendar = _team_calendar(team)
    people = tuple(
        _person(person, n, calendar, team.effective) for n, person in enumerate(shape.people, start=1)
    )
    _check_people(people)
    _check_first_attempt(shape.sales.first_attempt_within, people)
    kinds = _lead_types(shape.lead_types, team.currency)
    with _naming("quota.amount"):
        quota = Quota(amount=parse_amount(shape.quota.amount, team.currency), period=shape.quota.period)
    return Terms(
        team=team.name,
        locale=team.locale,
        currency=team.currency,
        calendar=calendar,
        channel=team.channel,
        digest_at=team.digest_at,
        nudge_at=team.nudge_at,
        effective_on=team.effective,
        quota=quota,
        share_of=shape.quota.share_of,
        lead_types=kinds,
        other_type=next((kind.key for kind in kinds if _EVERYTHING_ELSE in kind.origins), kinds[0].key),
        sales=_sales(shape.sales),
        people=people,
        version=0,
        sha256=digest,
    )


@contextmanager
def _naming(key: str) -> Iterator[None]:
    """Put the key in front of a refusal by the rules."""
    try:
        yield
    except BadInput as fault:
        raise BadInput(f"{key}: {fault.message}", field=key) from None


def _refuse(key: str, sentence: str) -> BadInput:
    return BadInput(f"{key}: {sentence}", field=key)


def _team_calendar(team: TeamTable) -> WorkingCalendar:
    with _naming("team.holidays"):
        free = public_holidays(team.holidays or NONE, team.effective.year)
    with _naming("team.hours"):
        return WorkingCalendar(zone=team.zone, week=_week(team.days, team.hours), holidays=free)


def _week(days: frozenset[int], hours: tuple[Window, ...]) -> WorkingWeek:
    return WorkingWeek(days=tuple(hours if day in days else () for day in range(7)))


def _person(table: PersonTable, number: int, team: WorkingCalendar, effective: date) -> Person:
    key = f"people[{number}]"
    if table.role not in _ROLES[table.side]:
        known = " or ".join(f'"{role}"' for role in Role if role in _ROLES[table.side])
        raise _refuse(f"{key}.role", f"{table.name} is on the {table.side} side; write {known}.")
    with _naming(f"{key}.holidays"):
        free = public_holidays(table.holidays, effective.year) if table.holidays else team.holidays
    team_days = frozenset(day for day, windows in enumerate(team.week.days) if windows)
    team_hours = next(windows for windows in team.week.days if windows)
    with _naming(f"{key}.hours"):
        week = _week(table.days or team_days, table.hours or team_hours)
    return Person(
        email=table.email,
        name=table.name,
        side=table.side,
        role=table.role,
        calendar=WorkingCalendar(zone=table.zone or team.zone, week=week, holidays=free),
    )


def _check_people(people: Sequence[Person]) -> None:
    seen: dict[str, int] = {}
    for number, person in enumerate(people, start=1):
        if person.email in seen:
            key = f"people[{number}].email"
            raise _refuse(key, f"{person.email} is people[{seen[person.email]}] already; name each once.")
        seen[person.email] = number
    if not any(person.carries_leads for person in people):
        raise _refuse("people", 'nobody is a rep; give at least one person side = "sales" and role = "rep".')


def _check_first_attempt(within: timedelta, people: Sequence[Person]) -> None:
    """So long a promise that somebody's weeks cannot hold it would never fall due."""
    for person in people:
        if within > _WEEKS_FOR_A_FIRST_ATTEMPT * _week_length(person.calendar.week):
            raise _refuse(
                "sales.first_attempt_within",
                f"is more than {person.name} works in {_WEEKS_FOR_A_FIRST_ATTEMPT} weeks; write a shorter time.",
            )


def _week_length(week: WorkingWeek) -> timedelta:
    def minutes(window: Window) -> int:
        start, end = (bound.hour * 60 + bound.minute for bound in (window.start, window.end))
        return (end or 24 * 60) - start

    return timedelta(minutes=sum(minutes(window) for windows in week.days for window in windows))


def _lead_types(tables: Sequence[LeadTypeTable], currency: str) -> tuple[LeadType, ...]:
    kinds = tuple(
        _lead_type(table, number, currency, alone=len(tables) == 1)
        for number, table in enumerate(tables, start=1)
    )
    seen: dict[str, LeadType] = {}
    for number, kind in enumerate(kinds, start=1):
        for word in sorted({kind.key, *kind.origins}):
            if word in seen:
                both = f"{seen[word].name} and {kind.name}"
                raise _refuse(f"lead_types[{number}]", f'"{word}" stands for both {both}; give it to one.')
        seen.update(dict.fromkeys({kind.key, *kind.origins}, kind))
    total = sum((kind.share for kind in kinds), Fraction(0))
    if total != 1:
        raise _refuse(
            "lead_types", f"the shares add up to {float(total * 100):.6g}%; make them add up to 100%."
        )
    return kinds


def _lead_type(table: LeadTypeTable, number: int, currency: str, *, alone: bool) -> LeadType:
    key = f"lead_types[{number}]"
    if table.share is None and not alone:
        raise _refuse(
            f"{key}.share", f'is missing; with several lead types {table.name} needs one, like "40%".'
        )
    with _naming(f"{key}.aov"):
        aov = parse_amount(table.aov, currency)
    with _naming(f"{key}.rates"):
        funnel = Funnel(stages=table.stages, rates=table.rates, aov=aov)
    return LeadType(
        key=re.sub(r"\W+", "-", table.name.casefold()).strip("-") or f"type-{number}",
        name=table.name,
        origins=frozenset(word.casefold() for word in (table.name, *(table.origins or ()))),
        funnel=funnel,
        share=table.share.fraction if table.share else Fraction(1),
    )


def _sales(table: SalesTable) -> SalesTerms:
    checkpoints = tuple(Checkpoint(day=one.day, need=one.follow_ups) for one in table.cadence)
    with _naming("sales.cadence"):
        cadence = Cadence(
            checkpoints=checkpoints,
            suggested_days=_even_days(checkpoints) if table.suggested_days is None else table.suggested_days,
        )
    return SalesTerms(
        first_attempt_within=table.first_attempt_within,
        first_attempt_target=table.first_attempt_target.fraction,
        cadence=cadence,
        cadence_target=table.cadence_target.fraction,
        touches_per_rep_week=table.touches_per_rep_week,
        utilisation=table.utilisation.fraction,
    )


def _even_days(checkpoints: Sequence[Checkpoint]) -> tuple[int, ...]:
    """Follow-ups spread evenly up to each checkpoint, rounded up (MATHS §3)."""
    days: list[int] = []
    before = Checkpoint(day=0, need=0)
    for checkpoint in checkpoints:
        steps, span = checkpoint.need - before.need, checkpoint.day - before.day
        days += [before.day - (-span * n // steps) for n in range(1, steps + 1)]
        before = checkpoint
    return tuple(days)
