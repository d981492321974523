"""Whose a missed date is, by hand and for whatever anybody plans (MATHS §3, "Away and owners")."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from sla.absence import Absence, AbsenceId
from sla.calendar import WorkingCalendar, WorkingWeek
from sla.duty import Roster, grace_ends, inherited_on, responsible
from sla.leads import LeadId
from sla.ownership import Ownership
from sla.people import MemberId

ANA, BO, CY = MemberId(1), MemberId(2), MemberId(3)
ZONE = "Europe/Berlin"
WEEK = WorkingCalendar(zone=ZONE, week=WorkingWeek.monday_to_friday())
MONDAY = date(2026, 3, 2)
DAY = timedelta(days=1)
FORTNIGHT = MONDAY + 13 * DAY  # ten working days


def absence(
    member: MemberId, first: int, last: int, stand_in: MemberId | None = None, number: int = 1
) -> Absence:
    """Days counted from that Monday."""
    return Absence(
        id=AbsenceId(number), member_id=member, first=MONDAY + first * DAY, last=MONDAY + last * DAY,
        stand_in=stand_in, by=member, at=datetime(2026, 1, 1, tzinfo=UTC), cancelled_at=None,
    )  # fmt: skip


def roster(*absences: Absence) -> Roster:
    return Roster(calendars=dict.fromkeys((ANA, BO, CY), WEEK), absences=absences, team=WEEK)


def owned(*by: tuple[MemberId | None, int]) -> tuple[Ownership, ...]:
    """Each from noon of a day on."""
    noon = datetime(2026, 3, 2, 11, tzinfo=UTC)
    return tuple(
        Ownership(lead_id=LeadId(1), member_id=member, since=noon + day * DAY, by=None) for member, day in by
    )


def whose(owners: tuple[Ownership, ...], *absences: Absence, last: date = FORTNIGHT) -> MemberId | None:
    return responsible(owners, roster(*absences), first=MONDAY, last=last, zone=ZONE)


def test_the_only_owner_at_work_answers():
    assert whose(owned((ANA, 0))) == ANA


def test_days_away_count_up_to_half():
    assert whose(owned((ANA, 0)), absence(ANA, 0, 3)) == ANA  # four of ten
    assert whose(owned((ANA, 0)), absence(ANA, 0, 4)) is None  # five of ten: not most
    assert whose(owned((ANA, 0)), absence(ANA, 0, 13)) is None


def test_a_stand_in_answers_after_two_working_days_of_grace():
    assert whose(owned((ANA, 0)), absence(ANA, 0, 13, BO)) == BO  # eight of ten
    assert whose(owned((ANA, 0)), absence(ANA, 0, 6, BO)) is None  # three hers, five Ana's of ten
    assert whose(owned((ANA, 0)), absence(ANA, 0, 13, BO), absence(BO, 4, 13, number=2)) is None


def test_giving_a_late_lead_away_gives_nothing_away():
    assert whose(owned((ANA, 0), (BO, 11))) == ANA
    assert whose(owned((ANA, 0), (BO, 1))) == BO  # Tuesday to Thursday are nobody's, seven of ten are left


def test_half_and_half_is_nobodys():
    assert whose(owned((ANA, 0), (BO, 7))) is None


def test_a_lead_of_nobody_is_nobodys_until_somebody_had_it_longest():
    assert whose(owned((None, 0))) is None
    assert whose(owned((None, 0), (BO, 1))) == BO


def test_grace_ends_on_the_second_working_day():
    thursday = MONDAY + 3 * DAY
    assert grace_ends(BO, roster(), thursday) == thursday + DAY
    assert grace_ends(BO, roster(), thursday + DAY) == thursday + 4 * DAY
    assert inherited_on(owned((ANA, 0), (BO, 3)), roster(), MONDAY + 5 * DAY, ZONE) == thursday + DAY
    assert inherited_on(owned((ANA, 0)), roster(), MONDAY, ZONE) is None


members = st.sampled_from([ANA, BO, CY])
absences = st.builds(
    lambda member, first, length, stand_in: absence(member, first, first + length, stand_in),
    members, st.integers(-5, 20), st.integers(0, 20), st.none() | members,
)  # fmt: skip
histories = st.lists(st.tuples(st.none() | members, st.integers(1, 20)), max_size=4).map(
    lambda later: owned((ANA, 0), *sorted(later, key=lambda one: one[1]))
)
spans = st.integers(0, 30).map(lambda length: MONDAY + length * DAY)


@settings(deadline=None)
@given(histories, st.lists(absences, max_size=4), spans)
def test_only_somebody_who_had_it_and_was_there_answers(
    owners: tuple[Ownership, ...], planned: list[Absence], last: date
):
    found = whose(owners, *planned, last=last)
    if found is None:
        return
    had = {one.member_id for one in owners} | {one.stand_in for one in planned}
    assert found in had
    days = [MONDAY + n * DAY for n in range((last - MONDAY).days + 1)]
    away = [day for day in days if any(one.member_id == found and one.on(day) for one in planned)]
    assert len(away) < len(days)


@settings(deadline=None)
@given(histories, st.lists(absences, max_size=3), members, spans)
def test_being_away_never_makes_anybody_answer(
    owners: tuple[Ownership, ...], planned: list[Absence], member: MemberId, last: date
):
    """Whoever goes away for all of it, with nobody to cover, answers for none of it."""
    gone = absence(member, -10, 40, number=99)
    before = whose(owners, *planned, last=last)
    after = whose(owners, gone, *planned, last=last)
    assert after != member
    assert after in {before, None}


@settings(deadline=None)
@given(histories, spans, st.integers(1, 60))
def test_what_lies_outside_the_days_changes_nothing(owners: tuple[Ownership, ...], last: date, gap: int):
    far = absence(ANA, 100 + gap, 120 + gap)
    assert whose(owners, far, last=last) == whose(owners, last=last)
