"""Absences, owners and put-off reminders are kept alike by every store."""

from datetime import UTC, date, datetime, timedelta

import pytest

from sla.absence import NewAbsence
from sla.leads import LeadId
from sla.ownership import Ownership, Snooze
from sla.people import MemberId
from sla.ports import UnitOfWork
from tests.storage.examples import NOW, days, derived, lead_row


@pytest.fixture
def people(work: UnitOfWork) -> tuple[MemberId, MemberId]:
    ids = work.members.ensure(["ana@example.com", "bo@example.com"])
    return ids["ana@example.com"], ids["bo@example.com"]


def absence(
    member: MemberId, first: date, last: date, *, stand_in: MemberId | None = None, at: datetime = NOW
) -> NewAbsence:
    return NewAbsence(member_id=member, first=first, last=last, stand_in=stand_in, by=member, at=at)


def lead(work: UnitOfWork, owner: MemberId | None, key: str = "1") -> LeadId:
    work.leads.upsert([lead_row(key, owner_id=owner)])
    return work.leads.ids_by_external("file", [key])[key]


MONDAY = date(2026, 3, 9)
FRIDAY = date(2026, 3, 13)


class TestAbsences:
    def test_come_back_by_their_first_day(self, work: UnitOfWork, people: tuple[MemberId, MemberId]) -> None:
        ana, bo = people
        later = work.absences.add(absence(ana, FRIDAY, FRIDAY, stand_in=bo))
        sooner = work.absences.add(absence(bo, MONDAY, FRIDAY))
        assert later is not None
        assert sooner is not None
        assert work.absences.all() == (sooner, later)
        assert work.absences.get(later.id) == later
        assert (later.member_id, later.first, later.last, later.stand_in, later.by, later.at) == (
            ana, FRIDAY, FRIDAY, bo, ana, NOW,
        )  # fmt: skip

    @pytest.mark.parametrize(
        ("first", "last", "taken"),
        [
            (MONDAY, MONDAY, True),
            (FRIDAY, FRIDAY + timedelta(days=9), True),
            (MONDAY - timedelta(days=9), FRIDAY + timedelta(days=9), True),
            (MONDAY - timedelta(days=9), MONDAY - timedelta(days=1), False),
            (FRIDAY + timedelta(days=1), FRIDAY + timedelta(days=1), False),
        ],
    )
    def test_of_one_member_never_overlap(
        self, work: UnitOfWork, people: tuple[MemberId, MemberId], first: date, last: date, *, taken: bool
    ) -> None:
        ana, bo = people
        work.absences.add(absence(ana, MONDAY, FRIDAY))
        assert (work.absences.add(absence(ana, first, last)) is None) is taken
        assert work.absences.add(absence(bo, first, last)) is not None

    def test_a_cancelled_one_is_out_of_the_way_and_on_the_record(
        self, work: UnitOfWork, people: tuple[MemberId, MemberId]
    ) -> None:
        ana, _ = people
        old = work.absences.add(absence(ana, MONDAY, FRIDAY))
        assert old is not None
        work.absences.cancel(old.id, NOW + days(1))
        work.absences.cancel(old.id, NOW + days(2))
        assert work.absences.all() == ()
        (kept,) = work.absences.recorded()
        assert kept.cancelled_at == NOW + days(1)
        assert work.absences.add(absence(ana, MONDAY, FRIDAY)) is not None

    def test_past_ones_can_be_left_out(self, work: UnitOfWork, people: tuple[MemberId, MemberId]) -> None:
        ana, _ = people
        work.absences.add(absence(ana, MONDAY, FRIDAY))
        assert len(work.absences.all(ending=FRIDAY)) == 1
        assert work.absences.all(ending=FRIDAY + timedelta(days=1)) == ()


