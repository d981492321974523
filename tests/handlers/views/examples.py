"""One invented company on one day, Tuesday 24 November 2026, as the values that the views are given."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from fractions import Fraction

from sla.activity import Won
from sla.board import Board, Exposure, MarketingSide, OwnBoard, QuantityLine, SalesSide, ShareLine, Span, Unit
from sla.cadence import ARTICLE, Checkpoint
from sla.calendar import WorkingCalendar, WorkingWeek, at_local
from sla.digest import Digest, agenda
from sla.funnel import Funnel
from sla.money import Money
from sla.pace import judge_quantity
from sla.people import Person, Role, Side
from sla.rates import parse_rate
from sla.terms import Period, Quota
from sla.verdict import Verdict, judge_share

ZONE = "Europe/Berlin"
TODAY = date(2026, 11, 24)
EFFECTIVE = date(2026, 1, 1)
CALENDAR = WorkingCalendar(zone=ZONE, week=WorkingWeek.monday_to_friday())
ANA = Person(email="ana@example.com", name="Ana Sanz", side=Side.SALES, role=Role.REP, calendar=CALENDAR)
KIM = Person(email="kim@example.com", name="Kim Lund", side=Side.SALES, role=Role.MANAGER, calendar=CALENDAR)
MAX = Person(
    email="max@example.com", name="Max Orr", side=Side.MARKETING, role=Role.MARKETER, calendar=CALENDAR
)
QUOTA = Quota(amount=Money.of(500_000, "USD"), period=Period.YEAR)
FUNNEL = Funnel(rates=tuple(map(parse_rate, ("34%", "82%", "23%"))), aov=Money.of(2000, "USD"))
OUTBOUND = Funnel(rates=tuple(map(parse_rate, ("42%", "85%", "24%"))), aov=Money.of(2000, "USD"))


def at(hour: int, minute: int = 0, day: date = TODAY) -> datetime:
    return at_local(day, time(hour, minute), ZONE)


NOW = at(9)


# The board


def quantity(
    name: str | None,
    delivered: Fraction | int,
    target: Fraction | int,
    unit: Unit = Unit.LEADS,
    *,
    of_month: Fraction = Fraction(16, 21),
    span: Span = Span.MONTH,
) -> QuantityLine:
    expected = target * of_month
    return QuantityLine(
        lead_type=name,
        unit=unit,
        span=span,
        delivered=Fraction(delivered),
        expected=expected,
        target=Fraction(target),
        verdict=judge_quantity(delivered, expected),
    )


def share(
    day: int | None, kept: int, judged: int, *, target: str = "90%", fallback: bool = False
) -> ShareLine:
    need = {checkpoint.day: checkpoint.need for checkpoint in ARTICLE.checkpoints}
    agreed = parse_rate(target).fraction
    return ShareLine(
        checkpoint=Checkpoint(day=day, need=need[day]) if day else None,
        kept=kept,
        judged=judged,
        stopped_before=4 if day == 28 else 0,
        target=agreed,
        verdict=judge_share(kept, judged, agreed),
        since=date(2026, 8, 25) if fallback else date(2026, 11, 1),
        last_90_days=fallback,
    )


def marketing(
    website: int = 147, outbound: int = 55, *, of_month: Fraction = Fraction(16, 21)
) -> MarketingSide:
    types = (
        quantity("Website form", website, 195, of_month=of_month),
        quantity("Outbound", outbound, 89, of_month=of_month),
    )
    worth = website * Fraction(500_000, 3900) + outbound * 187
    value = quantity(None, worth, 41_700, Unit.MONEY, of_month=of_month)
    return MarketingSide(
        verdict=value.verdict,
        types=types,
        total=quantity(None, website + outbound, 284, of_month=of_month),
        value_month=value,
        value_cumulative=quantity(
            None, 436_000, 458_700, Unit.MONEY, of_month=Fraction(448, 459), span=Span.CUMULATIVE
        ),
        today_so_far=4,
        last_month=None,
    )


SALES = SalesSide(
    measured=True,
    lines=(
        share(None, 60, 81, target="80%"),
        share(14, 49, 57),
        share(28, 31, 38),
        share(56, 12, 17, fallback=True),
    ),
    first_attempt_within=timedelta(hours=2),
)
UNMEASURED = SalesSide(measured=False, lines=(), first_attempt_within=timedelta(hours=2))

BOARD = Board(
    team="Acme",
    zone=ZONE,
    locale="en_US",
    now=NOW,
    as_of=date(2026, 11, 23),
    days_elapsed=16,
    days_total=21,
    effective_on=EFFECTIVE,
    version=0,
    quota=QUOTA,
    marketing=marketing(),
    sales=SALES,
    won=Won(deals=221, amount=Money.of(441_200, "USD"), without_amount=2),
    won_since=EFFECTIVE,
    overdue=Exposure(leads=9, value=Fraction(3393)),
    at_risk=Exposure(leads=23, value=Fraction(8671)),
)


def undecided(side: MarketingSide, last: QuantityLine | None = None) -> MarketingSide:
    """The same side without any verdict of the month."""

    def open_(line: QuantityLine) -> QuantityLine:
        return replace(line, verdict=Verdict.NOT_YET)

    return replace(
        side,
        verdict=Verdict.NOT_YET,
        types=tuple(map(open_, side.types)),
        total=open_(side.total),
        value_month=open_(side.value_month),
        last_month=last,
    )


SETTLING = replace(
    BOARD,
    now=at(9, day=date(2026, 11, 4)),
    as_of=date(2026, 11, 3),
    days_elapsed=2,
    marketing=undecided(
        marketing(12, 7, of_month=Fraction(2, 21)),
        quantity(None, 40_032, 41_700, Unit.MONEY, of_month=Fraction(1)),
    ),
)
CLOSED = replace(
    BOARD,
    now=at(9, day=date(2026, 11, 2)),
    as_of=date(2026, 10, 30),
    days_elapsed=22,
    days_total=22,
    version=3,
    marketing=replace(
        marketing(),
        types=(
            quantity("Website form", 190, 195, of_month=Fraction(1)),
            quantity("Outbound", 70, 89, of_month=Fraction(1)),
        ),
        total=quantity(None, 260, 284, of_month=Fraction(1)),
        value_month=quantity(None, 40_032, 41_700, Unit.MONEY, of_month=Fraction(1)),
        today_so_far=0,
    ),
)
BEFORE_START = replace(
    BOARD,
    effective_on=date(2026, 11, 30),
    marketing=undecided(
        replace(
            marketing(0, 0),
            types=(quantity("Website form", 0, 0),),
            total=quantity(None, 0, 0),
            value_month=quantity(None, 0, 0, Unit.MONEY),
            value_cumulative=quantity(None, 0, 0, Unit.MONEY, span=Span.CUMULATIVE),
            today_so_far=0,
        )
    ),
    sales=UNMEASURED,
    won=Won(deals=0, amount=Money.of(0, "USD"), without_amount=0),
    overdue=Exposure(leads=0, value=Fraction(0)),
    at_risk=Exposure(leads=0, value=Fraction(0)),
)
NO_LEADS = replace(
    BOARD,
    marketing=replace(
        marketing(0, 0),
        value_cumulative=quantity(None, 0, 458_700, Unit.MONEY, span=Span.CUMULATIVE),
        today_so_far=0,
    ),
    sales=UNMEASURED,
    won=Won(deals=0, amount=Money.of(0, "USD"), without_amount=0),
    overdue=Exposure(leads=0, value=Fraction(0)),
    at_risk=Exposure(leads=0, value=Fraction(0)),
)
NO_ACTIVITIES = replace(BOARD, sales=UNMEASURED)
ALL_KEPT = replace(
    BOARD,
    locale="de_DE",
    marketing=marketing(150, 68),
    sales=replace(SALES, lines=(share(None, 70, 81, target="80%"), share(14, 55, 57), share(28, 36, 38))),
)
TOO_FEW = replace(
    BOARD, sales=replace(SALES, lines=(share(None, 3, 4, target="80%"), share(14, 0, 0, fallback=True)))
)


def digest(board: Board = BOARD) -> Digest:
    values = {"Website form": Fraction(500_000, 3900), "Outbound": Fraction(187)}
    return Digest(on=board.now.date(), board=board, topics=agenda(board, lead_values=values))


OWN = OwnBoard(
    name="Ana Sanz",
    own=True,
    zone=ZONE,
    now=NOW,
    as_of=date(2026, 11, 23),
    version=0,
    sales=replace(SALES, lines=(share(None, 11, 14, target="80%"), share(14, 9, 11), share(28, 21, 24))),
    overdue=1,
    due_today=1,
    new=1,
    suggested=2,
    later=9,
)
