"""Sales is judged lead by lead, each by the version it was handed off under; a later one changes no verdict."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sla.board import SalesSide, ShareLine
from sla.cadence import Cadence, Checkpoint, Standing
from sla.leads import Derived, LeadId
from sla.services.recount import judged, owner_of, owners, stand
from sla.services.status import Status
from sla.terms import Terms
from tests.fakes.store import FakeStore
from tests.sla.services.agreement import ANA, BERLIN, BO, CALENDAR, EVENT, TERMS, at, quota
from tests.sla.services.team import Team

SHORT = Cadence(
    checkpoints=(Checkpoint(day=7, need=1), Checkpoint(day=21, need=2), Checkpoint(day=60, need=3)),
    suggested_days=(5, 14, 50),
)
APRIL = date(2026, 4, 1)
STRICT = replace(
    TERMS,
    effective_on=APRIL,
    sales=replace(
        TERMS.sales,
        cadence=SHORT,
        cadence_target=Fraction(1, 2),
        first_attempt_within=timedelta(minutes=30),
        first_attempt_target=Fraction(1, 2),
    ),
)
"""From 1 April on one follow-up by day 7, a first attempt within half an hour, and half of it all is enough."""

SIGNED_AT = at("2026-03-25 10:00")


def board(team: Team, now: str) -> SalesSide:
    return Status(team.desk).board(team.come(at(now))).sales


def line(team: Team, now: str, day: int | None) -> ShareLine:
    return next(
        one for one in board(team, now).lines if (one.checkpoint.day if one.checkpoint else None) == day
    )


def test_each_by_its_own_cadence(team: Team) -> None:
    """Twenty leads before the change are due on day 14 with 3 follow-ups, thirty after it on day 7 with one."""
    team.agree(STRICT, SIGNED_AT)
    old, new = team.leads(20, at("2026-03-26 10:00")), team.leads(30, at("2026-04-02 10:00"))
    assert ({team.stored(one).version for one in old}, {team.stored(one).version for one in new}) == (
        {0},
        {1},
    )
    team.touch_each(old, at("2026-03-26 11:00"), at("2026-03-30 11:00"))
    team.touch_each(old[:18], at("2026-03-31 11:00"), at("2026-04-01 11:00"))
    team.touch_each(new, at("2026-04-02 10:15"))
    team.touch_each(new[:27], at("2026-04-07 11:00"))
    found, earlier = line(team, "2026-04-13 10:00", 7), line(team, "2026-04-13 10:00", 14)
    assert (found.kept, found.judged, found.target, found.versions) == (27, 30, Fraction(1, 2), (1,))
    assert (earlier.kept, earlier.judged, earlier.target, earlier.versions) == (18, 20, Fraction(9, 10), (0,))


def test_one_that_both_versions_promise_is_counted_together(team: Team) -> None:
    """The same days with another target: each lead brings its own into the average."""
    looser = replace(TERMS, sales=replace(TERMS.sales, cadence_target=Fraction(1, 2)), effective_on=APRIL)
    team.agree(looser, SIGNED_AT)
    old, new = team.leads(20, at("2026-03-31 10:00")), team.leads(30, at("2026-04-01 10:00"))
    for day in ("02", "03", "07", "08"):
        team.touch_each([*old[:18], *new[:27]], at(f"2026-04-{day} 11:00"))
    found = line(team, "2026-04-17 10:00", 14)
    assert (found.kept, found.judged, found.versions) == (18 + 27, 50, (0, 1))
    assert found.target == (20 * Fraction(9, 10) + 30 * Fraction(1, 2)) / 50


def test_each_by_its_own_first_attempt(team: Team) -> None:
    team.agree(STRICT, SIGNED_AT)
    old, new = team.leads(20, at("2026-03-31 10:00")), team.leads(20, at("2026-04-01 10:00"))
    team.touch_each(old, at("2026-03-31 11:00"))
    team.touch_each(new, at("2026-04-01 11:00"))
    before, after = line(team, "2026-04-01 09:00", None), line(team, "2026-04-02 09:00", None)
    assert (before.kept, before.judged, before.versions) == (20, 20, (0,))
    assert (after.kept, after.judged, after.versions) == (0, 20, (1,)), "an hour is too late from April on"


def test_a_board_of_leads_of_one_version_only_says_so(team: Team) -> None:
    team.agree(STRICT, SIGNED_AT)
    team.touch_each(team.leads(25, at("2026-03-03 10:00")), at("2026-03-03 10:30"))
    (first, *_) = board(team, "2026-03-20 10:00").lines
    assert first.versions == (0,)


def test_what_was_delivered_keeps_its_price(team: Team) -> None:
    """MATHS D13: twice the quota for as many leads makes later ones dearer, not those that have come."""
    team.leads(10, at("2026-03-31 10:00"))
    before = Status(team.desk).board(at("2026-04-01 10:00")).marketing.value_cumulative
    team.agree(replace(TERMS, quota=quota(240_000), lead_types=(EVENT_ALONE,), effective_on=APRIL), SIGNED_AT)
    team.leads(10, at("2026-04-01 10:00"))
    after = Status(team.desk).board(at("2026-04-02 10:00")).marketing.value_cumulative
    assert before.delivered == 10 * 100
    assert after.delivered == 10 * 100 + 10 * 50, "a website lead counts among the others from April on"


EVENT_ALONE = replace(EVENT, share=Fraction(1))


def _cadence(steps: list[tuple[int, int]]) -> Cadence:
    """Rising days and follow-ups, each suggested on its checkpoint's last days."""
    day, need, found, suggested = 0, 0, [], list[int]()
    for days, follow_ups in steps:
        day, need = day + days + follow_ups, need + follow_ups
        found.append(Checkpoint(day=day, need=need))
        suggested += [day - follow_ups + 1 + n for n in range(follow_ups)]
    return Cadence(checkpoints=tuple(found), suggested_days=tuple(suggested))


