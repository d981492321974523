"""What the plan says of history where no time to close is agreed: by the measuring of the rates, or nothing."""

from dataclasses import replace
from datetime import timedelta

import pytest

from sla.activity import DealRow
from sla.lag import Lag
from sla.money import Money
from sla.planned import PlanAnswer
from sla.services.measuring import measuring_of
from sla.services.planning import AskPlan
from tests.sla.services.agreement import EVENT, TERMS, WEBSITE, at
from tests.sla.services.team import Team

NOW = at("2026-03-18 10:00")
UNKNOWN = replace(TERMS, lead_types=(replace(WEBSITE, lag=None), replace(EVENT, lag=Lag.of_months(1))))


@pytest.fixture
def unknown(team: Team) -> Team:
    team.terms = UNKNOWN
    return team


def won(team: Team, number: int, of: int = 40) -> None:
    """Of the website leads of 12 January so many were won 30 days later, in February."""
    came = at("2026-01-12 10:00")
    ids = team.leads(of, came)
    with team.desk.open() as work:
        work.deals.upsert(
            [
                DealRow(
                    source="test", external_id=str(lead), lead_id=lead, won_at=came + timedelta(days=30),
                    amount=Money.of(100, "USD"),
                )
                for lead in ids[:number]
            ]
        )  # fmt: skip
        work.commit()


def ask(team: Team) -> PlanAnswer:
    return AskPlan(team.desk)(12, NOW)


def test_ten_wins_say_how_long_they_took(unknown: Team) -> None:
    won(unknown, 10)
    ((name, closing),) = ask(unknown).history
    assert (name, closing.counts, closing.first) == (WEBSITE.name, (0, 10), at("2026-01-12 10:00").date())
    with unknown.desk.look() as work:
        measured = measuring_of(UNKNOWN, work, NOW).measured()
    assert closing.won == next(one.whole.converted for one in measured if one.key == WEBSITE.key)


def test_fewer_say_nothing(unknown: Team) -> None:
    won(unknown, 9)
    assert ask(unknown).history == ()


def test_what_is_agreed_is_not_held_against_history(team: Team) -> None:
    team.terms = replace(UNKNOWN, lead_types=(replace(WEBSITE, lag=Lag.of_months(3)), EVENT))
    won(team, 20)
    assert all(name != WEBSITE.name for name, _ in ask(team).history)
