"""The derived columns are what the facts say, however the facts came in and however the clock moved."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import count
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sla.activity import DealRow, TouchId, TouchRow
from sla.leads import Derived, LeadId
from sla.services.recount import BATCH, BringForward, derive, facts_of, recount
from sla.touches import Direction, TouchKind
from tests.fakes.store import FakeStore
from tests.sla.services.agreement import ANA, BERLIN, BO, CALENDAR, TERMS, at
from tests.sla.services.team import Team
from tests.stores import SqlStore

START = at("2026-03-02 10:00")
DAY = timedelta(days=1)
FAR = START + 100 * DAY
NUMBERS = count(1)
"""Never the same external id twice, where the examples share a database."""

hours = st.integers(-48, 80 * 24)
"""From before the handoff to long after the last checkpoint, over the clocks' change on 29 March."""

# What can happen: an activity, a win, the undoing of an activity, or nothing but time going by.
events = st.lists(
    st.one_of(
        st.tuples(st.just("touch"), hours),
        st.tuples(st.just("stop"), st.integers(0, 80 * 24)),
        st.tuples(st.just("undo"), st.integers(0, 9)),
        st.tuples(st.just("wait"), st.integers(1, 30 * 24)),
    ),
    max_size=14,
)


def touch_row(number: int, lead_id: LeadId, moment: datetime) -> TouchRow:
    return TouchRow(
        source="feed", external_id=str(number), lead_id=lead_id, kind=TouchKind.CALL,
        direction=Direction.OUTBOUND, outcome=None, note="", occurred_at=moment, received_at=moment,
        by_member=None,
    )  # fmt: skip


def happen(team: Team, lead_id: LeadId, what: str, number: int, now: datetime) -> None:
    """Write one fact, with the lead recounted in the same transaction."""
    moment = START + timedelta(hours=number)
    with team.work() as work:
        known = [fact.id for fact in work.leads.histories([lead_id])[0].touches]
        if what == "touch":
            work.touches.add([touch_row(next(team.numbers), lead_id, moment)])
        elif what == "stop":
            deal = DealRow(
                source="test",
                external_id=str(next(team.numbers)),
                lead_id=lead_id,
                won_at=moment,
                amount=None,
            )
            work.deals.upsert([deal])
        elif what == "undo" and known:
            work.touches.undo(TouchId(int(known[number % len(known)])), now)
        recount(work, [lead_id], book=team.desk.book(work), now=now)
        work.commit()


def fresh(team: Team, lead_id: LeadId, now: datetime) -> Derived:
    with team.work() as work:
        (facts,) = facts_of(work, [lead_id])
    return derive(facts, book=team.book, owner=ANA, now=now)


def plainly(team: Team, lead_id: LeadId, now: datetime) -> tuple[int, datetime | None]:
    """Follow-ups and first attempt, counted without the rules' own code: one a local day, the first is none."""
    with team.work() as work:
        (history,) = work.leads.histories([lead_id])
    counted = sorted(fact.occurred_at for fact in history.touches if START <= fact.occurred_at <= now)
    days = {CALENDAR.local_date(moment) for moment in counted}
    return max(len(days) - 1, 0), counted[0] if counted else None


@settings(max_examples=60, deadline=None)
@given(events)
def test_columns_are_what_the_facts_say_after_every_event(happened: list[tuple[str, int]]) -> None:
    team = Team.of(FakeStore())
    lead_id, now = team.lead(START), START
    for what, number in happened:
        if what == "wait":
            now += timedelta(hours=number)
        else:
            happen(team, lead_id, what, number, now)
        team.come(now)
        derived = team.stored(lead_id).derived
        assert derived == fresh(team, lead_id, now)
        assert (derived.follow_up_count, derived.first_attempt_at) == plainly(team, lead_id, now)
        assert derived.recount_at is None or derived.recount_at > now


@settings(max_examples=40, deadline=None)
@given(events, st.randoms(use_true_random=False))
def test_the_order_in_which_facts_come_in_does_not_matter(
    happened: list[tuple[str, int]], random: Random
) -> None:
    facts = [(what, number) for what, number in happened if what in {"touch", "stop"}]
    shuffled = list(facts)
    random.shuffle(shuffled)
    found = []
    for order in (facts, shuffled):
        team = Team.of(FakeStore())
        lead_id = team.lead(START)
        for what, number in order:
            happen(team, lead_id, what, number, START)
        team.come(FAR)
        found.append(team.stored(lead_id).derived)
    assert found[0] == found[1]


