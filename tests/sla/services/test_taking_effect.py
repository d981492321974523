"""A signed version binds from a local midnight on, and judges only what is handed off from then on."""

from datetime import UTC, date, datetime, timedelta

import pytest

from sla.agreed import Part
from sla.agreement import Json
from sla.services.recount import BringForward
from tests.fakes.store import FakeStore
from tests.sla.services.agreement import BERLIN, NEW_YORK, at
from tests.sla.services.office import ANA, BO, KIM, MAX, NOW, SALES, Office, seats, table
from tests.stores import AnyStore, SqlStore

APRIL = date(2026, 4, 1)
DAY = timedelta(days=1)


@pytest.fixture(params=["fake", "sqlite", "postgres"])
def store(request: pytest.FixtureRequest) -> AnyStore:
    if request.param == "fake":
        return FakeStore()
    made: SqlStore = request.getfixturevalue(f"{request.param}_store")
    return made


@pytest.fixture
def running(office: Office) -> Office:
    return office.start()


class TestMidnight:
    @pytest.mark.parametrize(
        ("zone", "day", "begins"),
        [
            (BERLIN, "2026-03-29", "2026-03-28 23:00"),  # clocks go forward on this day
            (BERLIN, "2026-03-30", "2026-03-29 22:00"),
            (BERLIN, "2026-10-25", "2026-10-24 22:00"),  # and back
            (BERLIN, "2026-10-26", "2026-10-25 23:00"),
            (NEW_YORK, "2026-03-09", "2026-03-09 04:00"),
            ("Asia/Kathmandu", "2026-04-01", "2026-03-31 18:15"),
            # The clock goes from 23:59 to 1:00 here: the day begins at one.
            ("Africa/Cairo", "2026-04-24", "2026-04-23 22:00"),
        ],
    )
    def test_of_the_teams_zone(self, zone: str, day: str, begins: str) -> None:
        office = Office(FakeStore()).start(table("team", zone=zone))
        version = office.proposed(effective_on=date.fromisoformat(day)).version
        assert office.sign(version, ANA, KIM, MAX).begins_on == date.fromisoformat(day)
        moment = at(begins, "UTC")
        assert office.book.versions[-1].begins_at == moment
        assert office.book.at(moment - timedelta(seconds=1)).version == 0
        assert office.book.at(moment).version == 1

    def test_of_its_own_zone_where_that_is_what_changes(self, running: Office) -> None:
        running.save(SALES, {"sales": {"first_attempt_within": "1h"}, "team": {"zone": NEW_YORK}})
        version = running.propose().version
        running.sign(version, ANA, KIM, MAX)
        assert running.book.versions[-1].begins_at == datetime(2026, 4, 1, 4, tzinfo=UTC)

    @pytest.mark.parametrize(
        ("last", "begins"),
        [
            ("2026-03-31 23:59", "2026-04-01"),
            ("2026-04-01 00:00", "2026-04-02"),
            ("2026-04-07 15:00", "2026-04-08"),
        ],
    )
    def test_late_signatures_put_it_off(self, running: Office, last: str, begins: str) -> None:
        version = running.proposed(now=at("2026-03-25 10:00")).version
        running.sign(version, ANA, KIM, now=at("2026-03-26 10:00"))
        moment = at(last)
        signed = running.sign(version, MAX, now=moment)
        assert signed.begins_on == running.stored(1).begins_on == date.fromisoformat(begins)
        assert running.book.at(moment).version == 0
        assert running.book.versions[-1].effective_on == date.fromisoformat(begins)
        assert running.book.at(at(f"{begins} 00:00")).version == 1


