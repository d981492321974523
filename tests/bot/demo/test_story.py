"""The invented weeks: lifelike whatever day the demo starts, the same every time, and never from the future."""

from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.demo.story import write_story
from sla.book import Book
from sla.cadence import State
from sla.handoff import Handoffs
from sla.leads import Urgency
from sla.scorecard import CheckpointCase, checkpoint_share
from sla.targets import Month, Targets
from sla.terms import Terms
from sla.touches import Direction, NotCounted, Role, follow_up_times
from sla.verdict import Verdict, judge_share
from tests.bot.demo.reading import ReadLead, first_message, next_message, read_leads, rows, terms_of, worklist

BERLIN = ZoneInfo("Europe/Berlin")
STARTS = {
    "a Friday morning": datetime(2026, 11, 20, 9, 2, tzinfo=BERLIN),
    "Monday, the first of the month": datetime(2026, 6, 1, 9, 2, tzinfo=BERLIN),
    "a Saturday": datetime(2026, 11, 28, 11, 0, tzinfo=BERLIN),
    "New Year's Day": datetime(2027, 1, 1, 12, 0, tzinfo=BERLIN),
    "the leap day": datetime(2028, 2, 29, 10, 15, tzinfo=BERLIN),
    "Easter Monday": datetime(2026, 4, 6, 9, 2, tzinfo=BERLIN),
    "the night the clocks change": datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN),
    "after midnight": datetime(2026, 9, 16, 0, 40, tzinfo=BERLIN),
}


def book(terms: Terms) -> Book:
    """With one version."""
    return Book(versions=(terms,), people=terms.people)


class Told:
    """A story as its files tell it."""

    def __init__(self, folder: Path, now: datetime) -> None:
        self.now = now
        self.story = write_story(folder, now)
        self.terms: Terms = terms_of(self.story)
        self.leads: list[ReadLead] = read_leads(self.story, self.terms)


