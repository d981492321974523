"""Whose turn it is: the longest without a lead among those at work today, else whoever is back first."""

from dataclasses import replace
from datetime import date, datetime

from sla.decisions import LastHandoff
from sla.leads import LeadId
from sla.people import MemberId, Person
from sla.routing import Candidate, Turn, next_in_turn
from tests.sla.services.agreement import ANA, BERLIN, BO, NEW_YORK, at

TUESDAY = at("2026-03-17 10:00")


def candidate(number: int, person: Person = ANA, last: datetime | None = None, lead: int = 1) -> Candidate:
    found = LastHandoff(at=last, lead_id=LeadId(lead)) if last else None
    return Candidate(member_id=MemberId(number), person=person, last=found)


def off(person: Person, *days: date) -> Person:
    return replace(person, calendar=replace(person.calendar, holidays=frozenset(days)))


def turn_of(*candidates: Candidate, now: datetime = TUESDAY) -> Turn:
    turn = next_in_turn(candidates, now)
    assert turn is not None
    return turn


def test_nobody_has_no_turn() -> None:
    assert next_in_turn([], TUESDAY) is None


def test_who_never_had_a_lead_then_whose_last_is_oldest() -> None:
    old, new = candidate(1, last=at("2026-03-10 10:00")), candidate(2, last=at("2026-03-11 10:00"))
    assert turn_of(new, old).member_id == 1
    assert turn_of(new, old, candidate(3)).member_id == 3
    assert turn_of(candidate(5), candidate(4)).member_id == 4


def test_of_two_leads_in_one_moment_the_later_one_counts() -> None:
    assert turn_of(candidate(1, last=TUESDAY, lead=9), candidate(2, last=TUESDAY, lead=8)).member_id == 2


def test_who_is_off_today_is_passed_over() -> None:
    away = candidate(1, off(ANA, date(2026, 3, 17)))
    turn = turn_of(away, candidate(2, last=TUESDAY))
    assert (turn.member_id, turn.works_from) == (2, None)


def test_before_hours_is_today_and_after_them_is_not() -> None:
    assert turn_of(candidate(1), now=at("2026-03-17 07:00")).works_from is None
    assert turn_of(candidate(1), now=at("2026-03-17 17:00")).works_from == at("2026-03-18 09:00")


def test_with_nobody_at_work_whoever_is_back_first() -> None:
    """On Monday Berlin begins before New York, and who is off on Monday comes later still."""
    saturday = at("2026-03-21 12:00")
    monday_off = candidate(1, off(ANA, date(2026, 3, 23)))
    turn = turn_of(monday_off, candidate(2, BO), candidate(3, last=saturday), now=saturday)
    assert (turn.member_id, turn.works_from) == (3, at("2026-03-23 09:00", BERLIN))
    turn = turn_of(monday_off, candidate(2, BO), now=saturday)
    assert (turn.member_id, turn.works_from) == (2, at("2026-03-23 09:00", NEW_YORK))
