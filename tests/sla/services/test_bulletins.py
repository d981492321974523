"""What a digest, a nudge and a hello say at the moment they are sent."""

from dataclasses import replace
from datetime import date

import pytest

from sla.commitments import TopicKind
from sla.people import Person
from sla.services.bulletins import Bulletins
from sla.services.status import Status
from tests.sla.services.agreement import ANA, BO, KIM, MAX, TERMS, at, person
from tests.sla.services.team import Team

NOW = at("2026-03-18 09:00")


def greet(team: Team, who: Person) -> None:
    with team.work() as work:
        work.members.greeted(team.members[who.email])
        work.commit()


class TestDigest:
    def test_the_board_of_the_day(self, team: Team) -> None:
        team.leads(40, at("2026-03-10 10:00"))
        digest = Bulletins(team.desk).digest(NOW)
        assert digest.board == Status(team.desk).board(NOW)
        assert digest.on == date(2026, 3, 18)

    def test_what_costs_most_comes_first(self, team: Team) -> None:
        # Expected by the 17th: 40.9 website leads at $100, 27.3 event leads at $50.
        overdue = team.leads(11, at("2026-03-02 10:00"))
        team.leads(8, at("2026-03-02 10:00"), "event")
        topics = Bulletins(team.desk).digest(NOW).topics
        assert [(topic.kind, topic.lead_type, topic.leads) for topic in topics] == [
            (TopicKind.UNDER_PACE, "Website leads", 30),  # $2,991
            (TopicKind.OVERDUE, None, 19),  # 11 × $100 + 8 × $50
            (TopicKind.UNDER_PACE, "Event leads", 19),  # $964
        ]
        assert topics[1].value == 1500
        assert overdue

    def test_the_date_is_the_teams(self, team: Team) -> None:
        assert Bulletins(team.desk).digest(at("2026-03-18 00:30")).on == date(2026, 3, 18)


class TestNudge:
    def test_what_needs_the_rep(self, team: Team) -> None:
        lead = team.lead(at("2026-03-17 10:00"))
        nudge = Bulletins(team.desk).nudge(ANA.email, NOW)
        assert nudge is not None
        assert [item.lead.id for item in nudge.items] == [lead]
        assert (nudge.person, nudge.total) == (ANA, 1)

    def test_none_when_nothing_does(self, team: Team) -> None:
        lead = team.lead(at("2026-03-17 10:00"))
        team.touch(lead, at("2026-03-17 11:00"))
        bulletins = Bulletins(team.desk)
        assert bulletins.nudge(ANA.email, NOW) is None
        assert bulletins.nudge(BO.email, NOW) is None

    @pytest.mark.parametrize("who", [KIM, MAX])
    def test_none_for_who_carries_no_leads(self, team: Team, who: Person) -> None:
        assert Bulletins(team.desk).nudge(who.email, NOW) is None

    def test_none_for_who_is_no_longer_named(self, team: Team) -> None:
        team.lead(at("2026-03-17 10:00"))
        team.terms = replace(TERMS, people=(BO, KIM))
        assert Bulletins(team.desk).nudge(ANA.email, NOW) is None

    def test_none_for_who_joined_without_leads(self, team: Team) -> None:
        eve = person("Eve New")
        team.terms = replace(TERMS, people=(*TERMS.people, eve))
        assert Bulletins(team.desk).nudge(eve.email, NOW) is None
        hello = Bulletins(team.desk).hello(eve.email, NOW)
        assert hello is not None
        assert (hello.person, hello.leads) == (eve, 0)


class TestHello:
    def test_what_to_expect(self, team: Team) -> None:
        team.lead(at("2026-03-17 10:00"))
        team.lead(at("2025-12-30 10:00"))
        team.lead(at("2026-03-19 10:00"))
        hello = Bulletins(team.desk).hello(ANA.email, NOW)
        assert hello is not None
        assert (hello.person, hello.added_by, hello.leads) == (ANA, "Kim Wolf", 2)
        assert (hello.nudge_at, hello.effective_on) == ("09:00", date(2026, 1, 1))

    def test_once(self, team: Team) -> None:
        greet(team, ANA)
        bulletins = Bulletins(team.desk)
        assert bulletins.hello(ANA.email, NOW) is None
        assert bulletins.hello(BO.email, NOW) is not None

    def test_a_manager_was_added_by_nobody_but_another_of_the_same_side(self, team: Team) -> None:
        hello = Bulletins(team.desk).hello(KIM.email, NOW)
        assert hello is not None
        assert (hello.added_by, hello.leads) == (None, 0)

    def test_none_for_who_is_no_longer_named(self, team: Team) -> None:
        team.terms = replace(TERMS, people=(BO, KIM))
        assert Bulletins(team.desk).hello(ANA.email, NOW) is None
