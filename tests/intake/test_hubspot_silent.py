"""While HubSpot is not read nobody is counted late; when it is again, what was done meanwhile decides."""

from datetime import UTC, datetime, timedelta

import pytest

from handlers.views.counted import counted_message
from handlers.views.digest import digest_message
from handlers.views.leads import leads_message
from handlers.views.nudge import nudge_message
from handlers.views.status import status_message
from handlers.views.why import why_message
from sla.answers import LeadFilter
from sla.feeds import MISSED, Feed, FeedId, FeedKind, Silent, silent
from sla.people import Actor
from sla.services.breaching import RecordBreaches
from sla.services.bulletins import Bulletins
from sla.services.gaps import WatchFeeds
from sla.services.status import Status
from sla.services.why import Why
from sla.services.worklist import MyLeads
from tests.intake.hubspot_desk import EVERY, Office

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
NEXT_NOON = NOON + DAY
"""Its 14th day ends in between: in Ana's São Paulo at 03:00 UTC."""


def feed(name: str, *, every: timedelta | None, seen_at: datetime | None) -> Feed:
    return Feed(
        id=FeedId(1),
        name=name,
        kind=FeedKind.HUBSPOT,
        zone=None,
        every=every,
        added_at=NOON,
        seen_at=seen_at,
        cursor="",
    )


def test_a_source_is_silent_after_two_readings_and_only_one_that_is_waited_for() -> None:
    late = NOON - MISSED * EVERY - timedelta(seconds=1)
    assert silent([feed("hubspot", every=EVERY, seen_at=late)], NOON) == Silent(name="hubspot", since=late)
    assert silent([feed("hubspot", every=EVERY, seen_at=NOON - MISSED * EVERY)], NOON) is None
    assert silent([feed("push", every=None, seen_at=late)], NOON) is None
    assert silent([feed("hubspot", every=EVERY, seen_at=None)], NOON) is None
    longer = feed("older", every=EVERY, seen_at=late - HOUR)
    assert silent([feed("hubspot", every=EVERY, seen_at=late), longer], NOON) == Silent(
        name="older", since=late - HOUR
    )


@pytest.fixture
def ana(office: Office) -> int:
    return office.portal.owner("ana@example.com", "Ana Lima")


@pytest.fixture
def vera(office: Office, ana: int) -> int:
    """One follow-up short on the last day of her first checkpoint, as HubSpot falls silent."""
    made = office.portal.lead("Vera Kern", owner=ana, at=NOON - 14 * DAY)
    for days in (13, 10, 7):
        office.portal.call(made, owner=ana, at=NOON - days * DAY)
    office.clock.now = NOON
    office.poll()
    assert office.history(made).lead.derived.follow_up_count == 2
    return made


def fall_silent(office: Office) -> None:
    """Until the next noon, when its key is taken again."""
    key, office.portal.key = office.portal.key, "another"
    while office.clock.now < NEXT_NOON:
        office.poll(later=4 * HOUR)
        WatchFeeds(office.desk)(office.clock.now)
        RecordBreaches(office.desk)(office.clock.now)
    office.portal.key = key


def breaches(office: Office, lead: int) -> int:
    with office.desk.look() as work:
        return len(work.breaches.of([office.history(lead).lead.id]))


def test_what_was_done_in_the_gap_decides_afterwards(office: Office, ana: int, vera: int) -> None:
    office.portal.call(vera, owner=ana, at=NOON + 6 * HOUR)
    fall_silent(office)
    assert breaches(office, vera) == 0
    board = Status(office.desk).board(office.clock.now)
    assert board.overdue.leads == 0
    assert board.sales.silent is not None
    assert all(not line.judged for line in board.sales.lines if line.checkpoint)
    (day14,) = [line for line in board.sales.lines if line.checkpoint and line.checkpoint.day == 14]
    assert (day14.in_gap, day14.not_due) == (1, 0)
    shown = status_message(board).text
    assert "3 follow-ups by day 14, last 90 days, none counted yet" in shown
    assert "5 follow-ups by day 28, last 90 days, none due yet" in shown
    assert "HubSpot was last read" in shown
    assert "Waiting for HubSpot, in no figure yet: 1 lead by day 14" in shown
    assert (
        "in no figure yet: 1 lead by day 14"
        in digest_message(Bulletins(office.desk).digest(office.clock.now)).text
    )
    office.poll()
    RecordBreaches(office.desk)(office.clock.now)
    assert breaches(office, vera) == 0
    assert Status(office.desk).board(office.clock.now).sales.silent is None


