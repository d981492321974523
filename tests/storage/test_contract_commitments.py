"""What was taken on is kept alike by every store, and so is which leads are overdue and whose they are."""

from datetime import date, timedelta

import pytest

from sla.commitments import About, NewCommitment, TopicKind
from sla.leads import LeadId
from sla.people import MemberId
from sla.ports import UnitOfWork
from tests.storage.examples import NOW, days, derived, hours, lead_row, won

TODAY = date(2026, 3, 2)
YESTERDAY = TODAY - timedelta(days=1)
OVERDUE = About(kind=TopicKind.OVERDUE)
UNDER = About(kind=TopicKind.UNDER_PACE, lead_type="Website “form”: a")


@pytest.fixture
def ana(work: UnitOfWork) -> MemberId:
    return work.members.ensure(["ana@example.com"])["ana@example.com"]


def lead(work: UnitOfWork, key: str, owner: MemberId | None = None) -> LeadId:
    work.leads.upsert([lead_row(key, owner_id=owner, handed_off_at=NOW - days(20))])
    return work.leads.ids_by_external("file", [key])[key]


def new(by: MemberId, *leads: LeadId, on: date = TODAY, about: About = OVERDUE) -> NewCommitment:
    return NewCommitment(
        on=on, about=about, member_id=by, leads=frozenset(leads), until=NOW + hours(8), at=NOW
    )


def test_comes_back_as_it_was_taken(work: UnitOfWork, ana: MemberId) -> None:
    first = work.commitments.add(new(ana, lead(work, "1"), lead(work, "2")))
    second = work.commitments.add(new(ana, about=UNDER))
    assert work.commitments.on([TODAY]) == (first, second)
    assert (first.about, first.member_id, len(first.leads)) == (OVERDUE, ana, 2)
    assert (first.on, first.until, first.at) == (TODAY, NOW + hours(8), NOW)
    assert (second.about, second.leads) == (UNDER, frozenset())
    assert work.commitments.get(first.id) == first


def test_by_the_days_of_their_digests(work: UnitOfWork, ana: MemberId) -> None:
    old = work.commitments.add(new(ana, on=YESTERDAY))
    today = work.commitments.add(new(ana))
    assert work.commitments.on([YESTERDAY]) == (old,)
    assert set(work.commitments.on([YESTERDAY, TODAY])) == {old, today}
    assert work.commitments.on([]) == ()


def test_one_person_s_by_day(work: UnitOfWork, ana: MemberId) -> None:
    bo = work.members.ensure(["bo@example.com"])["bo@example.com"]
    today = work.commitments.add(new(ana, lead(work, "1")))
    yesterday = work.commitments.add(new(ana, on=YESTERDAY))
    work.commitments.add(new(ana, on=YESTERDAY - timedelta(days=1)))
    work.commitments.add(new(bo))
    back = work.commitments.add(new(ana, about=UNDER))
    work.commitments.give_back(back.id, NOW)
    assert work.commitments.of_member(ana, YESTERDAY) == (yesterday, today)
    assert work.commitments.of_member(bo, TODAY + timedelta(days=1)) == ()


def test_another_hour(work: UnitOfWork, ana: MemberId) -> None:
    taken = work.commitments.add(new(ana))
    work.commitments.move(taken.id, NOW + hours(2))
    (moved,) = work.commitments.on([TODAY])
    assert moved.until == NOW + hours(2)


def test_what_was_given_back_is_shown_to_nobody(work: UnitOfWork, ana: MemberId) -> None:
    taken, kept = work.commitments.add(new(ana)), work.commitments.add(new(ana, about=UNDER))
    work.commitments.give_back(taken.id, NOW)
    work.commitments.move(taken.id, NOW + hours(2))
    assert work.commitments.on([TODAY]) == (kept,)
    assert work.commitments.get(taken.id) is None


def test_which_leads_are_short_now_and_whose(work: UnitOfWork, ana: MemberId) -> None:
    late, nobodys, soon, stopped = (
        lead(work, key, owner) for key, owner in (("1", ana), ("2", None), ("3", ana), ("4", ana))
    )
    due = {late: NOW, nobodys: NOW - days(1), soon: NOW + hours(1), stopped: NOW - days(1)}
    work.leads.save_derived({one: derived(next_due_at=moment) for one, moment in due.items()})
    work.leads.set_stops(won({stopped: NOW - hours(1)}))
    found = work.leads.short(NOW)
    assert {one.id: one.owner_id for one in found} == {late: ana, nobodys: None}
    assert sum(work.leads.overdue(NOW).values()) == len(found)


def test_a_trial_is_ended_once(work: UnitOfWork, ana: MemberId) -> None:
    assert work.trials.ended_at() is None
    work.trials.end(ana, NOW)
    work.trials.end(ana, NOW + hours(1))
    assert work.trials.ended_at() == NOW
