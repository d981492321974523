"""A touch logged afterwards counts by when it happened, within fourteen days, and never ahead of time."""

from datetime import datetime, timedelta

import pytest

from sla.activity import Outcome
from sla.cadence import State
from sla.errors import BadInput, NotAllowed, NotFound
from sla.leads import LeadId, StopReason
from sla.services.recording import NewTouch
from sla.services.touching import Touching
from sla.touches import Direction, NotCounted, TouchKind
from tests.sla.services.agreement import ANA, BO, KIM, MAX, at
from tests.sla.services.team import Team

NOW = at("2026-03-18 10:00")


def touch(lead: LeadId, occurred_at: datetime | None, **said: object) -> NewTouch:
    return NewTouch(
        **{"lead_id": lead, "kind": TouchKind.CALL, "press": "v", "occurred_at": occurred_at, **said}
    )


@pytest.fixture
def lead(team: Team) -> LeadId:
    lead = team.lead(at("2026-03-02 10:00"))
    team.touch(lead, *(at(f"2026-03-{day:02} 11:00") for day in (2, 6, 10)))
    return lead


@pytest.mark.parametrize(("hours_ago", "late"), [(0, False), (24, False), (25, True), (14 * 24, True)])
def test_after_a_day_it_is_marked(team: Team, lead: LeadId, hours_ago: int, *, late: bool) -> None:
    logged = Touching(team.desk).log(team.actor(ANA), touch(lead, NOW - timedelta(hours=hours_ago)), NOW)
    assert logged.touch.late_logged is late


def test_it_counts_on_the_day_it_happened(team: Team, lead: LeadId) -> None:
    logged = Touching(team.desk).log(team.actor(ANA), touch(lead, at("2026-03-16 15:00")), NOW)
    assert (logged.touch.number, logged.before.state, logged.standing.state) == (
        3,
        State.OVERDUE,
        State.OPEN,
    )


@pytest.mark.parametrize(
    ("occurred_at", "said"),
    [(NOW + timedelta(minutes=1), "future"), (NOW - timedelta(days=14, minutes=1), "14 days ago")],
)
def test_not_ahead_and_not_long_ago(team: Team, lead: LeadId, occurred_at: datetime, said: str) -> None:
    with pytest.raises(BadInput, match=said) as refused:
        Touching(team.desk).log(team.actor(ANA), touch(lead, occurred_at), NOW)
    assert refused.value.field == "touch.at"


@pytest.mark.parametrize(
    "outcome", [Outcome.NO_ANSWER, Outcome.LEFT_MESSAGE, Outcome.BOUNCED, Outcome.SCHEDULED]
)
def test_who_reached_nobody_reached_out(team: Team, lead: LeadId, outcome: Outcome) -> None:
    new = touch(lead, None, outcome=outcome, direction=Direction.INBOUND)
    with pytest.raises(BadInput) as refused:
        Touching(team.desk).log(team.actor(ANA), new, NOW)
    assert refused.value.field == "touch.direction"


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"direction": Direction.INBOUND}, NotCounted.INBOUND),
        ({"kind": TouchKind.MEETING, "outcome": Outcome.SCHEDULED}, NotCounted.SCHEDULED_ONLY),
        ({"kind": TouchKind.EMAIL, "outcome": Outcome.BOUNCED}, NotCounted.BOUNCED),
        ({"kind": TouchKind.MEETING, "outcome": Outcome.HELD, "direction": Direction.INBOUND}, None),
    ],
)
def test_the_rules_hold_for_what_is_logged_by_hand(
    team: Team, lead: LeadId, said: dict[str, object], reason: NotCounted | None
) -> None:
    logged = Touching(team.desk).log(team.actor(ANA), touch(lead, None, **said), NOW)
    assert logged.touch.not_counted is reason


def test_what_was_before_the_win_can_still_be_logged(team: Team, lead: LeadId) -> None:
    team.stop(at("2026-03-17 12:00"), lead)
    logged = Touching(team.desk).log(team.actor(ANA), touch(lead, at("2026-03-16 15:00")), NOW)
    assert (logged.touch.number, logged.lead.stop_reason) == (3, StopReason.WON)


def test_the_form_lists_the_persons_own_open_leads(team: Team, lead: LeadId) -> None:
    won = team.lead(at("2026-03-02 10:00"))
    team.stop(at("2026-03-10 10:00"), won)
    team.lead(at("2026-03-02 10:00"), owner=BO)
    form = Touching(team.desk).forms(team.actor(ANA), NOW)
    assert ([one.id for one in form.leads], form.more) == ([lead], 0)
    for who in (KIM, MAX):
        with pytest.raises(NotAllowed, match="carry no leads"):
            Touching(team.desk).forms(team.actor(who), NOW)
    with pytest.raises(NotAllowed, match="not yours"):
        Touching(team.desk).form(team.actor(BO), lead, NOW)


def test_with_nothing_open_there_is_nothing_to_pick(team: Team) -> None:
    with pytest.raises(NotFound, match="no open lead"):
        Touching(team.desk).forms(team.actor(ANA), NOW)


def test_words_open_it_for_the_leads_they_may_mean(team: Team) -> None:
    first = team.lead(at("2026-03-02 10:00"), name="Harbour GmbH")
    second = team.lead(at("2026-03-03 10:00"), name="Harbour Ltd")
    touching = Touching(team.desk)
    for text, found in (("harbour", {first, second}), (f"L{first}", {first}), ("ltd", {second})):
        form = touching.form_for(team.actor(ANA), text, NOW)
        assert form is not None
        assert {one.id for one in form.leads} == found
    assert touching.form_for(team.actor(ANA), "nobody", NOW) is None
