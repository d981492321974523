"""Taking a touch back for ten minutes, and putting a reminder off to the next working day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from sla.activity import Touch, TouchId
from sla.cadence import State
from sla.errors import Conflict, NotAllowed, NotFound
from sla.leads import LeadId, Urgency
from sla.people import Person
from sla.services.recording import NewTouch
from sla.services.touching import Touching
from sla.touches import TouchKind
from tests.sla.services.agreement import ANA, BO, CALENDAR, KIM, NEW_YORK, TERMS, at
from tests.sla.services.team import Team

NOW = at("2026-03-18 10:00")
TEN_MINUTES = timedelta(minutes=10)


def log(team: Team, lead: LeadId, who: Person = ANA, press: str = "p") -> TouchId:
    new = NewTouch(lead_id=lead, kind=TouchKind.CALL, press=press)
    return Touching(team.desk).log(team.actor(who), new, NOW).touch_id


class TestUndo:
    def test_the_lead_stands_as_it_did(self, team: Team) -> None:
        lead = team.lead(at("2026-03-16 10:00"))
        team.touch(lead, at("2026-03-16 11:00"))
        before = team.stored(lead)
        touch = log(team, lead)
        assert team.stored(lead) != before
        found = Touching(team.desk).undo(team.actor(ANA), touch, NOW + timedelta(minutes=1))
        assert team.stored(lead) == before
        assert (found.kind, found.item.standing.follow_ups, found.item.lead) == (TouchKind.CALL, 0, before)
        assert found.zone == TERMS.calendar.zone

    def test_it_is_overdue_again(self, team: Team) -> None:
        lead = team.lead(at("2026-03-02 10:00"))
        team.touch(lead, *(at(f"2026-03-{day:02} 11:00") for day in (2, 6, 10)))
        found = Touching(team.desk).undo(team.actor(ANA), log(team, lead), NOW)
        assert (found.item.standing.state, found.item.urgency) == (State.OVERDUE, Urgency.OVERDUE)

    @pytest.mark.parametrize(
        ("start", "tried", "urgency"),
        [
            ("2026-03-04 10:00", True, Urgency.DUE_TODAY),
            ("2026-03-17 10:00", False, Urgency.NEW),
            ("2026-03-13 10:00", True, Urgency.SUGGESTED),
            ("2026-03-16 10:00", True, Urgency.LATER),
            ("2025-12-30 10:00", True, Urgency.LATER),
        ],
    )
    def test_it_is_as_urgent_as_a_list_would_say(
        self, team: Team, start: str, *, tried: bool, urgency: Urgency
    ) -> None:
        lead = team.lead(at(start))
        if tried:
            team.touch(lead, at(start))
        found = Touching(team.desk).undo(team.actor(ANA), log(team, lead), NOW)
        assert found.item.urgency is urgency

    def test_for_ten_minutes(self, team: Team) -> None:
        lead = team.lead(at("2026-03-17 10:00"))
        touch = log(team, lead)
        with pytest.raises(Conflict, match="more than 10 minutes ago"):
            Touching(team.desk).undo(team.actor(ANA), touch, NOW + TEN_MINUTES + timedelta(seconds=1))
        assert team.stored(lead).derived.first_attempt_at == NOW
        Touching(team.desk).undo(team.actor(ANA), touch, NOW + TEN_MINUTES)
        assert team.stored(lead).derived.first_attempt_at is None

    def test_twice_is_once_also_when_it_would_be_too_late(self, team: Team) -> None:
        touch = log(team, team.lead(at("2026-03-17 10:00")))
        undo = Touching(team.desk).undo
        first = undo(team.actor(ANA), touch, NOW)
        later = NOW + timedelta(hours=1)
        assert undo(team.actor(ANA), touch, later) == replace(first, now=later)
        assert team.touch_of(touch).undone_at == NOW

    def test_only_by_who_logged_it(self, team: Team) -> None:
        lead = team.lead(at("2026-03-17 10:00"))
        by_manager = log(team, lead, KIM)
        with pytest.raises(Conflict, match="Only the person who logged this"):
            Touching(team.desk).undo(team.actor(ANA), by_manager, NOW)
        own = log(team, lead, ANA, "q")
        with pytest.raises(Conflict, match="Only the person who logged this"):
            Touching(team.desk).undo(team.actor(KIM), own, NOW)
        with pytest.raises(NotAllowed, match="not yours"):
            Touching(team.desk).undo(team.actor(BO), own, NOW)

    def test_what_a_feed_brought_was_logged_by_nobody(self, team: Team) -> None:
        lead = team.lead(at("2026-03-17 10:00"))
        row = replace(team.touch_of(log(team, lead)).row, source="crm", external_id="x", occurred_at=NOW)
        with team.work() as work:
            work.touches.add([row])
            brought = work.touches.by_key("crm", "x")
            work.commit()
        assert isinstance(brought, Touch)
        with pytest.raises(Conflict, match="Only the person who logged this"):
            Touching(team.desk).undo(team.actor(ANA), brought.id, NOW)

    def test_a_touch_of_nowhere_or_of_another_workspace_is_not_found(self, team: Team) -> None:
        touch = log(team, team.lead(at("2026-03-17 10:00")))
        for where, wanted in ((team, TouchId(404)), (team.elsewhere(), touch)):
            with pytest.raises(NotFound, match="not in the record"):
                Touching(where.desk).undo(where.actor(ANA), wanted, NOW)

    def test_it_can_be_logged_anew(self, team: Team) -> None:
        lead = team.lead(at("2026-03-17 10:00"))
        Touching(team.desk).undo(team.actor(ANA), log(team, lead), NOW)
        log(team, lead, press="another")
        assert team.stored(lead).derived.first_attempt_at == NOW


class TestSnooze:
    @pytest.mark.parametrize(
        ("now", "until"),
        [
            ("2026-03-18 10:00", "2026-03-19 00:00"),  # a Wednesday
            ("2026-03-20 10:00", "2026-03-23 00:00"),  # Friday to Monday
            ("2026-03-21 10:00", "2026-03-23 00:00"),  # Saturday too
            ("2026-03-27 10:00", "2026-03-30 00:00"),  # over the clocks' change
        ],
    )
    def test_to_the_next_working_day(self, team: Team, now: str, until: str) -> None:
        lead = team.lead(at("2026-03-17 10:00"))
        found = Touching(team.desk).snooze(team.actor(ANA), lead, at(now))
        assert found.until == at(until) == team.stored(lead).snoozed_until

    def test_over_a_holiday(self, team: Team) -> None:
        ana = replace(ANA, calendar=replace(CALENDAR, holidays=frozenset({date(2026, 3, 19)})))
        team.terms = replace(TERMS, people=(ana, BO, KIM))
        found = Touching(team.desk).snooze(team.actor(ana), team.lead(at("2026-03-17 10:00")), NOW)
        assert found.until == at("2026-03-20 00:00")

    def test_by_the_calendar_of_who_presses(self, team: Team) -> None:
        # 02:00 on the 18th in Berlin is the evening of the 17th in New York.
        lead = team.lead(at("2026-03-16 18:00"), owner=BO)
        found = Touching(team.desk).snooze(team.actor(BO), lead, at("2026-03-18 02:00"))
        assert (found.until, found.zone) == (at("2026-03-18 00:00", NEW_YORK), NEW_YORK)

    def test_the_due_date_stays(self, team: Team) -> None:
        lead = team.lead(at("2026-03-02 10:00"))
        team.touch(lead, at("2026-03-02 11:00"))
        before = team.stored(lead)
        found = Touching(team.desk).snooze(team.actor(ANA), lead, NOW)
        assert team.stored(lead).derived == before.derived
        assert (found.item.standing.due_on, found.item.standing.state) == (
            date(2026, 3, 16),
            State.OVERDUE,
        )

    def test_by_its_owner_and_the_manager_of_sales_only(self, team: Team) -> None:
        lead = team.lead(at("2026-03-17 10:00"))
        with pytest.raises(NotAllowed, match="not yours"):
            Touching(team.desk).snooze(team.actor(BO), lead, NOW)
        Touching(team.desk).snooze(team.actor(KIM), lead, NOW)

    def test_of_a_lead_that_is_here(self, team: Team) -> None:
        for lead in (LeadId(404), team.lead(at("2026-03-18 10:01"))):
            with pytest.raises(NotFound, match="No such lead"):
                Touching(team.desk).snooze(team.actor(KIM), lead, NOW)
