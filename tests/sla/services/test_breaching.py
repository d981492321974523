"""That a lead was short when its day ended is recorded once, for good, whatever is logged afterwards."""

from datetime import datetime

from handlers.views.counted import counted_message
from handlers.views.why import why_message
from sla.activity import Outcome
from sla.breaches import Breach
from sla.leads import LeadId
from sla.services.breaching import RecordBreaches
from sla.services.recording import NewTouch
from sla.services.status import Status
from sla.services.touching import Touching
from sla.services.why import Why
from sla.touches import TouchKind
from tests.sla.services.agreement import ANA, at
from tests.sla.services.team import Team

START = at("2026-03-02 10:00")


def recorded(team: Team, lead: LeadId) -> tuple[Breach, ...]:
    with team.work() as work:
        return work.breaches.of([lead]).get(lead, ())


def tick(team: Team, now: datetime) -> int:
    team.come(now)
    return RecordBreaches(team.desk)(now)


def test_when_the_day_has_ended_and_only_once(team: Team) -> None:
    lead = team.lead(START)
    team.touch(lead, *(at(f"2026-03-{day:02} 11:00") for day in (2, 6, 10)))
    assert tick(team, at("2026-03-16 23:59")) == 0
    assert [tick(team, at("2026-03-17 00:00")), tick(team, at("2026-03-17 00:01"))] == [1, 0]
    (found,) = recorded(team, lead)
    assert (found.day, found.need, found.had, found.version) == (14, 3, 2, 0)
    assert (found.at, found.next_at) == (at("2026-03-17 00:00"), at("2026-03-31 00:00"))
    assert found.owner_id == team.members[ANA.email]


def test_a_lead_that_stays_short_is_recorded_at_each_of_its_days(team: Team) -> None:
    lead = team.lead(START)
    for moment, added in (("2026-03-18 09:00", 1), ("2026-03-31 09:00", 1), ("2026-05-20 09:00", 1)):
        assert tick(team, at(moment)) == added
    assert [one.day for one in recorded(team, lead)] == [14, 28, 56]
    assert tick(team, at("2026-08-01 09:00")) == 0


def test_several_days_after_a_stop_of_the_bot(team: Team) -> None:
    lead = team.lead(START)
    assert tick(team, at("2026-06-01 09:00")) == 3
    assert [one.had for one in recorded(team, lead)] == [0, 0, 0]


def test_it_stays_when_a_touch_is_logged_late(team: Team) -> None:
    lead = team.lead(START)
    team.touch(lead, *(at(f"2026-03-{day:02} 11:00") for day in (2, 6, 10)))
    now = at("2026-03-18 09:00")
    tick(team, now)
    before = recorded(team, lead)
    new = NewTouch(
        lead_id=lead,
        kind=TouchKind.CALL,
        press="p",
        outcome=Outcome.REACHED,
        occurred_at=at("2026-03-16 15:00"),
    )
    Touching(team.desk).log(team.actor(ANA), new, now)
    assert tick(team, at("2026-03-18 09:01")) == 0
    assert recorded(team, lead) == before != ()
    explained = Why(team.desk)(team.actor(ANA), lead, now)
    assert explained.breaches == before
    assert "ended with 2 of 3; kept by a call logged late" in why_message(explained).text
    (line,) = [
        one
        for one in Status(team.desk).board(now).sales.lines
        if one.checkpoint is not None and one.checkpoint.day == 14
    ]
    assert (line.kept, line.judged, line.kept_late) == (1, 1, 1)
    assert "1 of 1 lead, 1 of them by late logging" in counted_message(Status(team.desk).board(now)).text


def test_not_of_leads_that_kept_it_stopped_in_time_or_are_listed(team: Team) -> None:
    kept, won = team.leads(2, START)
    team.touch(kept, *(at(f"2026-03-{day:02} 11:00") for day in (2, 6, 10, 12)))
    team.stop(at("2026-03-16 12:00"), won)
    team.lead(at("2025-12-01 10:00"))
    assert tick(team, at("2026-03-20 09:00")) == 0
