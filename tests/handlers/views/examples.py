"""One invented company on one day, Tuesday 24 November 2026, as the values that the views are given."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from fractions import Fraction

from sla.activity import Won
from sla.attempt_time import TimeSplit, Usual
from sla.board import (
    Board,
    ClosedLine,
    ClosedMonth,
    Exposure,
    OwnBoard,
    SalesDetail,
    SalesSide,
    ShareLine,
    TypeLines,
)
from sla.cadence import ARTICLE, Checkpoint
from sla.calendar import WorkingCalendar, WorkingWeek, at_local
from sla.commitments import About, TopicKind
from sla.delivered import Handover, Reason, Uncounted
from sla.digest import Checked, Digest, TakeForm, Taken, Topic, agenda
from sla.first_contact import FirstAttempts
from sla.funnel import Funnel
from sla.habits import Habits
from sla.landmark import Group, Landmark, Stratum
from sla.leads import LeadId
from sla.marketing import ClosedPace, MarketingSide, QuantityLine, Span, TypePace, Unit
from sla.money import Money
from sla.pace import Run, judge_quantity
from sla.people import Person, Role, Side
from sla.quality import Realised, TypeQuality
from sla.rates import parse_rate
from sla.scorecard import FollowUpShare
from sla.services.trials import TrialNote
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
    each = Fraction(500_000, 3900), Fraction(187)
    worth = website * each[0] + outbound * each[1]
    value = quantity(None, worth, 41_700, Unit.MONEY, of_month=of_month)
    total = quantity(None, website + outbound, 284, of_month=of_month)
    value_ever = quantity(
        None, 436_000, 458_700, Unit.MONEY, of_month=Fraction(448, 459), span=Span.CUMULATIVE
    )
    return MarketingSide(
        verdict=value.verdict,
        types=types,
        total=total,
        value_month=value,
        value_cumulative=value_ever,
        today_so_far=4,
        last_month=None,
        spans=(
            *(type_pace(line, price) for line, price in zip(types, each, strict=True)),
            TypePace(leads=total, value=value, leads_ever=ever(total), value_ever=value_ever),
        ),
    )


def ever(line: QuantityLine, price: Fraction | int = 1) -> QuantityLine:
    """Ten such months and this one, a little under what was promised."""
    unit = line.unit if price == 1 else Unit.MONEY
    delivered, target = (line.target * 10 + line.delivered) * price, line.target * 11 * price
    return quantity(
        line.lead_type, delivered, target, unit, of_month=Fraction(448, 459), span=Span.CUMULATIVE
    )


def type_pace(line: QuantityLine, price: Fraction) -> TypePace:
    of_month = line.expected / line.target
    value = quantity(
        line.lead_type, line.delivered * price, line.target * price, Unit.MONEY, of_month=of_month
    )
    return TypePace(leads=line, value=value, leads_ever=ever(line), value_ever=ever(line, price))


def closed_pace(leads: int = 272, value: int = 40_032, since: int = 0) -> ClosedPace:
    """October as it was told on 2 November; `since` leads of $128 were taken out later."""
    whole = Fraction(1)
    return ClosedPace(
        month=date(2026, 10, 1),
        closed_at=at(9, day=date(2026, 11, 2)),
        leads=quantity(None, leads, 284, of_month=whole),
        value=quantity(None, value, 41_700, Unit.MONEY, of_month=whole),
        taken_out_since=since,
        value_since=Fraction(value - since * 128),
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


def undecided(side: MarketingSide, last: ClosedPace | None = None) -> MarketingSide:
    """The same side without any verdict of the month."""

    def open_(line: QuantityLine) -> QuantityLine:
        return replace(line, verdict=Verdict.NOT_YET)

    return replace(
        side,
        verdict=Verdict.NOT_YET,
        types=tuple(map(open_, side.types)),
        total=open_(side.total),
        value_month=open_(side.value_month),
        spans=tuple(replace(one, leads=open_(one.leads), value=open_(one.value)) for one in side.spans),
        last_month=last,
    )


SETTLING = replace(
    BOARD,
    now=at(9, day=date(2026, 11, 4)),
    as_of=date(2026, 11, 3),
    days_elapsed=2,
    marketing=undecided(
        marketing(12, 7, of_month=Fraction(2, 21)),
        closed_pace(),
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


OVERDUE, PACE = About(kind=TopicKind.OVERDUE), About(kind=TopicKind.UNDER_PACE, lead_type="Outbound")
TAKE_FORM = TakeForm(on=TODAY, about=OVERDUE, leads=9, until=at(17), own=True, zone=ZONE, now=NOW)
TAKEN_ON = replace(
    digest(),
    topics=(
        replace(digest().topics[0], taken=Taken(leads=2, until=at(17))),
        replace(digest().topics[1], taken=Taken(leads=0, until=at(12))),
        Topic(kind=TopicKind.CONTESTED, leads=1, value=Fraction(377)),
    ),
    more=1,
)
CHECKED = replace(
    digest(),
    checked_on=TODAY - timedelta(days=1),
    missed=2,
    checked=(
        Checked(about=OVERDUE, leads=9, left=2),
        Checked(about=PACE, leads=0, left=1),
        Checked(about=About(kind=TopicKind.OVER_PACE, lead_type="Website form"), leads=0, left=None),
        Checked(about=About(kind=TopicKind.CONTESTED), leads=1, left=0),
    ),
)

TRIAL = TrialNote(
    digest=digest(), channel="sla", reps=3, leads=11, day=2, of_days=5, starts_on=TODAY + timedelta(days=6)
)

ATTEMPTS = FirstAttempts(
    kept=60,
    judged=81,
    stopped=3,
    not_due=0,
    attempted=80,
    never=3,
    median=timedelta(minutes=40),
    p90=timedelta(hours=5),
    half=timedelta(minutes=45),
    nine_in_ten=timedelta(hours=5, minutes=10),
)
CONTACTS = replace(
    ATTEMPTS,
    kept=21,
    never=30,
    attempted=52,
    half=timedelta(hours=11),
    nine_in_ten=None,
    p90=timedelta(hours=30),
)


def each_in_time(day: int, *on_time: int, of: int, first: int) -> tuple[FollowUpShare, ...]:
    checkpoint = next(one for one in ARTICLE.checkpoints if one.day == day)
    return tuple(
        FollowUpShare(number=number, checkpoint=checkpoint, on_time=kept, judged=of)
        for number, kept in enumerate(on_time, start=first)
    )


QUALITY = (
    TypeQuality(
        name="Website form",
        accepted=30,
        answered=33,
        agreed=Fraction(4, 5),
        stage="SQL",
        advanced=31,
        entered=96,
        planned=Fraction(34, 100),
    ),
    TypeQuality(
        name="Outbound",
        accepted=0,
        answered=0,
        agreed=Fraction(4, 5),
        stage="SQL",
        advanced=7,
        entered=15,
        planned=Fraction(42, 100),
    ),
)
REALISED = Realised(
    leads=111,
    first=date(2026, 7, 2),
    last=date(2026, 9, 28),
    deals=6,
    without_amount=1,
    revenue=Money.of(11_400, "USD"),
    planned=Fraction(15_113),
)
DETAIL = SalesDetail(
    since=date(2026, 8, 26),
    attempts=ATTEMPTS,
    contacts=CONTACTS,
    follow_ups=(
        *each_in_time(14, 57, 54, 49, of=57, first=1),
        *each_in_time(28, 34, 31, of=38, first=4),
        *each_in_time(56, 13, 12, of=17, first=6),
    ),
    split=TimeSplit(
        leads=78,
        system=Usual(leads=0, median=None),
        queue=Usual(leads=34, median=timedelta(minutes=20)),
        human=Usual(leads=34, median=timedelta(minutes=35)),
        away=Usual(leads=3, median=timedelta(hours=8)),
    ),
    habits=Habits(closed_by_rep=3, reached=140, gap=timedelta(days=5, hours=12), gaps=311, late=4, logged=70),
    types=(
        TypeLines(
            name="Website form",
            lines=(
                share(None, 40, 51, target="80%"),
                share(14, 33, 37),
                share(28, 22, 25),
                share(56, 8, 11, fallback=True),
            ),
        ),
        TypeLines(
            name="Outbound",
            lines=(
                share(None, 20, 30, target="80%"),
                share(14, 16, 20),
                share(28, 9, 13),
                share(56, 4, 6, fallback=True),
            ),
        ),
    ),
    quality=QUALITY,
    realised=REALISED,
    landmark=Landmark(
        checkpoint=Checkpoint(day=14, need=3),
        until=56,
        strata=(
            Stratum(name="Website form", kept=Group(leads=48, won=9), short=Group(leads=31, won=4)),
            Stratum(name="Outbound", kept=Group(leads=6, won=1), short=Group(leads=4, won=0)),
        ),
        low=-0.07,
        high=0.19,
    ),
)
LAST_MONTH = ClosedMonth(
    month=date(2026, 10, 1),
    closed_at=at(9, day=date(2026, 11, 2)),
    lines=(
        ClosedLine(line=share(None, 41, 52, target="80%"), kept_since=43),
        ClosedLine(line=share(14, 30, 38), kept_since=30),
    ),
)
OWN_SALES = replace(
    SALES,
    lines=(
        replace(share(None, 11, 14, target="80%"), stopped_before=1, not_due=2),
        replace(share(14, 9, 11), stopped_before=4, stopped_by_rep=1, not_due=5),
        replace(share(28, 21, 24), not_due=9, kept_late=1),
    ),
)

OWN = OwnBoard(
    name="Ana Sanz",
    own=True,
    zone=ZONE,
    now=NOW,
    as_of=date(2026, 11, 23),
    version=0,
    sales=OWN_SALES,
    overdue=1,
    due_today=1,
    new=1,
    suggested=2,
    later=9,
    detail=replace(
        DETAIL,
        attempts=replace(
            ATTEMPTS, kept=11, judged=14, never=1, half=timedelta(minutes=52), nine_in_ten=timedelta(hours=3)
        ),
        contacts=replace(
            CONTACTS, kept=4, judged=24, never=2, half=timedelta(hours=9), nine_in_ten=timedelta(hours=31)
        ),
        follow_ups=(
            *each_in_time(14, 11, 11, 9, of=11, first=1),
            *each_in_time(28, 22, 21, of=24, first=4),
        ),
        types=(),
        quality=(),
        realised=None,
        landmark=None,
    ),
    last_month=LAST_MONTH,
    slack_id="U1ANA",
)


def _over() -> Board:
    """Outbound has been over for four months, one person came twice, and October lost two leads afterwards."""
    side = marketing(147, 89)
    website, outbound, total = side.spans
    run = Run(verdict=Verdict.OVER, months=3)
    leads, value = (replace(line, run=run, nth=4) for line in (outbound.leads, outbound.value))
    first = Handover(
        lead_id=LeadId(64), name="Harbour", lead_type="outbound", handed_off_at=at(10, day=date(2026, 10, 6)),
        person="1", out_at=None,
    )  # fmt: skip
    again = replace(first, lead_id=LeadId(112), handed_off_at=at(11, day=date(2026, 11, 9)))
    gone = replace(again, lead_id=LeadId(113), person=None, out_at=NOW)
    money = replace(REALISED, leads=96, revenue=Money.of(11_000, "USD"), planned=Fraction(96 * 128))
    return replace(
        BOARD,
        marketing=replace(
            side,
            types=(website.leads, leads),
            spans=(
                replace(website, qualified=120),
                replace(outbound, leads=leads, value=value, qualified=89),
                replace(total, qualified=209),
            ),
            uncounted=(
                Uncounted(handover=again, reason=Reason.REPEATED, counted=first),
                Uncounted(handover=gone, reason=Reason.REJECTED),
            ),
            last_month=closed_pace(since=2),
            quality=(replace(QUALITY[0], realised=money), *QUALITY[1:]),
        ),
    )


OVER = _over()