class TestLeads:
    BEFORE, LAST, FIRST, AFTER = (
        at(moment)
        for moment in ("2026-02-20 10:00", "2026-03-31 23:59", "2026-04-01 00:00", "2026-04-10 10:00")
    )

    def test_those_handed_off_before_keep_what_they_had(self, running: Office) -> None:
        leads = running.hand_over(self.BEFORE, self.LAST)
        before = [running.lead(one) for one in leads]
        running.agreed("1h")
        assert [running.lead(one) for one in leads] == before
        assert [one.version for one in before] == [0, 0]

    def test_those_whose_handoff_lies_ahead_come_under_it(self, running: Office) -> None:
        first, after = running.hand_over(self.FIRST, self.AFTER)
        assert running.lead(after).version == 0
        assert running.lead(after).first_attempt_due_at == at("2026-04-10 12:00")
        running.agreed("1h")
        assert (running.lead(first).version, running.lead(after).version) == (1, 1)
        assert running.lead(first).first_attempt_due_at == at("2026-04-01 10:00")
        assert running.lead(after).first_attempt_due_at == at("2026-04-10 11:00")

    def test_in_their_owners_hours(self, running: Office) -> None:
        (lead,) = running.hand_over(self.AFTER, owner=BO)
        running.agreed("1h")
        found = running.lead(lead)
        # Ten in Berlin is before nine in New York.
        assert (found.zone, found.first_attempt_due_at) == (NEW_YORK, at("2026-04-10 10:00", NEW_YORK))

    def test_only_from_the_day_that_a_late_signature_leaves(self, running: Office) -> None:
        leads = running.hand_over(*(at(f"2026-04-0{day} 10:00") for day in (1, 2, 3)))
        version = running.proposed(now=at("2026-03-25 10:00")).version
        running.sign(version, ANA, KIM, MAX, now=at("2026-04-02 12:00"))
        assert [running.lead(one).version for one in leads] == [0, 0, 1]

    def test_new_ones_come_under_what_is_in_force_at_their_handoff(self, running: Office) -> None:
        running.agreed("1h")
        leads = running.hand_over(self.BEFORE, self.LAST, self.FIRST, self.AFTER)
        assert [running.lead(one).version for one in leads] == [0, 0, 1, 1]

    def test_each_is_counted_by_its_own_cadence(self, running: Office) -> None:
        old, new = running.hand_over(self.LAST, self.AFTER)
        cadence: list[Json] = [{"day": 5, "follow_ups": 1}, {"day": 30, "follow_ups": 2}]
        running.save(SALES, {"sales": {"cadence": cadence, "suggested_days": None}})
        running.sign(running.propose().version, ANA, KIM, MAX)
        BringForward(running.desk)(self.AFTER + DAY)
        assert running.lead(old).derived.next_due_at == at("2026-04-15 00:00")
        assert running.lead(new).derived.next_due_at == at("2026-04-16 00:00")

    def test_a_promise_of_one_lead_type_alone(self, running: Office) -> None:
        (lead,) = running.hand_over(self.AFTER)
        parts = running.set_up.board(running.actor(KIM), NOW).parts
        part = next(one.of for one in parts if one.of.part is Part.LEAD_TYPE)
        running.save(part, {"lead_types": {"first_attempt_within": "30m"}})
        running.sign(running.propose().version, ANA, KIM, MAX)
        assert running.lead(lead).first_attempt_due_at == at("2026-04-10 10:30")

    def test_a_second_one_takes_over_from_the_first(self, running: Office) -> None:
        (lead,) = running.hand_over(at("2026-05-05 10:00"))
        running.agreed("1h")
        second = running.proposed("30m", effective_on=date(2026, 5, 1)).version
        running.sign(second, ANA, KIM, MAX)
        assert (running.lead(lead).version, running.lead(lead).first_attempt_due_at) == (
            2,
            at("2026-05-05 10:30"),
        )

    def test_without_any_ahead_there_is_nothing_to_do(self, running: Office) -> None:
        (lead,) = running.hand_over(self.BEFORE)
        BringForward(running.desk)(NOW)
        running.agreed()
        assert running.lead(lead).derived.recount_at is None


def test_what_was_proposed_before_anything_was_agreed_judges_from_its_first_day(office: Office) -> None:
    """Without a version 0, what was handed off earlier is listed only."""
    office.enrol(seats())
    with office.work() as work:
        work.agreements.save_draft(table("team", effective="2020-01-01"), by=None, at=NOW)
        work.commit()
    office.sign(office.propose().version, ANA, KIM, MAX)
    before, after = office.hand_over(at("2026-03-31 10:00"), at("2026-04-01 10:00"))
    assert (office.lead(before).version, office.lead(after).version) == (None, 1)
