"""`/sla outlook` and `/sla demand measured`: from the store's leads and deals to chances and rates."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from fractions import Fraction

import pytest

from sla.activity import DealRow
from sla.errors import NotFound
from sla.foreseen import Foreseen, Hangs, OutlookAnswer, TooEarly
from sla.leads import LeadId, Stop, StopReason
from sla.measured import Finding
from sla.money import Money
from sla.services.measuring import MeasureRates
from sla.services.outlook import AskOutlook, usual_deal
from sla.terms import OpenBusiness, Period, Terms
from tests.sla.services.agreement import TERMS, at, quota
from tests.sla.services.team import Team
from tests.stores import AnyStore

NOW = at("2026-07-01 12:00", "UTC")
DAY = timedelta(days=1)
QUARTER = replace(TERMS, quota=quota(30_000, Period.QUARTER), effective_on=date(2026, 1, 1))


def deal(lead_id: LeadId, won_at: datetime) -> DealRow:
    return DealRow(
        source="past", external_id=str(lead_id), lead_id=lead_id, won_at=won_at, amount=Money.of(1000, "USD")
    )


def history(team: Team, *, weeks: int = 26, leads: int = 20, won: int = 2, now: datetime = NOW) -> None:
    """Each week so many leads of which some are won on their 10th day for $1,000; up to a day ago."""
    moments = [now - (1 + 7 * week) * DAY for week in range(weeks)]
    ids = team.hand_over([moment for moment in moments for _ in range(leads)])
    with team.work() as work:
        for week, moment in enumerate(moments):
            if moment + 10 * DAY < now:
                won_ids = ids[week * leads : week * leads + won]
                work.deals.upsert([deal(lead, moment + 10 * DAY) for lead in won_ids])
        work.commit()


@pytest.fixture
def running(team: Team) -> Team:
    team.terms = QUARTER
    history(team)
    return team


def outlook(team: Team, now: datetime = NOW) -> OutlookAnswer:
    return AskOutlook(team.desk)(now)


def foreseen(team: Team, now: datetime = NOW) -> Foreseen:
    found = outlook(team, now).outlook
    assert isinstance(found, Foreseen)
    return found


class TestTheChance:
    def test_of_this_quarter_from_its_first_day(self, running: Team) -> None:
        """20 leads a week at one win in ten: about 24 of the quarter's 30 wins come from leads to come."""
        answer = outlook(running)
        assert (answer.starts_on, answer.ends_on, answer.today) == (
            date(2026, 7, 1), date(2026, 9, 30), date(2026, 7, 1),
        )  # fmt: skip
        assert (answer.quota, answer.won, answer.deals) == (Money.of(30_000, "USD"), Money.of(0, "USD"), 0)
        found = foreseen(running)
        assert 0.02 < found.chance < 0.4
        assert found.low < found.expected < found.high
        assert found.to_come.leads == pytest.approx(263, abs=3)
        assert found.to_come.expected == pytest.approx(23_000, rel=0.07)
        assert found.open.expected == pytest.approx(4_000, rel=0.25)
        assert (found.hinge.on, found.hinge.chance < found.chance) == (Hangs.TO_COME, True)
        assert (found.wins, found.leads) == (48, 480)

    def test_what_is_won_counts_and_without_an_amount_as_a_usual_deal(self, running: Team) -> None:
        before = foreseen(running).chance
        lead = running.lead(NOW - 100 * DAY)
        running.deal(lead, NOW - timedelta(hours=1), None)
        running.deal(lead, NOW - timedelta(hours=2), 9_000)
        answer = outlook(running)
        assert (answer.deals, answer.without_amount, answer.usual) == (2, 1, Money.of(1000, "USD"))
        assert answer.won == Money.of(10_000, "USD")
        assert foreseen(running).chance > before

    def test_a_quota_that_is_reached_is_certain(self, running: Team) -> None:
        running.deal(running.lead(NOW - 100 * DAY), NOW - timedelta(hours=1), 30_000)
        answer = outlook(running)
        assert (answer.reached, foreseen(running).chance) == (True, 1)
        with running.work() as work:
            assert work.forecasts.all() == (), "no odds are told of what is certain"

    def test_business_open_at_the_start_counts_once(self, running: Team) -> None:
        """$5,000 of it are expected by August; leads from before the agreement bring none of it by now."""
        business = OpenBusiness(stream="all", closes_on=date(2026, 8, 15), value=Money.of(5000, "USD"))
        late = replace(business, closes_on=date(2026, 10, 1))
        running.terms = replace(QUARTER, open_business=(business, late))
        assert foreseen(running).agreed_business == pytest.approx(5000)
        begun_today = replace(QUARTER, open_business=(business,), effective_on=date(2026, 7, 1))
        running.terms = begun_today
        found = foreseen(running)
        assert found.agreed_business == pytest.approx(5000 - found.open.expected)

    def test_at_the_end_of_the_period_little_is_ahead(self, running: Team) -> None:
        found = foreseen(running, at("2026-06-30 18:00"))
        assert found.to_come.expected < 100

    def test_leads_that_were_lost_bring_nothing(self, running: Team) -> None:
        before = foreseen(running).open
        with running.work() as work:
            ids = [lead.id for lead in work.leads.ahead(NOW - 20 * DAY)]
            work.leads.set_stops(
                dict.fromkeys(ids, Stop(at=NOW - timedelta(hours=1), reason=StopReason.LOST))
            )
            work.commit()
        after = foreseen(running).open
        assert after.leads < before.leads
        assert after.expected < before.expected / 2


