"""A rep's own numbers, and who may see them (DESIGN §5)."""

from dataclasses import replace
from datetime import date

import pytest

from sla.errors import NotAllowed, NotFound
from sla.people import Actor, MemberId
from sla.services.status import Status
from tests.sla.services.agreement import ANA, BO, KIM, MAX, NEW_YORK, TERMS, at
from tests.sla.services.team import Team

NOW = at("2026-03-18 10:00")
STRANGER = Actor(slack_id="U99", person=None, member_id=None)


def test_only_the_reps_own_leads(team: Team) -> None:
    own, others = team.lead(at("2026-03-02 10:00")), team.lead(at("2026-03-02 10:00"), owner=BO)
    team.touch(own, *(at(f"2026-03-{day:02} 11:00") for day in (2, 6, 10, 16)))
    team.touch(others, at("2026-03-16 22:00"))
    found = Status(team.desk).own(team.actor(ANA), NOW)
    first, two_weeks, *_ = found.sales.lines
    assert (first.kept, first.judged, two_weeks.kept, two_weeks.judged) == (1, 1, 1, 1)
    assert (found.name, found.own, found.version, found.as_of) == ("Ana Lima", True, 0, date(2026, 3, 17))
    assert found.sales.first_attempt_within == TERMS.sales.first_attempt_within


def test_each_lead_under_one_urgency(team: Team) -> None:
    started = {
        "overdue": "2026-03-03 10:00",  # due on the 17th
        "due today": "2026-03-04 10:00",
        "suggested": "2026-03-13 10:00",  # the first follow-up is suggested on day 5
        "later": "2026-03-16 10:00",
    }
    for start in started.values():
        team.touch(team.lead(at(start)), at(start))
    team.lead(at("2026-03-17 10:00"))  # not tried yet
    team.lead(at("2025-12-30 10:00"))  # from before the agreement
    team.stop(at("2026-03-17 11:00"), team.lead(at("2026-03-03 10:00")))
    found = Status(team.desk).own(team.actor(ANA), NOW)
    assert (found.overdue, found.due_today, found.new, found.suggested, found.later) == (1, 1, 1, 1, 3)


def test_a_day_ends_where_the_rep_is(team: Team) -> None:
    lead = team.lead(at("2026-03-03 18:00"), owner=BO)
    team.touch(lead, at("2026-03-03 18:30"))
    # 02:00 in Berlin on the 18th: in New York the 17th, its day 14, has three more hours.
    found = Status(team.desk).own(team.actor(BO), at("2026-03-18 02:00"))
    assert (found.due_today, found.overdue, found.zone) == (1, 0, NEW_YORK)


def test_the_manager_of_sales_sees_them_in_the_same_words(team: Team) -> None:
    team.lead(at("2026-03-17 10:00"))
    status = Status(team.desk)
    seen = status.own(team.actor(KIM), NOW, of=team.actor(ANA).slack_id)
    assert replace(seen, own=True) == status.own(team.actor(ANA), NOW)
    assert not seen.own


def test_a_rep_may_name_themselves(team: Team) -> None:
    ana = team.actor(ANA)
    assert Status(team.desk).own(ana, NOW, of=ana.slack_id).own


@pytest.mark.parametrize("who", [BO, MAX, None])
def test_other_reps_marketing_and_strangers_do_not(team: Team, who: object) -> None:
    actor = {id(BO): team.actor(BO), id(MAX): team.actor(MAX)}.get(id(who), STRANGER)
    with pytest.raises(NotAllowed, match="that rep and to the manager of sales only"):
        Status(team.desk).own(actor, NOW, of=team.actor(ANA).slack_id)


def test_nobody_learns_whether_a_stranger_is_named(team: Team) -> None:
    with pytest.raises(NotAllowed, match="that rep and to the manager"):
        Status(team.desk).own(team.actor(BO), NOW, of="U404")


def test_only_reps_have_any(team: Team) -> None:
    status = Status(team.desk)
    for manager in (KIM, MAX):
        with pytest.raises(NotAllowed, match="Only reps have numbers"):
            status.own(team.actor(manager), NOW)
    with pytest.raises(NotAllowed, match="Only reps have numbers"):
        status.own(team.actor(KIM), NOW, of=team.actor(MAX).slack_id)


def test_who_is_not_named_has_none(team: Team) -> None:
    status = Status(team.desk)
    with pytest.raises(NotFound, match="not named in the agreement"):
        status.own(STRANGER, NOW)
    with pytest.raises(NotFound, match="not named in the agreement"):
        status.own(team.actor(KIM), NOW, of="U404")


def test_a_rep_whom_the_agreement_no_longer_names_has_none(team: Team) -> None:
    ana = team.actor(ANA)
    team.terms = replace(TERMS, people=(BO, KIM))
    gone = Actor(slack_id=ana.slack_id, person=None, member_id=MemberId(0))
    with pytest.raises(NotAllowed, match="Only reps have numbers"):
        Status(team.desk).own(gone, NOW)
