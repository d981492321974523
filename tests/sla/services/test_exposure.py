"""What is overdue and at risk now, by what it is worth (MATHS D14), and what was won of the quota."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from sla.board import Board
from sla.money import Money
from sla.services.status import Status
from sla.terms import Period
from tests.sla.services.agreement import BO, TERMS, at, lead_type, quota, rates
from tests.sla.services.team import Team

CHAIN = lead_type("website", rates("34%", "82%", "23%"))
ARTICLE = replace(CHAIN, funnel=replace(CHAIN.funnel, aov=Money.of(2000, "USD")))
"""$500,000 need 3,900 MQLs, 1,326 SQLs and 1,087 opportunities."""

MQL, SQL, OPPORTUNITY = Fraction(500_000, 3900), Fraction(500_000, 1326), Fraction(500_000, 1087)


@pytest.fixture
def chain(team: Team) -> Team:
    team.terms = replace(TERMS, quota=quota(500_000), lead_types=(ARTICLE,), other_type="website")
    return team


def board(team: Team, now: str) -> Board:
    return Status(team.desk).board(at(now))


class TestOverdue:
    def test_each_lead_by_its_stage(self, chain: Team) -> None:
        for stage in ("MQL", "MQL", "SQL", "opportunity"):
            chain.lead(at("2026-03-02 10:00"), stage=stage)
        found = board(chain, "2026-03-17 00:00").overdue
        assert (found.leads, found.value) == (4, 2 * MQL + SQL + OPPORTUNITY)

    def test_a_stage_that_the_funnel_does_not_name_is_worth_a_lead(self, chain: Team) -> None:
        chain.lead(at("2026-03-02 10:00"), stage="demo booked")
        assert board(chain, "2026-03-17 00:00").overdue.value == MQL

    def test_it_begins_when_the_fourteenth_local_day_has_ended(self, chain: Team) -> None:
        chain.lead(at("2026-03-02 10:00"), stage="MQL")
        assert board(chain, "2026-03-16 23:59").overdue.leads == 0
        assert board(chain, "2026-03-17 00:00").overdue.leads == 1

    def test_it_ends_with_the_follow_up_that_reaches_the_threshold(self, chain: Team) -> None:
        lead = chain.lead(at("2026-03-02 10:00"), stage="MQL")
        chain.touch(lead, *(at(f"2026-03-{day:02} 11:00") for day in (2, 5, 10)))
        assert board(chain, "2026-03-20 10:00").overdue.leads == 1
        chain.touch(lead, at("2026-03-20 09:00"))
        assert board(chain, "2026-03-20 10:00").overdue.leads == 0

    def test_a_stopped_and_a_listed_lead_are_never_overdue(self, chain: Team) -> None:
        won = chain.lead(at("2026-03-02 10:00"), stage="MQL")
        chain.stop(at("2026-03-10 10:00"), won)
        chain.lead(at("2025-12-01 10:00"), stage="MQL")
        assert board(chain, "2026-03-20 10:00").overdue.leads == 0

    def test_a_win_that_lies_ahead_stops_nothing_yet(self, chain: Team) -> None:
        lead = chain.lead(at("2026-03-02 10:00"), stage="SQL")
        chain.stop(at("2026-03-25 10:00"), lead, imported_at=at("2026-03-02 10:00"))
        assert board(chain, "2026-03-20 10:00").overdue.value == SQL
        chain.come(at("2026-03-25 10:00"))
        assert board(chain, "2026-03-25 10:00").overdue.leads == 0

    def test_a_lead_type_that_the_agreement_no_longer_names_does_not_break_the_board(
        self, chain: Team
    ) -> None:
        chain.lead(at("2026-03-02 10:00"), kind="trade-fair", stage="SQL")
        assert board(chain, "2026-03-20 10:00").overdue.value == SQL

    def test_other_reps_leads_are_the_teams_too(self, chain: Team) -> None:
        chain.lead(at("2026-03-02 10:00"), owner=BO, stage="MQL")
        # In New York the 16th ends five hours later (they are on summer time already).
        assert board(chain, "2026-03-17 04:59").overdue.leads == 0
        assert board(chain, "2026-03-17 05:00").overdue.leads == 1


class TestAtRisk:
    """A lead of Monday 2 March is due on Monday the 16th."""

    @pytest.mark.parametrize(
        ("now", "leads"),
        [
            ("2026-03-06 10:00", 0),  # Friday: the 16th is the sixth working day from now
            ("2026-03-09 10:00", 1),  # Monday: the fifth
            ("2026-03-16 23:59", 1),
            ("2026-03-17 00:00", 0),  # overdue
        ],
    )
    def test_at_most_five_working_days_away(self, chain: Team, now: str, leads: int) -> None:
        chain.lead(at("2026-03-02 10:00"), stage="MQL")
        found = board(chain, now).at_risk
        assert (found.leads, found.value) == (leads, leads * MQL)

    @pytest.mark.parametrize("handed_over", ["2026-03-07 10:00", "2026-03-08 10:00"])
    def test_a_weekend_after_the_fifth_is_no_further_away(self, chain: Team, handed_over: str) -> None:
        # Due on Saturday 21 and Sunday 22 March; on Friday the 13th Friday the 20th is the fifth working day.
        chain.lead(at(handed_over), stage="MQL")
        assert board(chain, "2026-03-12 10:00").at_risk.leads == 0
        assert board(chain, "2026-03-13 10:00").at_risk.leads == 1


class TestWon:
    def test_this_periods_deals_to_now(self, team: Team) -> None:
        lead = team.lead(at("2026-03-02 10:00"))
        for moment in ("2025-12-31 23:59", "2026-01-01 00:00", "2026-03-18 09:59", "2026-03-18 10:01"):
            team.deal(lead, at(moment), 1000)
        found = board(team, "2026-03-18 10:00")
        assert (found.won.deals, found.won.amount, found.won_since) == (
            2,
            Money.of(2000, "USD"),
            date(2026, 1, 1),
        )

    def test_deals_without_an_amount_are_counted_apart(self, team: Team) -> None:
        lead = team.lead(at("2026-03-02 10:00"))
        team.deal(lead, at("2026-03-10 10:00"))
        team.deal(lead, at("2026-03-10 10:00"), 700)
        won = board(team, "2026-03-18 10:00").won
        assert (won.deals, won.without_amount, won.amount) == (2, 1, Money.of(700, "USD"))

    @pytest.mark.parametrize(
        ("period", "since"),
        [
            (Period.MONTH, date(2026, 5, 1)),
            (Period.QUARTER, date(2026, 4, 1)),
            (Period.YEAR, date(2026, 1, 1)),
        ],
    )
    def test_since_the_quotas_own_period_began(self, team: Team, period: Period, since: date) -> None:
        team.terms = replace(TERMS, quota=quota(10_000, period))
        assert board(team, "2026-05-20 09:00").won_since == since

    def test_the_day_that_closes_a_period_leaves_the_next_ones_deals_out(self, team: Team) -> None:
        team.terms = replace(TERMS, quota=quota(10_000, Period.MONTH))
        lead = team.lead(at("2026-05-04 10:00"))
        team.deal(lead, at("2026-05-31 23:00"), 400)
        team.deal(lead, at("2026-06-01 08:00"), 900)
        closing, next_day = board(team, "2026-06-01 09:00"), board(team, "2026-06-02 09:00")
        assert (closing.won.amount, closing.won_since) == (Money.of(400, "USD"), date(2026, 5, 1))
        assert (next_day.won.amount, next_day.won_since) == (Money.of(900, "USD"), date(2026, 6, 1))

    def test_a_month_that_closes_within_a_year_leaves_nothing_out(self, team: Team) -> None:
        lead = team.lead(at("2026-05-04 10:00"))
        team.deal(lead, at("2026-06-01 08:00"), 900)
        assert board(team, "2026-06-01 09:00").won.amount == Money.of(900, "USD")


def test_the_board_carries_the_agreements_own_facts(team: Team) -> None:
    found = board(team, "2026-03-18 10:00")
    assert (found.team, found.zone, found.locale, found.version) == ("Harbour", "Europe/Berlin", "en_US", 0)
    assert (found.quota, found.effective_on, found.now) == (
        TERMS.quota,
        date(2026, 1, 1),
        at("2026-03-18 10:00"),
    )
    assert (found.days_elapsed, found.days_total) == (12, 22)