class TestTooEarly:
    def test_with_three_months_and_ten_wins_there_is_one(self, team: Team) -> None:
        team.terms = QUARTER
        history(team, weeks=10)
        assert outlook(team).outlook == TooEarly(wins=16, old_wins=16, days=64)

    def test_with_few_wins_it_says_how_many(self, team: Team) -> None:
        team.terms = QUARTER
        history(team, won=0)
        assert outlook(team).outlook == TooEarly(wins=0, old_wins=0, days=176)

    def test_before_any_lead(self, team: Team) -> None:
        team.terms = QUARTER
        assert outlook(team).outlook == TooEarly(wins=0, old_wins=0, days=0)

    def test_nothing_is_told_and_nothing_kept(self, team: Team) -> None:
        team.terms = QUARTER
        outlook(team)
        with team.work() as work:
            assert work.forecasts.all() == ()

    def test_without_an_agreement(self, store: AnyStore) -> None:
        nobody = Team(store=store, tenant_id=store.tenants.sole(), terms=None)
        for ask in (AskOutlook(nobody.desk), MeasureRates(nobody.desk), AskOutlook(nobody.desk).reliability):
            with pytest.raises(NotFound):
                ask(NOW)


class TestWhatWasTold:
    def test_is_kept_once_a_day(self, running: Team) -> None:
        chance = foreseen(running).chance
        outlook(running, NOW)
        with running.work() as work:
            (told,) = work.forecasts.all()
        assert (told.chance, told.as_of, told.version) == (round(chance * 10_000), date(2026, 7, 1), 0)
        assert (told.starts_on, told.ends_on, told.quota) == (
            date(2026, 7, 1), date(2026, 9, 30), Money.of(30_000, "USD"),
        )  # fmt: skip

    def test_is_compared_once_its_period_is_over(self, running: Team) -> None:
        foreseen(running)
        ask = AskOutlook(running.desk)
        assert (ask.reliability(NOW).found.waiting, ask.reliability(NOW).found.told) == (1, 0)
        running.deal(running.lead(NOW - 100 * DAY), at("2026-09-30 23:00"), 30_000)
        last_day, next_day = (
            ask.reliability(at(day)).found for day in ("2026-09-30 23:59", "2026-10-01 00:01")
        )
        assert (last_day.told, next_day.told, next_day.periods, next_day.waiting) == (0, 1, 1, 0)
        assert next_day.bands[0].came_true == 1

    def test_and_was_not_reached(self, running: Team) -> None:
        chance = foreseen(running).chance
        found = AskOutlook(running.desk).reliability(at("2026-10-01 09:00")).found
        assert float(found.brier or 0) == pytest.approx(chance**2, abs=0.001)

    def test_elsewhere_is_not_seen(self, running: Team) -> None:
        foreseen(running)
        assert AskOutlook(running.elsewhere().desk).reliability(NOW).found.waiting == 0


class TestRates:
    def test_measured_beside_the_agreed(self, running: Team) -> None:
        found = MeasureRates(running.desk)(NOW)
        website, event = found.types
        assert (website.whole.converted, website.whole.entered) == (48, 480)
        assert website.whole.share == Fraction(1, 10)
        assert (event.whole.entered, event.whole.finding) == (0, Finding.TOO_FEW)
        assert (found.version, found.zone) == (0, "Europe/Berlin")


def test_a_usual_deal_is_that_of_the_mix() -> None:
    def with_aov(terms: Terms, number: int, aov: int) -> Terms:
        kinds = list(terms.lead_types)
        kinds[number] = replace(kinds[number], funnel=replace(kinds[number].funnel, aov=Money.of(aov, "USD")))
        return replace(terms, lead_types=tuple(kinds))

    assert usual_deal(TERMS) == Money.of(1000, "USD")
    assert (
        Money.of(1000, "USD").minor < usual_deal(with_aov(TERMS, 0, 4000)).minor < Money.of(4000, "USD").minor
    )