cadences = st.lists(st.tuples(st.integers(1, 20), st.integers(1, 3)), min_size=1, max_size=4).map(_cadence)


@st.composite
def later_terms(draw: st.DrawFn) -> Terms:
    """Any other promise, beginning after the signature."""
    sales = replace(
        TERMS.sales,
        cadence=draw(cadences),
        cadence_target=Fraction(draw(st.integers(1, 100)), 100),
        first_attempt_within=timedelta(minutes=draw(st.integers(5, 2000))),
        first_attempt_target=Fraction(draw(st.integers(1, 100)), 100),
    )
    zone = draw(st.sampled_from([BERLIN, "Asia/Tokyo", "America/Sao_Paulo"]))
    return replace(
        TERMS,
        sales=sales,
        quota=quota(draw(st.integers(10, 900)) * 1000),
        calendar=replace(CALENDAR, zone=zone),
        effective_on=SIGNED_AT.date() + timedelta(days=draw(st.integers(1, 40))),
    )


def verdicts(team: Team, leads: list[LeadId]) -> list[tuple[Standing, Derived]]:
    """How each stands a while after the change, from its facts, and what is stored of it."""
    now = team.come(at("2026-05-20 10:00"))
    found = []
    with team.work() as work:
        book, people = team.desk.book(work), owners(work, team.desk.book(work))
        for history in work.leads.histories(leads):
            owner = owner_of(history.lead, people)
            place = stand(history.lead, judged(history, now), book=book, owner=owner, now=now)
            found.append((place, history.lead.derived))
    return found


def facts(team: Team, moments: list[tuple[int, list[int]]]) -> list[LeadId]:
    """Leads handed off before the signature, each touched some hours after its handoff."""
    leads = []
    for number, (hours, touched) in enumerate(moments):
        handed_over = SIGNED_AT - timedelta(hours=hours)
        owner = (ANA, BO, None)[number % 3]
        leads.append(team.lead(handed_over, owner=owner))
        if touched:
            team.touch(leads[-1], *(handed_over + timedelta(hours=one) for one in touched))
    return leads


histories = st.lists(
    st.tuples(st.integers(0, 90 * 24), st.lists(st.integers(0, 70 * 24), max_size=6)), min_size=1, max_size=5
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(histories, st.lists(later_terms(), min_size=1, max_size=2), st.integers(0, 100))
def test_no_later_version_changes_a_verdict(
    moments: list[tuple[int, list[int]]], later: list[Terms], days: int
) -> None:
    """How a lead handed off before stands, its columns, and every board of a past moment stay as they were."""
    with_none, with_later = Team.of(FakeStore()), Team.of(FakeStore())
    past = SIGNED_AT - timedelta(days=days)
    leads = facts(with_none, moments)
    before = Status(with_none.desk).board(with_none.come(past)).sales
    assert facts(with_later, moments) == leads
    for terms in sorted(later, key=lambda one: one.effective_on):
        with_later.agree(terms, SIGNED_AT)
    assert Status(with_later.desk).board(with_later.come(past)).sales == before
    assert verdicts(with_later, leads) == verdicts(with_none, leads)