@pytest.fixture(scope="module", params=STARTS.values(), ids=list(STARTS))
def told(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Told:
    return Told(tmp_path_factory.mktemp("story"), request.param)


@pytest.fixture(scope="module")
def friday(tmp_path_factory: pytest.TempPathFactory) -> Told:
    return Told(tmp_path_factory.mktemp("friday"), STARTS["a Friday morning"])


def test_nothing_lies_in_the_future(told: Told) -> None:
    columns = {
        told.story.leads_file: "Create Date",
        told.story.touches_file: "Activity Date",
        told.story.deals_file: "Close Date",
    }
    for file, column in columns.items():
        moments = [datetime.fromisoformat(row[column]) for row in rows(file)]
        assert max(moments) <= told.now, file.name
        assert all(moment.tzinfo is not None for moment in moments)


def test_as_much_as_a_small_team_has(told: Told) -> None:
    recorded = [lead for lead in told.leads if lead.handed_off_at > told.now - timedelta(weeks=9)]
    assert 480 <= len(recorded) <= 620
    assert 2_900 <= sum(len(lead.facts) for lead in told.leads) <= 3_800
    a_week = len(recorded) / ((told.now - recorded[0].handed_off_at) / timedelta(weeks=1))
    assert 40 <= a_week <= 75


def test_names_and_ids_are_given_once(told: Told) -> None:
    assert len({lead.id for lead in told.leads}) == len(told.leads)
    assert len({lead.company for lead in told.leads}) == len(told.leads)


def test_the_agreement_runs_since_the_last_day_that_can_be_through_all_checkpoints(told: Told) -> None:
    age = told.terms.calendar.local_date(told.now) - told.terms.effective_on
    assert timedelta(weeks=8) < age < timedelta(weeks=9)
    assert told.terms.calendar.is_working_day(told.terms.effective_on)
    assert any(not lead.judged and lead.facts for lead in told.leads)


def test_reps_write_and_call_in_their_working_hours_only(told: Told) -> None:
    for lead in told.leads:
        calendar = lead.owner.calendar
        for fact in lead.facts:
            if fact.direction is Direction.OUTBOUND:
                windows = calendar.windows(calendar.local_date(fact.occurred_at))
                assert any(start <= fact.occurred_at < end for start, end in windows), (lead.id, fact)


def test_touches_follow_the_handoff_and_end_with_the_win(told: Told) -> None:
    for lead in told.leads:
        assert all(fact.occurred_at >= lead.handed_off_at for fact in lead.facts), lead.id
        if lead.won_at is not None:
            assert lead.won_at > lead.handed_off_at
            assert all(fact.occurred_at <= lead.won_at for fact in lead.facts), lead.id


def test_every_rep_has_a_list_to_work_in_the_morning(told: Told) -> None:
    """The first message of the demo; free days that have just ended leave a few more."""
    for rep in told.terms.reps:
        at = first_message(told.terms, rep, told.now)
        counts = worklist(told.leads, told.terms, rep, at)
        four_days = (rep.calendar.local_date(at) - timedelta(days=n) for n in range(1, 5))
        rested = sum(not rep.calendar.is_working_day(day) for day in four_days) > 2
        assert 2 <= counts.total() <= (14 if rested else 10), (rep.name, counts)
        assert counts[Urgency.NEW], rep.name


def test_the_usual_start_leaves_at_most_eight(friday: Told) -> None:
    totals = Counter[Urgency]()
    for rep in friday.terms.reps:
        counts = worklist(friday.leads, friday.terms, rep, first_message(friday.terms, rep, friday.now))
        assert 2 <= counts.total() <= 8, (rep.name, counts)
        following = worklist(friday.leads, friday.terms, rep, next_message(friday.terms, rep, friday.now))
        assert 2 <= following.total() <= 12, (rep.name, following)
        totals += counts
    assert set(totals) == {Urgency.OVERDUE, Urgency.DUE_TODAY, Urgency.NEW, Urgency.SUGGESTED}


def test_checkpoints_are_kept_almost_always_and_never_by_everybody(told: Told) -> None:
    cases = [
        CheckpointCase(
            handed_off_at=lead.handed_off_at,
            zone=lead.owner.calendar.zone,
            follow_up_times=follow_up_times(lead.touches(told.now)),
            stopped_at=lead.won_at,
        )
        for lead in told.leads
        if lead.judged
    ]
    target = told.terms.sales.cadence_target
    calendar = told.terms.calendar
    as_of = calendar.day_end(calendar.previous_working_day(calendar.local_date(told.now)))
    shares = [checkpoint_share(one, cases, as_of=as_of) for one in told.terms.sales.cadence.checkpoints]
    verdicts = [judge_share(share.kept, share.judged, target) for share in shares]
    assert verdicts == [Verdict.KEPT, Verdict.TOO_CLOSE, Verdict.TOO_FEW]
    assert all(share.judged and share.kept < share.judged for share in shares[:2])


def test_first_attempts_are_in_time_nine_times_of_ten(told: Told) -> None:
    handoffs = Handoffs(
        book(told.terms), first=told.terms.effective_on, last=told.terms.calendar.local_date(told.now)
    )
    judged = [
        (
            lead.first_attempt_at(told.now),
            handoffs.facts(
                lead.owner, lead.handed_off_at, told.terms.type_of_origin(lead.origin)
            ).first_attempt_due_at,
        )
        for lead in told.leads
        if lead.judged
    ]
    due = [(at, due_at) for at, due_at in judged if due_at <= told.now]
    kept = sum(at is not None and at <= due_at for at, due_at in due)
    assert 0.91 <= kept / len(due) <= 0.97
    assert any(at is None for at, _ in judged)


def test_marketing_is_on_pace_with_outbound_under(told: Told) -> None:
    calendar, targets = told.terms.calendar, Targets(book(told.terms), told.terms)
    as_of = calendar.previous_working_day(calendar.local_date(told.now))
    judged = [lead for lead in told.leads if lead.judged and calendar.local_date(lead.handed_off_at) <= as_of]
    delivered = Counter(told.terms.type_of_origin(lead.origin) for lead in judged)
    ratio = {
        kind.key: delivered[kind.key] / targets.cumulative(as_of).leads[kind.key].expected
        for kind in told.terms.lead_types
    }
    assert 0.93 <= ratio["website-form"] <= 1.07
    assert 0.72 <= ratio["outbound"] <= 0.86


def test_a_month_that_has_begun_is_near_its_plan(friday: Told) -> None:
    calendar, targets = friday.terms.calendar, Targets(book(friday.terms), friday.terms)
    as_of = calendar.previous_working_day(calendar.local_date(friday.now))
    website = friday.terms.lead_type("website-form")
    of_month = [
        lead
        for lead in friday.leads
        if friday.terms.type_of_origin(lead.origin) == website.key
        and as_of.replace(day=1) <= calendar.local_date(lead.handed_off_at) <= as_of
    ]
    expected = targets.month(Month.of(as_of), as_of).leads[website.key].expected
    assert 0.9 <= len(of_month) / expected <= 1.1


def test_life_adds_what_does_not_count(friday: Told) -> None:
    touches = [touch for lead in friday.leads for touch in lead.touches(friday.now)]
    refused = Counter(touch.not_counted for touch in touches if touch.not_counted is not None)
    assert set(refused) == {
        NotCounted.SAME_DAY,
        NotCounted.INBOUND,
        NotCounted.NOTE,
        NotCounted.SCHEDULED_ONLY,
    }
    assert sum(touch.role is Role.FOLLOW_UP for touch in touches) > 0.6 * len(touches)
    assert Counter(row["Outcome"] for row in rows(friday.story.touches_file))["No answer"] > 100


def test_some_leads_are_overdue_now_but_few(told: Told) -> None:
    overdue = [lead for lead in told.leads if lead.standing(told.terms, told.now).state is State.OVERDUE]
    assert 1 <= len(overdue) <= 12


def test_wins_have_amounts_and_near_the_years_quota_share(friday: Told) -> None:
    amounts = [float(row["Amount"]) for row in rows(friday.story.deals_file)]
    passed = (friday.now - datetime(2026, 1, 1, tzinfo=BERLIN)) / timedelta(days=365)
    assert 0.8 <= sum(amounts) / (500_000 * passed) <= 1.1
    assert 1_700 <= sum(amounts) / len(amounts) <= 2_300


def test_the_newest_leads_have_names_that_try_an_encoding(friday: Told) -> None:
    newest = " ".join(lead.company for lead in friday.leads[-250:])
    for name in ("Café Lumière", "Łódź", "株式会社"):
        assert name in newest


def test_the_same_seed_tells_the_same_story_and_another_one_another(tmp_path: Path) -> None:
    now = STARTS["a Saturday"]
    first, again = write_story(tmp_path / "a", now), write_story(tmp_path / "b", now)
    other = write_story(tmp_path / "c", now, seed=7)
    for name in ("terms_file", "leads_file", "touches_file", "deals_file", "workspace_file"):
        assert getattr(first, name).read_bytes() == getattr(again, name).read_bytes(), name
    assert first.leads_file.read_bytes() != other.leads_file.read_bytes()
    assert first.touches_file.read_bytes() != other.touches_file.read_bytes()