def ana_herself(office: Office) -> Actor:
    with office.desk.look() as work:
        member = next(one for one in work.members.all() if one.email == "ana@example.com")
        person = office.desk.book(work).person(member.email)
    return Actor(slack_id="U0ANA", person=person, member_id=member.id)


def test_why_and_the_boards_say_of_a_silence_that_is_over_from_when_to_when(
    office: Office, vera: int
) -> None:
    ana = ana_herself(office)

    def why() -> str:
        return why_message(Why(office.desk)(ana, office.history(vera).lead.id, office.clock.now)).text

    assert "HubSpot" not in why().replace("(HubSpot)", "")
    fall_silent(office)
    assert "HubSpot has not been read since" in why()
    assert "nobody is counted late until what was done is known" in why()
    office.poll()
    assert "HubSpot was not read from" in why()
    assert "counts by what was known afterwards" in why()
    digest = Bulletins(office.desk).digest(NEXT_NOON + 2 * HOUR)
    assert "HubSpot was not read from" in digest_message(digest).text
    later = Bulletins(office.desk).digest(NEXT_NOON + 26 * HOUR)
    assert later.heard_again == ()
    office.clock.now = NEXT_NOON + 20 * HOUR
    office.poll()
    board = Status(office.desk).board(office.clock.now)
    (day14,) = [line for line in board.sales.lines if line.checkpoint and line.checkpoint.day == 14]
    assert (day14.judged, day14.kept, day14.in_gap, day14.after_gap) == (1, 0, 0, 1)
    assert "1 date fell in it, counted by what was known afterwards" in status_message(board).text
    assert "1 of them fell due while a source was silent" in counted_message(board).text


def test_what_was_not_done_counts_once_it_is_known(office: Office, vera: int) -> None:
    fall_silent(office)
    assert breaches(office, vera) == 0
    office.poll()
    RecordBreaches(office.desk)(office.clock.now)
    assert breaches(office, vera) == 1
    assert Status(office.desk).board(office.clock.now).overdue.leads == 1


def test_the_digest_and_the_reminder_say_since_when(office: Office, vera: int) -> None:
    assert office.history(vera)
    fall_silent(office)
    bulletins = Bulletins(office.desk)
    assert "HubSpot was last read" in digest_message(bulletins.digest(office.clock.now)).text
    nudge = bulletins.nudge("ana@example.com", office.clock.now)
    assert nudge is not None
    assert "nothing that fell due since counts as late" in str(nudge_message(nudge).as_payload())


def test_a_reps_own_list_waits_for_hubspot_and_calls_nothing_overdue(office: Office, vera: int) -> None:
    fall_silent(office)
    now, my_leads = office.clock.now, MyLeads(office.desk)
    actor = ana_herself(office)
    page = my_leads.page(actor, now, which=LeadFilter.DUE)
    shown = leads_message(page).text
    assert "*1 lead needs you today:* 1 waiting for the CRM" in shown
    assert "waiting for HubSpot, due yesterday" in shown
    assert "What you did in HubSpot may not be known here yet" in shown
    assert "overdue" not in shown.casefold()
    assert my_leads.page(actor, now, which=LeadFilter.OVERDUE).items == ()
    nudge = Bulletins(office.desk).nudge("ana@example.com", now)
    assert nudge is not None
    assert "overdue" not in str(nudge_message(nudge).as_payload()).casefold()
    office.poll()
    page = my_leads.page(actor, office.clock.now, which=LeadFilter.OVERDUE)
    assert "Vera Kern" in leads_message(page).text


def test_the_operator_is_told_once(office: Office, vera: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert office.history(vera)
    fall_silent(office)
    office.poll()
    said = capsys.readouterr().out
    assert said.count("HubSpot is not read whole") == 1
    assert said.count("HubSpot is read again") == 1
