"""What each person's Home tab knows: their own, their side's, and nothing that is not theirs."""

from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import event

from sla.away import AwayPeriod
from sla.commitments import About, TopicKind
from sla.leads import Urgency
from sla.people import Actor
from sla.services.absences import Absences, WantedAway
from sla.services.home import ShowHome
from sla.services.recording import NewTouch
from sla.services.recount import BringForward
from sla.services.taking import Taking
from sla.services.touching import Touching
from sla.touches import TouchKind
from tests.sla.services.office import ANA, BO, EVE, KIM, MAX, NOW, Office
from tests.stores import SqlStore

DAY = timedelta(days=1)


@pytest.fixture
def begun(office: Office) -> Office:
    return office.start()


def home_of(office: Office, slack_id: str, now: datetime = NOW):
    return ShowHome(office.desk).page(office.actor(slack_id), now)


def test_each_sees_their_own_part(begun: Office):
    rep, manager, marketer, viewer = (home_of(begun, one) for one in (ANA, KIM, MAX, EVE))
    assert (rep.day is not None, rep.team, rep.fates, rep.board) == (True, None, None, None)
    assert (manager.day, manager.team is not None, manager.fates) == (None, True, None)
    assert (marketer.day, marketer.team, marketer.fates is not None) == (None, None, True)
    assert (viewer.person, viewer.day, viewer.team, viewer.fates, viewer.board) == (None,) * 5
    assert viewer.managers == ("Kim Wolf", "Max Orr")


def test_before_anything_is_agreed_there_is_nothing_else(office: Office):
    home = ShowHome(office.desk).page(Actor(slack_id=ANA, person=None, member_id=None), NOW)
    assert (home.begun, home.managers, home.to_sign) == (False, (), None)


def test_a_reps_day_is_their_reminder_and_their_own_numbers(begun: Office):
    begun.hand_over(NOW - DAY, NOW - 20 * DAY)
    begun.hand_over(NOW - DAY, owner=BO)
    BringForward(begun.desk)(NOW)
    day = home_of(begun, ANA).day
    assert day is not None
    assert (day.nudge.total, day.nudge.all_leads) == (2, 2)
    assert day.own is not None
    assert (day.own.overdue, day.own.new) == (1, 1)
    assert home_of(begun, KIM).team.overdue.leads == 1


def test_marketing_sees_what_became_of_this_months_leads(begun: Office):
    begun.hand_over(NOW - timedelta(hours=2), NOW - DAY, NOW - 40 * DAY)
    (fate,) = home_of(begun, MAX).fates.types
    assert (fate.handed_over, fate.taken_up, fate.waiting, fate.rejected) == (2, 0, 2, 0)


def test_what_waits_for_a_signature_is_there_until_it_is_signed(begun: Office):
    version = begun.proposed(asked=(ANA, KIM, MAX)).version
    assert home_of(begun, ANA).to_sign == version.number
    assert home_of(begun, BO).to_sign is None
    begun.sign(version, ANA)
    assert home_of(begun, ANA).to_sign is None


def test_who_is_away_is_for_themselves_and_their_own_manager(begun: Office):
    wanted = WantedAway(first=NOW.date(), last=NOW.date() + 4 * DAY, stand_in=BO)
    recorded = Absences(begun.desk).record(begun.actor(ANA), wanted, NOW)
    there = AwayPeriod(id=recorded.period.id, first=wanted.first, last=wanted.last, stand_in="Bo Reed")
    assert home_of(begun, ANA).switch.now == there
    assert [one.period for one in home_of(begun, KIM).away] == [there]
    assert home_of(begun, MAX).away == ()
    assert home_of(begun, BO).away == ()
    Absences(begun.desk).cancel(begun.actor(ANA), there.id, NOW)
    assert home_of(begun, ANA).switch.now is None


