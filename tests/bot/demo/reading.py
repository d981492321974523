"""Reads the files of a story back and judges them by the product's own rules, without a store."""

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from bot.demo.story import Story
from intake.activity_words import ACTIVITIES, DIRECTIONS
from intake.agreement_file import load_terms
from sla.cadence import Standing, State, standing
from sla.calendar import at_local
from sla.leads import Urgency
from sla.people import Person
from sla.terms import Terms
from sla.touches import Direction, JudgedTouch, Role, TouchFact, follow_up_times, judge_touches

RUNNING = {State.OPEN, State.AT_RISK, State.OVERDUE}


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadLead:
    """One lead of the files with its touches; `judged` is by the agreement's first day."""

    id: str
    company: str
    origin: str
    owner: Person
    handed_off_at: datetime
    judged: bool
    won_at: datetime | None
    facts: tuple[TouchFact, ...]

    def touches(self, now: datetime) -> tuple[JudgedTouch, ...]:
        zone = self.owner.calendar.zone
        return judge_touches(self.facts, handed_off_at=self.handed_off_at, zone=zone, now=now)

    def first_attempt_at(self, now: datetime) -> datetime | None:
        counted = (touch for touch in self.touches(now) if touch.role is Role.FIRST_ATTEMPT)
        return next((touch.fact.occurred_at for touch in counted), None)

    def standing(self, terms: Terms, now: datetime) -> Standing:
        return standing(
            terms.sales.cadence,
            handed_off_at=self.handed_off_at,
            zone=self.owner.calendar.zone,
            follow_up_times=follow_up_times(self.touches(now)),
            stopped_at=self.won_at,
            judged=self.judged,
            now=now,
            calendar=self.owner.calendar,
        )


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_leads(story: Story, terms: Terms) -> list[ReadLead]:
    facts: dict[str, list[TouchFact]] = {}
    for row in rows(story.touches_file):
        facts.setdefault(row["Lead ID"], []).append(_fact(row))
    won = {row["Lead ID"]: datetime.fromisoformat(row["Close Date"]) for row in rows(story.deals_file)}
    return [
        _lead(row, terms, won.get(row["Lead ID"]), facts.get(row["Lead ID"], []))
        for row in rows(story.leads_file)
    ]


def _lead(row: dict[str, str], terms: Terms, won_at: datetime | None, facts: list[TouchFact]) -> ReadLead:
    owner = terms.person(row["Owner Email"])
    assert owner is not None
    at = datetime.fromisoformat(row["Create Date"])
    return ReadLead(
        id=row["Lead ID"],
        company=row["Company"],
        origin=row["Lead Source"],
        owner=owner,
        handed_off_at=at,
        judged=terms.calendar.local_date(at) >= terms.effective_on,
        won_at=won_at,
        facts=tuple(facts),
    )


def _fact(row: dict[str, str]) -> TouchFact:
    at = datetime.fromisoformat(row["Activity Date"])
    return TouchFact(
        id=row["Activity ID"],
        kind=ACTIVITIES[row["Activity Type"].lower()].kind,
        direction=DIRECTIONS.get(row["Direction"].lower(), Direction.OUTBOUND),
        occurred_at=at,
        logged_at=at,
        by_hand=False,
        held=row["Outcome"] != "Scheduled",
    )


def first_message(terms: Terms, rep: Person, now: datetime) -> datetime:
    """When the rep's first private message of a demo that begins now goes out."""
    day = rep.calendar.local_date(now)
    at = at_local(day, terms.nudge_at, rep.calendar.zone)
    if rep.calendar.is_working_day(day) and at <= now < at + timedelta(hours=1):
        return now
    return next_message(terms, rep, now)


def next_message(terms: Terms, rep: Person, now: datetime) -> datetime:
    day = rep.calendar.next_working_day(rep.calendar.local_date(now), inclusive=True)
    at = at_local(day, terms.nudge_at, rep.calendar.zone)
    return at if at > now else at_local(rep.calendar.next_working_day(day), terms.nudge_at, rep.calendar.zone)


def worklist(leads: list[ReadLead], terms: Terms, rep: Person, now: datetime) -> Counter[Urgency]:
    """What the rep's message lists at `now`, by urgency."""
    return Counter(
        urgency
        for lead in leads
        if lead.owner is rep
        for urgency in _urgency(lead, lead.standing(terms, now), now)
    )


def _urgency(lead: ReadLead, place: Standing, now: datetime) -> Iterator[Urgency]:
    today = lead.owner.calendar.local_date(now)
    if place.state not in RUNNING or place.due_on is None or place.suggested_on is None:
        return
    if place.state is State.OVERDUE:
        yield Urgency.OVERDUE
    elif place.due_on <= today:
        yield Urgency.DUE_TODAY
    elif lead.first_attempt_at(now) is None:
        yield Urgency.NEW
    elif place.suggested_on <= today:
        yield Urgency.SUGGESTED


def terms_of(story: Story) -> Terms:
    return load_terms(story.terms_file)
