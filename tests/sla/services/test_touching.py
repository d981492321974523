"""Logging a touch: what it came to, who may, and the same press twice (MATHS §3, What counts)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from sla.activity import Outcome
from sla.answers import TouchLogged
from sla.cadence import State
from sla.errors import BadInput, Conflict, NotAllowed, NotFound
from sla.leads import LeadId
from sla.people import Actor, Person
from sla.services.recording import NOTE_LENGTH, NewTouch
from sla.services.touching import Touching
from sla.touches import Manner, NotCounted, Role, TouchKind
from tests.sla.services.agreement import ANA, BO, KIM, MAX, NEW_YORK, TERMS, at
from tests.sla.services.team import Team

NOW = at("2026-03-18 10:00")


def log(
    team: Team,
    lead: LeadId,
    now: datetime = NOW,
    *,
    who: Person = ANA,
    kind: TouchKind = TouchKind.CALL,
    press: str | None = None,
    outcome: Outcome | None = None,
    note: str = "",
) -> TouchLogged:
    press = press or f"press {next(team.numbers)}"
    new = NewTouch(lead_id=lead, kind=kind, press=press, outcome=outcome, note=note)
    return Touching(team.desk).log(team.actor(who), new, now)


def follow_ups(team: Team, lead: LeadId) -> int:
    return team.stored(lead).derived.follow_up_count


class TestWhatItCameTo:
    def test_the_first_is_the_first_attempt(self, team: Team) -> None:
        lead = team.lead(at("2026-03-17 15:30"))
        found = log(team, lead)
        assert (found.touch.role, found.touch.number) == (Role.FIRST_ATTEMPT, None)
        assert (found.standing.follow_ups, found.standing.to_go) == (0, 3)
        assert team.stored(lead).derived.first_attempt_at == NOW

    def test_the_next_day_brings_the_first_follow_up(self, team: Team) -> None:
        lead = team.lead(at("2026-03-16 10:00"))
        log(team, lead, at("2026-03-17 10:00"))
        found = log(team, lead, kind=TouchKind.EMAIL)
        assert (found.touch.role, found.touch.number, found.kind) == (Role.FOLLOW_UP, 1, TouchKind.EMAIL)
        assert (found.before.follow_ups, found.standing.follow_ups) == (0, 1)
        assert (found.standing.due_on, found.standing.to_go) == (date(2026, 3, 30), 2)
        assert found.type_name == "Website leads"

    def test_a_second_on_one_day_does_not_count_and_says_which_did(self, team: Team) -> None:
        lead = team.lead(at("2026-03-17 10:00"))
        first = log(team, lead)
        second = log(team, lead, at("2026-03-18 16:00"), kind=TouchKind.EMAIL)
        assert (second.touch.not_counted, second.touch.instead_of) == (NotCounted.SAME_DAY, first.touch_id)
        assert second.instead == first.touch
        assert second.standing == second.before

    def test_a_day_is_the_leads_own(self, team: Team) -> None:
        # 23:30 and 00:30 in Berlin are one evening in New York.
        lead = team.lead(at("2026-03-16 18:00"), owner=BO)
        log(team, lead, at("2026-03-17 23:30"), who=BO)
        found = log(team, lead, at("2026-03-18 00:30"), who=BO)
        assert found.touch.not_counted is NotCounted.SAME_DAY
        assert found.zone == NEW_YORK

    @pytest.mark.parametrize(
        ("kind", "outcome", "reason"),
        [
            (TouchKind.MEETING, Outcome.SCHEDULED, NotCounted.SCHEDULED_ONLY),
            (TouchKind.MEETING, Outcome.HELD, None),
            (TouchKind.MEETING, None, None),
            (TouchKind.EMAIL, Outcome.BOUNCED, NotCounted.BOUNCED),
            (TouchKind.CALL, Outcome.NO_ANSWER, None),
            (TouchKind.CALL, Outcome.LEFT_MESSAGE, None),
            (TouchKind.MESSAGE, None, None),
        ],
    )
    def test_what_counts(
        self, team: Team, kind: TouchKind, outcome: Outcome | None, reason: NotCounted | None
    ) -> None:
        found = log(team, team.lead(at("2026-03-17 10:00")), kind=kind, outcome=outcome)
        assert found.touch.not_counted is reason
        assert (found.touch.role is None) is (reason is not None)

    def test_what_is_stored_is_what_was_said(self, team: Team) -> None:
        found = log(
            team, team.lead(at("2026-03-17 10:00")), outcome=Outcome.NO_ANSWER, note="rang twice, “later”"
        )
        row = team.touch_of(found.touch_id).row
        assert (row.kind, row.outcome, row.note, row.manner) == (
            TouchKind.CALL,
            Outcome.NO_ANSWER,
            "rang twice, “later”",
            Manner.PERSON,
        )
        assert (row.occurred_at, row.received_at, row.by_member) == (NOW, NOW, team.actor(ANA).member_id)

    def test_a_lead_from_before_the_agreement_stays_listed(self, team: Team) -> None:
        found = log(team, team.lead(at("2025-12-30 10:00")))
        assert found.standing.state is State.LISTED
        assert found.touch.role is Role.FIRST_ATTEMPT


class TestCatchingUp:
    """A lead of 2 March with two of three follow-ups, due on the 16th."""

    @pytest.fixture
    def lead(self, team: Team) -> LeadId:
        lead = team.lead(at("2026-03-02 10:00"))
        team.touch(lead, *(at(f"2026-03-{day:02} 11:00") for day in (2, 6, 10)))
        return lead

    def test_the_follow_up_that_reaches_the_threshold_says_what_had_passed(
        self, team: Team, lead: LeadId
    ) -> None:
        found = log(team, lead)
        assert (found.before.state, found.was_overdue_on) == (State.OVERDUE, date(2026, 3, 16))
        assert (found.standing.checkpoint and found.standing.checkpoint.day, found.standing.to_go) == (28, 2)

    def test_in_time_nothing_had_passed(self, team: Team, lead: LeadId) -> None:
        assert log(team, lead, at("2026-03-16 23:59")).was_overdue_on is None

    def test_one_that_leaves_it_short_has_not_caught_up(self, team: Team) -> None:
        lead = team.lead(at("2026-03-02 10:00"))
        team.touch(lead, at("2026-03-02 11:00"))
        found = log(team, lead)
        assert (found.was_overdue_on, found.standing.state, found.standing.to_go) == (None, State.OVERDUE, 2)

    def test_one_that_does_not_count_has_not_either(self, team: Team, lead: LeadId) -> None:
        assert log(team, lead, kind=TouchKind.EMAIL, outcome=Outcome.BOUNCED).was_overdue_on is None

    def test_the_seventh_completes_the_cadence(self, team: Team) -> None:
        lead = team.lead(at("2026-03-02 10:00"))
        team.touch(lead, *(at("2026-03-02 11:00") + timedelta(days=2 * n) for n in range(7)))
        found = log(team, lead)
        assert found.touch.number == 7
        assert found.standing.state is State.COMPLETED
        assert team.stored(lead).derived.next_due_at is None


class TestTheSamePress:
    def test_twice_is_one_touch_and_the_same_answer(self, team: Team) -> None:
        lead = team.lead(at("2026-03-17 10:00"))
        first = log(team, lead, press="p")
        again = log(team, lead, NOW + timedelta(seconds=3), press="p")
        assert again == first
        assert follow_ups(team, lead) == 0

    def test_the_first_answer_also_after_others_and_days(self, team: Team) -> None:
        lead = team.lead(at("2026-03-16 10:00"))
        log(team, lead, at("2026-03-16 11:00"))
        first = log(team, lead, press="p")
        log(team, lead, at("2026-03-20 10:00"))
        again = log(team, lead, at("2026-03-21 10:00"), press="p")
        assert again == replace(first, lead=again.lead)
        assert follow_ups(team, lead) == 2

    def test_a_repeat_wakes_no_lead_that_was_put_off_since(self, team: Team) -> None:
        lead = team.lead(at("2026-03-17 10:00"))
        log(team, lead, press="p")
        Touching(team.desk).snooze(team.actor(ANA), lead, NOW)
        log(team, lead, press="p")
        assert team.stored(lead).snoozed_until == at("2026-03-19 00:00")

    def test_for_another_lead_it_is_refused_and_nothing_is_kept(self, team: Team) -> None:
        one, other = team.lead(at("2026-03-17 10:00")), team.lead(at("2026-03-17 10:00"))
        log(team, one, press="p")
        with pytest.raises(Conflict, match="already used for another lead"):
            log(team, other, press="p")
        assert team.stored(other).derived.first_attempt_at is None

    def test_after_an_undo_it_is_refused(self, team: Team) -> None:
        lead = team.lead(at("2026-03-17 10:00"))
        found = log(team, lead, press="p")
        Touching(team.desk).undo(team.actor(ANA), found.touch_id, NOW)
        with pytest.raises(Conflict, match="undone"):
            log(team, lead, press="p")

    def test_in_another_workspace_it_is_another_press(self, team: Team) -> None:
        lead = team.lead(at("2026-03-17 10:00"))
        log(team, lead, press="p")
        elsewhere = team.elsewhere()
        there = elsewhere.lead(at("2026-03-17 10:00"))
        assert log(elsewhere, there, press="p").touch.role is Role.FIRST_ATTEMPT


class TestRefusals:
    def test_a_note_too_long(self, team: Team) -> None:
        lead = team.lead(at("2026-03-17 10:00"))
        with pytest.raises(BadInput, match=r"at most 1,000 characters; this one has 1,001"):
            log(team, lead, note="x" * (NOTE_LENGTH + 1))
        assert log(team, lead, note="x" * NOTE_LENGTH).touch.role is Role.FIRST_ATTEMPT

    def test_a_lead_that_does_not_exist(self, team: Team) -> None:
        with pytest.raises(NotFound, match="No such lead"):
            log(team, LeadId(404))

    def test_a_lead_that_is_not_handed_over_yet(self, team: Team) -> None:
        lead = team.lead(at("2026-03-18 10:01"))
        with pytest.raises(NotFound, match="No such lead"):
            log(team, lead)

    def test_a_lead_of_another_workspace(self, team: Team) -> None:
        lead = team.lead(at("2026-03-17 10:00"))
        elsewhere = team.elsewhere()
        for who in (ANA, KIM):
            with pytest.raises(NotFound, match="No such lead"):
                log(elsewhere, lead, who=who)
        assert team.stored(lead).derived.first_attempt_at is None

    @pytest.mark.parametrize("who", [BO, MAX])
    def test_a_lead_of_somebody_else(self, team: Team, who: Person) -> None:
        lead = team.lead(at("2026-03-17 10:00"))
        with pytest.raises(NotAllowed, match="not yours"):
            log(team, lead, who=who)
        assert team.stored(lead).derived.first_attempt_at is None

    def test_nobodys_lead_is_not_a_strangers(self, team: Team) -> None:
        lead = team.lead(at("2026-03-17 10:00"), owner=None)
        stranger = Actor(slack_id="U99", person=None, member_id=None)
        with pytest.raises(NotAllowed, match="not yours"):
            Touching(team.desk).log(stranger, NewTouch(lead_id=lead, kind=TouchKind.CALL, press="p"), NOW)

    def test_the_manager_of_sales_may(self, team: Team) -> None:
        lead = team.lead(at("2026-03-17 10:00"))
        found = log(team, lead, who=KIM)
        assert found.touch.role is Role.FIRST_ATTEMPT
        assert team.touch_of(found.touch_id).row.by_member == team.actor(KIM).member_id


def test_logging_wakes_a_lead_that_was_put_off(team: Team) -> None:
    lead = team.lead(at("2026-03-17 10:00"))
    Touching(team.desk).snooze(team.actor(ANA), lead, NOW)
    log(team, lead)
    assert team.stored(lead).snoozed_until is None


def test_moments_of_any_zone_are_one_moment(team: Team) -> None:
    lead = team.lead(at("2026-03-17 10:00"))
    found = log(team, lead, NOW.astimezone(UTC))
    assert (found.touch.fact.occurred_at, found.zone) == (NOW, TERMS.calendar.zone)