def test_only_who_opened_it_is_kept_up_to_date(begun: Office):
    show = ShowHome(begun.desk)
    assert not show.is_kept(ANA)
    show.opened(ANA, NOW)
    show.opened(ANA, NOW + DAY)
    show.opened(EVE, NOW)
    assert show.is_kept(ANA)
    assert not show.is_kept(BO)
    assert not show.is_kept(EVE)


def test_after_days_away_five_suggested_ones_come_a_day(begun: Office):
    """Tried on 24 February; the first follow-up is suggested for 1 March and moves to the day back, 9 March."""
    handed = NOW - 6 * DAY
    leads = begun.hand_over(*[handed + timedelta(minutes=n) for n in range(12)])
    for lead_id in leads:
        new = NewTouch(lead_id=lead_id, kind=TouchKind.CALL, press=f"p{lead_id}")
        Touching(begun.desk).log(begun.actor(ANA), new, handed + timedelta(hours=1))
    away = WantedAway(first=NOW.date(), last=date(2026, 3, 6))
    Absences(begun.desk).record(begun.actor(ANA), away, NOW)
    BringForward(begun.desk)(NOW + 7 * DAY)
    days = [home_of(begun, ANA, NOW + n * DAY).day.nudge for n in (7, 8)]
    assert [one.back for one in days] == [True, False]
    assert [one.put_off for one in days] == [7, 0], "on the tenth all of them are due"
    assert days[0].today[Urgency.SUGGESTED] == 5
    assert days[0].put_off_until == date(2026, 3, 11)


def test_what_somebody_took_on_is_on_their_own_home_with_what_became_of_it(begun: Office):
    """Two leads are short on Monday 2 March; one is tried. A week later it is not shown any more."""
    tried, left = begun.hand_over(NOW - 20 * DAY, NOW - 20 * DAY)
    BringForward(begun.desk)(NOW)
    taking, about = Taking(begun.desk), About(kind=TopicKind.OVERDUE)
    taking.take(begun.actor(ANA), NOW.date(), about, time(17), NOW)
    (taken,) = home_of(begun, ANA).commitments
    assert (taken.about, taken.leads, taken.left, taken.today) == (about, 2, 2, True)
    assert home_of(begun, KIM).commitments == home_of(begun, BO).commitments == ()
    later = NOW + timedelta(hours=1)
    Touching(begun.desk).log(begun.actor(ANA), NewTouch(lead_id=tried, kind=TouchKind.CALL, press="p"), later)
    (half,) = home_of(begun, ANA, NOW + DAY).commitments
    assert (half.left, half.today) == (1, False)
    assert home_of(begun, ANA, NOW + 8 * DAY).commitments == ()
    assert left


def test_what_was_given_back_is_gone_from_home(begun: Office):
    begun.hand_over(NOW - 20 * DAY)
    BringForward(begun.desk)(NOW)
    taking, about = Taking(begun.desk), About(kind=TopicKind.OVERDUE)
    taking.take(begun.actor(ANA), NOW.date(), about, time(17), NOW)
    taking.give_back(begun.actor(ANA), NOW.date(), about, NOW)
    assert home_of(begun, ANA).commitments == ()


def statements(store: SqlStore, office: Office, slack_id: str) -> int:
    seen: list[str] = []

    def note(_connection, _cursor, statement, *_rest) -> None:
        seen.append(statement)

    event.listen(store.engine, "before_cursor_execute", note)
    home_of(office, slack_id)
    event.remove(store.engine, "before_cursor_execute", note)
    return len(seen)


@pytest.mark.parametrize("who", [ANA, KIM, MAX])
def test_more_leads_ask_for_no_more_queries(sqlite_store: SqlStore, who: str):
    office = Office(sqlite_store).start()
    office.hand_over(*[NOW - n * DAY for n in range(1, 13)])
    BringForward(office.desk)(NOW)
    statements(sqlite_store, office, who)
    few = statements(sqlite_store, office, who)
    office.hand_over(*[NOW - 2 * DAY - timedelta(minutes=n) for n in range(200)])
    BringForward(office.desk)(NOW)
    assert statements(sqlite_store, office, who) == few
