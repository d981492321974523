"""The trial of a new agreement: what is held back, who sees it instead, and how it ends."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sla.book import Book
from sla.delivery import Kind
from sla.digest import Hello
from sla.errors import Conflict, NotAllowed
from sla.people import Person
from sla.services.bulletins import Bulletins
from sla.services.digests import Digests
from sla.services.trials import Started, TrialNote, TrialRun
from sla.trial import TRIAL_DAYS, trial_of
from tests.scheduling.stage import MovedByHand, Stage
from tests.sla.services.agreement import ANA, BO, CALENDAR, KIM, MAX, TERMS, at
from tests.sla.services.team import Team
from tests.stores import AnyStore

MONDAY = date(2026, 3, 16)
NEW = replace(TERMS, effective_on=MONDAY)
SIGNED = at("2026-03-12 12:00")
HELD = {Kind.DIGEST, Kind.WEEKLY, Kind.NUDGE, Kind.UNTRIED, Kind.UNACCEPTED, Kind.LATE}


@pytest.fixture
def stage(store: AnyStore) -> Stage:
    """A team whose first agreement was signed in Slack and is in force from Monday on."""
    team = Team(store=store, tenant_id=store.tenants.sole(), terms=None)
    with team.work() as work:
        team.enrol(work, NEW)
        work.commit()
    team.link({each.email: f"U{n}" for n, each in enumerate(NEW.people, start=1)})
    assert team.agree(NEW, SIGNED) == 1
    return Stage(team=team, clock=MovedByHand(moment=SIGNED, real=SIGNED - timedelta(days=100)))


def posted(stage: Stage, now: str) -> set[tuple[Kind, str]]:
    before = len(stage.messenger.posted)
    stage.team.come(at(now))
    stage.tick(at(now))
    return {(post.kind, post.to) for post in stage.messenger.posted[before:]}


def over(stage: Stage, first: str, days: int) -> Iterator[tuple[str, Kind, str]]:
    """Hour by hour of each day, from eight to eighteen."""
    begin = at(f"{first} 00:00")
    for day, hour in product(range(days), range(8, 19)):
        moment = begin + timedelta(days=day, hours=hour)
        for kind, to in posted(stage, f"{moment:%Y-%m-%d %H:%M}"):
            yield f"{moment:%a}", kind, to


class TestWhen:
    def test_five_working_days_then_everything(self, stage: Stage) -> None:
        stage.team.lead(at("2026-03-16 08:00"))
        found = list(over(stage, "2026-03-13", 11))
        managers = [(day, to) for day, kind, to in found if kind is Kind.TRIAL]
        assert sorted(set(managers)) == sorted(managers), "once a manager and day"
        assert [day for day, to in managers if to == "U3"] == ["Mon", "Tue", "Wed", "Thu", "Fri"]
        assert [day for day, to in managers if to == "U4"] == ["Mon", "Tue", "Wed", "Thu", "Fri"]
        assert {to for _, to in managers} == {"U3", "U4"}
        assert [(day, kind) for day, kind, _ in found if kind is Kind.DIGEST] == [("Mon", Kind.DIGEST)]
        assert {day for day, kind, _ in found if kind in HELD} == {"Mon"}
        assert stage.row(Kind.NUDGE, ANA).on == date(2026, 3, 23)

    def test_the_hello_comes_at_the_start_and_says_so(self, stage: Stage) -> None:
        assert (Kind.HELLO, "U1") in posted(stage, "2026-03-16 09:00")
        (hello,) = [one.content for one in stage.messenger.posted if one.to == "U1"]
        assert isinstance(hello, Hello)
        assert hello.trial_until == date(2026, 3, 20)

    def test_the_summary_of_a_week_waits_for_its_end_too(self, stage: Stage) -> None:
        stage.team.lead(at("2026-03-16 08:00"))
        found = [(day, kind) for day, kind, _ in over(stage, "2026-03-23", 1)]
        assert (("Mon", Kind.WEEKLY) in found, ("Mon", Kind.TRIAL) in found) == (True, False)
        stage.team.agree(replace(NEW, effective_on=date(2026, 3, 25)), at("2026-03-24 12:00"))
        assert [day for day, kind, _ in over(stage, "2026-03-24", 7) if kind is Kind.WEEKLY] == ["Mon"]

    def test_a_later_version_has_none(self, stage: Stage) -> None:
        stage.team.agree(
            replace(NEW, effective_on=date(2026, 3, 25), nudge_at=at("2026-03-25 10:00").time()),
            at("2026-03-24 12:00"),
        )
        assert (Kind.DIGEST, "sla") in posted(stage, "2026-03-25 09:00")

    def test_a_team_that_began_with_a_file_has_none(self, team: Team) -> None:
        assert trial_of(team.book) is None
        with pytest.raises(Conflict, match="There is no trial"):
            TrialRun(team.desk).start(team.actor(KIM), at("2026-01-02 09:00"))

    @given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.sets(st.integers(0, 20), max_size=9))
    def test_has_always_five_working_days(self, first: date, off: set[int]) -> None:
        holidays = frozenset(first + timedelta(days=n) for n in off)
        terms = replace(NEW, version=1, effective_on=first, calendar=replace(CALENDAR, holidays=holidays))
        trial = trial_of(Book(versions=(terms,), people=terms.people))
        assert trial is not None
        assert trial.nth(trial.last) == TRIAL_DAYS
        assert terms.calendar.is_working_day(trial.last)
        assert terms.calendar.working_days(first, trial.last) == TRIAL_DAYS


class TestWhatIsShown:
    def test_the_digest_and_counts_without_names(self, stage: Stage) -> None:
        for hour, who in ((8, ANA), (9, ANA), (10, BO)):
            stage.team.lead(at(f"2026-03-16 {hour:02}:00"), owner=who)
        posted(stage, "2026-03-17 09:00")
        notes = {one.to: one.content for one in stage.messenger.posted if one.kind is Kind.TRIAL}
        assert notes["U3"] == notes["U4"], "both sides read the same"
        note = notes["U3"]
        assert isinstance(note, TrialNote)
        assert (note.reps, note.leads, note.day, note.of_days) == (2, 3, 2, 5)
        assert (note.channel, note.starts_on) == ("sla", date(2026, 3, 23))
        assert note.digest == Bulletins(stage.team.desk).digest(at("2026-03-17 09:00"))

    def test_a_manager_who_is_off_sees_none(self, stage: Stage) -> None:
        assert not {to for kind, to in posted(stage, "2026-03-16 18:00") if kind is Kind.TRIAL}


class TestStartNow:
    @pytest.mark.parametrize("who", [KIM, MAX])
    def test_by_a_manager_of_either_side(self, stage: Stage, who: Person) -> None:
        stage.team.lead(at("2026-03-16 08:00"))
        stage.greet(ANA)
        assert {kind for kind, _ in posted(stage, "2026-03-17 09:00")} >= {Kind.TRIAL}
        started = TrialRun(stage.team.desk).start(stage.team.actor(who), at("2026-03-17 09:10"))
        assert started == Started(channel="sla", again=False)
        assert posted(stage, "2026-03-17 09:11") >= {(Kind.DIGEST, "sla"), (Kind.NUDGE, "U1")}
        assert TrialRun(stage.team.desk).start(stage.team.actor(KIM), at("2026-03-17 09:12")).again
        assert {kind for kind, _ in posted(stage, "2026-03-18 09:00")} >= {Kind.DIGEST, Kind.NUDGE}

    def test_a_note_that_is_on_its_way_says_nothing_any_more(self, stage: Stage) -> None:
        TrialRun(stage.team.desk).start(stage.team.actor(KIM), at("2026-03-16 09:00"))
        with stage.team.work() as work:
            kim = next(one for one in work.members.all() if one.email == KIM.email)
        assert TrialRun(stage.team.desk).note(kim, at("2026-03-16 09:01")) is None

    @pytest.mark.parametrize("who", [ANA, BO])
    def test_nobody_else(self, stage: Stage, who: Person) -> None:
        with pytest.raises(NotAllowed, match="Only the managers of either side"):
            TrialRun(stage.team.desk).start(stage.team.actor(who), at("2026-03-17 09:00"))

    def test_no_digest_goes_out_early_while_it_runs(self, stage: Stage) -> None:
        digests, kim = Digests(stage.team.desk), stage.team.actor(KIM)
        with pytest.raises(Conflict, match="still tried out"):
            digests.post(kim, at("2026-03-17 08:00"))
        assert digests.preview(kim, at("2026-03-17 08:00")).trial_until == date(2026, 3, 20)
        assert digests.preview(kim, at("2026-03-20 12:00")).trial_until is None
