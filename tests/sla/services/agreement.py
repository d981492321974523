"""An invented agreement whose every number can be worked out by hand.

Its year's quota is $120,000. A website lead is worth $100 and 75 a month are promised, an event lead is worth
$50 and 50 a month are promised: together $10,000 a month. The team is in Berlin; Bo works in New York.
"""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

from sla.book import Book
from sla.cadence import ARTICLE
from sla.calendar import WorkingCalendar, WorkingWeek
from sla.funnel import Funnel
from sla.mix import ShareOf
from sla.money import Money
from sla.people import Named, Person, Role, Side
from sla.promises import HandoffTerms, MarketingTerms, Prose, Routing, SalesTerms
from sla.rates import parse_rate
from sla.terms import LeadType, Period, Quota, Stream, Terms

BERLIN, NEW_YORK = "Europe/Berlin", "America/New_York"
WEEK = WorkingWeek.monday_to_friday()
CALENDAR = WorkingCalendar(zone=BERLIN, week=WEEK)


def at(text: str, zone: str = BERLIN) -> datetime:
    """The moment of a local time, written like "2026-03-02 10:00"."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


def exact(*figures: Fraction | int) -> tuple[Fraction | int, ...]:
    """To compare figures with, all of them exact."""
    return figures


def person(name: str, role: Role = Role.REP, side: Side = Side.SALES, zone: str = BERLIN) -> Person:
    first = name.split(maxsplit=1)[0].casefold()
    calendar = WorkingCalendar(zone=zone, week=WEEK)
    return Person(email=f"{first}@example.com", name=name, side=side, role=role, calendar=calendar)


def named(who: Person) -> Named:
    """As the store knows them; their calendar is the business of whoever reads it."""
    return Named(email=who.email, name=who.name, side=who.side, role=who.role, streams=who.streams)


ANA, BO = person("Ana Lima"), person("Bo Reed", zone=NEW_YORK)
KIM = person("Kim Wolf", Role.MANAGER)
MAX = person("Max Orr", Role.MANAGER, Side.MARKETING)


def rates(*typed: str) -> Funnel:
    """A funnel of two or of the default stages, each deal worth $1,000."""
    stages = ("lead", "won") if len(typed) == 1 else ("MQL", "SQL", "opportunity", "won")
    return Funnel(stages=stages, rates=tuple(map(parse_rate, typed)), aov=Money.of(1000, "USD"))


def lead_type(key: str, funnel: Funnel, share: Fraction = Fraction(1)) -> LeadType:
    return LeadType(
        key=key,
        name=f"{key.capitalize()} leads",
        origins=frozenset({key}),
        funnel=funnel,
        share=share,
        stream="all",
    )


def quota(amount: int, period: Period = Period.YEAR) -> Quota:
    return Quota(amount=Money.of(amount, "USD"), period=period)


WEBSITE = lead_type("website", rates("10%"), Fraction(3, 4))
"""120 deals need 1,200 leads if it carried all: three quarters are 900 a year."""

EVENT = lead_type("event", rates("5%"), Fraction(1, 4))
"""120 deals need 2,400 leads if it carried all: a quarter is 600 a year."""

JANUARY = date(2026, 1, 1)

ALL = Stream(key="all", name="All business", share=Fraction(1), needs_leads=True, margin=None)

TERMS = Terms(
    team="Harbour",
    locale="en_US",
    currency="USD",
    calendar=CALENDAR,
    holidays=None,
    channel="#sla",
    digest_at=time(9),
    nudge_at=time(9),
    effective_on=JANUARY,
    ends_on=None,
    quota=quota(120_000),
    share_of=ShareOf.REVENUE,
    streams=(ALL,),
    lead_types=(WEBSITE, EVENT),
    other_type="event",
    sales=SalesTerms(
        accept_within=timedelta(hours=8),
        first_attempt_within=timedelta(hours=2),
        first_attempt_target=Fraction(9, 10),
        cadence=ARTICLE,
        cadence_target=Fraction(9, 10),
        longest_gap_days=14,
        reject_reasons=("duplicate", "other"),
        intake_factor=Fraction(3, 2),
        touches_per_rep_week=140,
        utilisation=Fraction(1),
    ),
    marketing=MarketingTerms(accepted_target=Fraction(4, 5), sql_target=None),
    handoff=HandoffTerms(process=(), routing=Routing.ROUND_ROBIN, unreachable_after=7, dispute_within_days=3),
    qualified=None,
    ladder=(),
    improvements=(),
    other_promises=(),
    prose=Prose(goals=(), target_buyer="", stages=(), metrics=(), meetings=()),
    people=(ANA, BO, KIM, MAX),
    version=0,
    sha256="first",
)


def book_of(*versions: Terms) -> Book:
    """These versions, numbered from 0 as they come; the people are the last one's."""
    numbered = tuple(replace(terms, version=number) for number, terms in enumerate(versions))
    return Book(versions=numbered, people=versions[-1].people if versions else ())
