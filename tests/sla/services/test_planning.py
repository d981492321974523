"""The agreement's plan from the store: when it begins, and which months lack the leads they were to have."""

from dataclasses import replace
from datetime import date

import pytest

from sla.errors import BadInput, NotFound
from sla.lag import Lag
from sla.money import Money
from sla.planned import PlanAnswer
from sla.services.planning import AskPlan, tried
from sla.targets import Month
from sla.terms import OpenBusiness
from tests.sla.services.agreement import EVENT, TERMS, WEBSITE, at
from tests.sla.services.team import Team
from tests.stores import AnyStore

NOW = at("2026-03-18 10:00")
LAGGED = replace(
    TERMS,
    lead_types=(replace(WEBSITE, lag=Lag.of_months(3)), replace(EVENT, lag=Lag.of_months(1))),
)
"""75 website leads of $100 and 50 event leads of $50 a month; the quota is $10,000 a month."""


@pytest.fixture
def lagged(team: Team) -> Team:
    team.terms = LAGGED
    return team


def ask(team: Team, length: int = 12, moment: str = "2026-03-18 10:00") -> PlanAnswer:
    return AskPlan(team.desk)(length, at(moment))


def test_it_is_the_plan_of_the_agreement_in_force(lagged: Team) -> None:
    answer = ask(lagged)
    assert (answer.plan.first, answer.plan.last) == (Month(year=2026, number=1), Month(year=2026, number=12))
    assert (answer.plan.needed, answer.version, answer.begins_anew) == (1500, 0, Month(year=2026, number=7))


def test_from_july_on_it_is_the_next_one(lagged: Team) -> None:
    answer = ask(lagged, 6, "2026-07-01 00:30")
    assert (answer.plan.first, answer.plan.last) == (Month(year=2026, number=7), Month(year=2026, number=12))
    assert answer.begins_anew == Month(year=2027, number=1)


def test_months_without_the_leads_they_rest_on_are_at_risk(lagged: Team) -> None:
    """March rests on December and February, April and May on January and February so far."""
    found = ask(lagged).at_risk
    assert [(one.closes.number, one.needed, one.came, one.gap) for one in found] == [
        (3, 125, 0, 10_000),
        (4, 75, 0, 7500),
        (5, 75, 0, 7500),
    ]


def test_leads_that_came_in_the_month_before_take_the_risk_away(lagged: Team) -> None:
    lagged.leads(70, at("2026-01-12 10:00"))
    lagged.leads(60, at("2026-02-11 10:00"))
    found = {one.closes.number: (one.needed, one.came, one.gap) for one in ask(lagged).at_risk}
    # April: 70 of 75 is inside the usual 10%. May: 60 of 75 is not.
    assert found == {3: (125, 0, 10_000), 5: (75, 60, 1500)}


def test_leads_of_this_month_are_not_asked_for_yet(lagged: Team) -> None:
    assert all(one.closes.number != 6 for one in ask(lagged).at_risk)


def test_what_is_open_covers_its_month(lagged: Team) -> None:
    lagged.terms = replace(
        LAGGED,
        open_business=(OpenBusiness(stream="all", closes_on=date(2026, 3, 30), value=Money.of(9000, "USD")),),
    )
    assert [one.closes.number for one in ask(lagged).at_risk] == [4, 5]


def test_months_that_have_closed_are_past_risking(lagged: Team) -> None:
    assert all(one.closes.number >= 5 for one in ask(lagged, moment="2026-05-01 09:00").at_risk)


def test_of_numbers_to_try_what_lies_before_the_plan_is_at_risk() -> None:
    answer = tried(LAGGED, Month(year=2026, number=1), 12)
    assert [(one.closes.number, one.needed) for one in answer.at_risk] == [(1, 125), (2, 75), (3, 75)]
    assert (answer.version, answer.begins_anew) == (None, None)


def test_other_lengths_are_refused(lagged: Team) -> None:
    with pytest.raises(BadInput, match="6 or 12 months"):
        ask(lagged, 9)


def test_without_an_agreement_there_is_no_plan(store: AnyStore) -> None:
    bare = Team(store=store, tenant_id=store.tenants.sole(), terms=None)
    with pytest.raises(NotFound, match="no agreement yet"):
        ask(bare)