@settings(max_examples=40, deadline=None)
@given(events, st.lists(st.integers(0, 99), max_size=6))
def test_many_small_steps_of_the_clock_are_one_large_step(
    happened: list[tuple[str, int]], stops: list[int]
) -> None:
    found = []
    for steps in (sorted(stops), []):
        team = Team.of(FakeStore())
        lead_id = team.lead(START)
        for what, number in happened:
            if what != "wait":
                happen(team, lead_id, what, number, START)
        for days in [*steps, 100]:
            team.come(START + days * DAY)
        found.append(team.stored(lead_id).derived)
    assert found[0] == found[1]


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(events)
def test_the_database_says_the_same(sqlite_store: SqlStore, happened: list[tuple[str, int]]) -> None:
    team = Team(store=sqlite_store, tenant_id=sqlite_store.tenants.sole(), numbers=NUMBERS)
    lead_id, now = team.lead(START), START
    for what, number in happened:
        if what == "wait":
            now += timedelta(hours=number)
        else:
            happen(team, lead_id, what, number, now)
    team.come(now)
    assert team.stored(lead_id).derived == fresh(team, lead_id, now)


class TestWhatComesToPass:
    def test_a_touch_brought_in_ahead_counts_from_its_moment(self, team: Team) -> None:
        lead = team.lead(START)
        team.touch(lead, START + DAY, START + 2 * DAY, imported_at=START)
        before = team.stored(lead).derived
        assert (before.follow_up_count, before.first_attempt_at, before.recount_at) == (0, None, START + DAY)
        team.come(START + DAY)
        then = team.stored(lead).derived
        assert (then.follow_up_count, then.first_attempt_at) == (0, START + DAY)
        team.come(START + 2 * DAY)
        after = team.stored(lead).derived
        assert (after.follow_up_count, after.recount_at) == (1, None)

    def test_a_handoff_brought_in_ahead_starts_its_clock_then(self, team: Team) -> None:
        lead = team.lead(START)
        with team.work() as work:
            recount(work, [lead], book=team.desk.book(work), now=START - DAY)
            work.commit()
        assert team.stored(lead).derived.next_due_at is None
        team.come(START)
        assert team.stored(lead).derived.next_due_at == at("2026-03-17 00:00")

    def test_a_win_brought_in_ahead_stops_the_clock_then(self, team: Team) -> None:
        lead = team.lead(START)
        team.stop(START + 5 * DAY, lead, imported_at=START)
        assert team.stored(lead).derived.next_due_at is not None
        team.come(START + 5 * DAY)
        assert team.stored(lead).derived.next_due_at is None

    def test_how_many_and_the_second_time_none(self, team: Team) -> None:
        leads = team.leads(3, START)
        team.touch_each(leads, START + DAY, imported_at=START)
        forward = BringForward(team.desk)
        assert forward(START + DAY - timedelta(seconds=1)) == 0
        assert forward(START + DAY) == 3
        assert forward(START + DAY) == 0

    def test_in_batches_without_leaving_any_out(self) -> None:
        team = Team.of(FakeStore())
        leads = team.leads(BATCH + 7, START)
        team.touch_each(leads, START + DAY, imported_at=START)
        assert BringForward(team.desk)(START + DAY) == BATCH + 7
        assert {team.stored(lead).derived.first_attempt_at for lead in leads} == {START + DAY}


def test_a_suggested_day_is_a_working_day_of_the_owner(team: Team) -> None:
    # Day 5 is a Saturday, and on the Monday after it this owner is free.
    free = replace(ANA, calendar=replace(CALENDAR, holidays=frozenset({date(2026, 3, 9)})))
    team.terms = replace(TERMS, people=(free, BO))
    own, others = team.lead(START, owner=free), team.lead(START, owner=None)
    assert team.stored(own).derived.suggested_on == date(2026, 3, 10)
    assert team.stored(others).derived.suggested_on == date(2026, 3, 9)


@pytest.mark.parametrize(
    ("follow_ups", "due", "suggested"),
    [
        (0, "2026-03-17", "2026-03-09"),  # day 5 is a Saturday: Monday
        (1, "2026-03-17", "2026-03-12"),
        (2, "2026-03-17", "2026-03-16"),
        (3, "2026-03-31", "2026-03-23"),
        (5, "2026-04-28", "2026-04-13"),
        (6, "2026-04-28", "2026-04-27"),
    ],
)
def test_columns_by_hand(team: Team, follow_ups: int, due: str, suggested: str) -> None:
    lead = team.lead(START)
    team.touch(lead, *(START + timedelta(hours=1) + n * DAY for n in range(follow_ups + 1)))
    derived = team.stored(lead).derived
    assert derived.follow_up_count == follow_ups
    assert derived.next_due_at == at(f"{due} 00:00", BERLIN)
    assert derived.suggested_on is not None
    assert derived.suggested_on.isoformat() == suggested