class TestOwnerships:
    def test_the_first_is_from_the_handoff(self, work: UnitOfWork, people: tuple[MemberId, MemberId]) -> None:
        one = lead(work, people[0])
        assert work.ownerships.of(one) == ()
        work.ownerships.follow([one], at=NOW + days(3), by=None)
        assert work.ownerships.of(one) == (Ownership(lead_id=one, member_id=people[0], since=NOW, by=None),)
        assert work.ownerships.moved() == {}

    def test_a_change_is_written_down_once(self, work: UnitOfWork, people: tuple[MemberId, MemberId]) -> None:
        ana, bo = people
        one, other = lead(work, ana), lead(work, ana, "2")
        work.ownerships.follow([one, other, one], at=NOW, by=None)
        work.leads.give(one, bo, recount_at=NOW)
        for hours in (1, 2):
            work.ownerships.follow([one, other], at=NOW + timedelta(hours=hours), by=ana)
        moved = Ownership(lead_id=one, member_id=bo, since=NOW + timedelta(hours=1), by=ana)
        assert work.ownerships.of(one)[1:] == (moved,)
        assert work.ownerships.moved() == {one: work.ownerships.of(one)}
        given = work.leads.get(one)
        assert given is not None
        assert (given.owner_id, given.derived.recount_at) == (bo, NOW)

    def test_a_lead_that_was_nobodys_gets_its_owner_later(
        self, work: UnitOfWork, people: tuple[MemberId, MemberId]
    ) -> None:
        one = lead(work, None)
        work.ownerships.follow([one], at=NOW, by=None)
        lead(work, people[0])
        work.ownerships.follow([one], at=NOW + days(1), by=None)
        assert [(row.member_id, row.since) for row in work.ownerships.of(one)] == [
            (None, NOW),
            (people[0], NOW + days(1)),
        ]

    def test_many_are_read_and_added_at_once(
        self, work: UnitOfWork, people: tuple[MemberId, MemberId]
    ) -> None:
        ana, bo = people
        one, other, unknown = lead(work, ana), lead(work, ana, "2"), lead(work, bo, "3")
        work.ownerships.follow([one, other], at=NOW, by=None)
        added = [
            Ownership(lead_id=lead_id, member_id=member, since=NOW + days(day), by=None)
            for lead_id, member, day in ((one, bo, 1), (other, bo, 1), (one, ana, 2))
        ]
        work.ownerships.add(added)
        work.ownerships.add([])
        first = [Ownership(lead_id=lead_id, member_id=ana, since=NOW, by=None) for lead_id in (one, other)]
        assert work.ownerships.of_each([one, other, unknown]) == {
            one: (first[0], added[0], added[2]),
            other: (first[1], added[1]),
        }
        later = Ownership(lead_id=one, member_id=bo, since=NOW + days(3), by=bo)
        work.ownerships.add([later])
        assert work.ownerships.of(one)[-2:] == (added[2], later)


def test_put_off_reminders_come_back_in_order(work: UnitOfWork, people: tuple[MemberId, MemberId]):
    one = lead(work, people[0])
    first = Snooze(lead_id=one, by=people[0], at=NOW, until=NOW + days(1), reason=None)
    second = Snooze(lead_id=one, by=people[1], at=NOW, until=NOW + days(2), reason="asked for a week <ok>")
    for snooze in (first, second, first):
        work.snoozes.add(snooze)
    assert work.snoozes.of(one) == (first, second)
    assert work.snoozes.of(lead(work, people[0], "2")) == ()


def test_only_leads_with_suggested_days_are_counted_anew(work: UnitOfWork, people: tuple[MemberId, MemberId]):
    ana, bo = people
    later = datetime(2026, 4, 1, tzinfo=UTC)
    hers, plain, his = lead(work, ana), lead(work, ana, "2"), lead(work, bo, "3")
    suggested = derived(suggested_on=MONDAY, recount_at=later)
    work.leads.save_derived({hers: suggested, plain: derived(recount_at=later), his: suggested})
    work.leads.count_anew(ana, NOW)
    assert work.leads.behind(NOW, 10) == (hers,)


@pytest.mark.parametrize(
    ("text", "found"),
    [("harbor", ["1"]), ("2", ["2"]), ("%%%", []), ("___", []), ("xy", []), ("FJORT", ["2"]), ("", [])],
)
def test_names_with_a_slip_are_found_by_three_letters(work: UnitOfWork, text: str, found: list[str]):
    work.leads.upsert([lead_row("1", name="Harbour 100%"), lead_row("2", name="Blue Fjord")])
    leads = work.leads.like(text, now=NOW, limit=5, owner_id=None)
    assert [lead.external_id for lead in leads] == found
    assert work.leads.like(text, now=NOW - days(1), limit=5, owner_id=None) == ()
