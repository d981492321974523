"""Marketing's side: leads and their value against pace (MATHS D3, D4, D6, D12, D16)."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from sla.delivered import Reason
from sla.marketing import MarketingSide, QuantityLine, Span, TypePace, Unit
from sla.pace import Run
from sla.promises import Criterion, QualifiedLead
from sla.services.status import Status
from sla.verdict import Verdict
from tests.sla.services.agreement import TERMS, at, exact, lead_type, quota, rates
from tests.sla.services.team import Team

CLOSING_MAY = "2026-06-01 09:00"
"""May is closed: all of its 75 website and 50 event leads, $7,500 and $2,500, were expected."""


def side(team: Team, now: str) -> MarketingSide:
    return Status(team.desk).board(at(now)).marketing


def line(found: MarketingSide, name: str) -> QuantityLine:
    return next(each for each in found.types if each.lead_type == name)


class TestAnOrdinaryDay:
    """Wednesday 18 March: 12 of 22 working days are complete."""

    @pytest.fixture
    def found(self, team: Team) -> MarketingSide:
        team.leads(40, at("2026-03-10 10:00"))
        team.leads(20, at("2026-03-11 10:00"), "event")
        return side(team, "2026-03-18 10:00")

    def test_each_lead_type_has_its_line(self, found: MarketingSide) -> None:
        assert [each.lead_type for each in found.types] == ["Website leads", "Event leads"]
        website, event = found.types
        assert (website.unit, website.span) == (Unit.LEADS, Span.MONTH)
        assert (website.delivered, website.expected, website.target) == exact(40, Fraction(75 * 12, 22), 75)
        assert (event.delivered, event.expected, event.target) == exact(20, Fraction(50 * 12, 22), 50)
        # 40 of 40.9 are 98 %, 20 of 27.3 are 73 %.
        assert (website.verdict, event.verdict) == (Verdict.ON_PACE, Verdict.UNDER)

    def test_the_total_is_their_sum(self, found: MarketingSide) -> None:
        total = found.total
        assert total.lead_type is None
        assert (total.delivered, total.expected, total.target) == exact(60, Fraction(125 * 12, 22), 125)

    def test_value_weighs_each_type(self, found: MarketingSide) -> None:
        # 40 × $100 + 20 × $50 of 12/22 of $10,000.
        value = found.value_month
        assert (value.unit, value.span) == (Unit.MONEY, Span.MONTH)
        assert (value.delivered, value.expected, value.target) == exact(
            5000, Fraction(10_000 * 12, 22), 10_000
        )
        assert found.verdict is value.verdict is Verdict.ON_PACE

    def test_cumulative_runs_from_the_first_day(self, found: MarketingSide) -> None:
        # January and February were promised in full, and nothing came.
        value = found.value_cumulative
        assert value.span is Span.CUMULATIVE
        assert (value.delivered, value.target) == exact(5000, 30_000)
        assert value.expected == 20_000 + Fraction(10_000 * 12, 22)
        assert value.verdict is Verdict.UNDER


@pytest.mark.parametrize(
    ("events", "verdict"),
    [(44, Verdict.UNDER), (45, Verdict.ON_PACE), (55, Verdict.ON_PACE), (56, Verdict.OVER)],
)
def test_the_band_has_its_edges_in_leads(team: Team, events: int, verdict: Verdict) -> None:
    # 90 % and 110 % of 50.
    team.leads(events, at("2026-05-05 10:00"), "event")
    assert line(side(team, CLOSING_MAY), "Event leads").verdict is verdict


@pytest.mark.parametrize(
    ("website", "events", "verdict"),
    [
        (64, 51, Verdict.UNDER),  # $8,950
        (65, 50, Verdict.ON_PACE),  # $9,000 of $10,000
        (85, 50, Verdict.ON_PACE),  # $11,000
        (85, 51, Verdict.OVER),  # $11,050
    ],
)
def test_the_band_has_its_edges_in_value(team: Team, website: int, events: int, verdict: Verdict) -> None:
    team.leads(website, at("2026-05-05 10:00"))
    team.leads(events, at("2026-05-05 10:00"), "event")
    found = side(team, CLOSING_MAY)
    assert found.value_month.verdict is found.verdict is verdict


@pytest.mark.parametrize(
    ("leads", "usual"),
    [(60, False), (61, True), (67, True), (68, False), (82, False), (83, True), (89, True), (90, False)],
)
def test_a_small_deviation_at_a_small_volume_is_marked(team: Team, leads: int, *, usual: bool) -> None:
    # 1.645 ÷ √75 is 19.0 %, so 61 to 89 of 75; from 68 to 82 is within the band, with nothing to explain.
    team.leads(leads, at("2026-05-05 10:00"))
    assert line(side(team, CLOSING_MAY), "Website leads").normal_variation is usual


def test_value_is_not_rounded_by_the_lead(team: Team) -> None:
    # The article's 3,900 leads for $500,000: 325 a month are exactly a twelfth, at $128 they would be $41,600.
    article = lead_type("website", rates("34%", "82%", "23%"))
    article = replace(article, funnel=replace(article.funnel, aov=quota(2_000).amount))
    team.terms = replace(TERMS, quota=quota(500_000), lead_types=(article,), other_type="website")
    team.leads(325, at("2026-05-05 10:00"))
    value = side(team, CLOSING_MAY).value_month
    assert value.delivered == value.target == Fraction(500_000, 12)
    assert value.verdict is Verdict.ON_PACE


class TestTheFirstDays:
    """No verdict in the first three working days of a month, nor of the agreement."""

    @pytest.mark.parametrize("now", ["2026-06-02 09:00", "2026-06-03 09:00"])
    def test_of_a_month(self, team: Team, now: str) -> None:
        team.leads(50, at("2026-05-05 10:00"))
        team.leads(4, at("2026-06-01 10:00"))
        found = side(team, now)
        assert found.verdict is Verdict.NOT_YET
        lines = [*found.types, found.total, found.value_month]
        assert {each.verdict for each in lines} == {Verdict.NOT_YET}
        # 4 of 3.4 expected would be a usual deviation, but there is no verdict for it to qualify.
        assert not any(each.normal_variation for each in lines)
        assert found.total.delivered == 4, "the figures are shown all the same"
        assert found.value_cumulative.verdict is Verdict.UNDER

    def test_last_months_close_stands_beside_them(self, team: Team) -> None:
        team.leads(95, at("2026-05-31 12:00"))
        last = side(team, "2026-06-02 09:00").last_month
        assert last is not None
        value = last.value
        assert (value.delivered, value.expected, value.target) == exact(9500, 10_000, 10_000)
        assert value.verdict is Verdict.ON_PACE
        assert (last.leads.delivered, last.leads.target) == exact(95, 125)

    def test_on_the_fourth_there_is_one(self, team: Team) -> None:
        team.leads(3, at("2026-06-01 10:00"))
        found = side(team, "2026-06-04 09:00")
        assert found.verdict is Verdict.UNDER
        assert found.last_month is None

    @pytest.mark.parametrize(
        ("now", "judged"),
        [("2026-03-17 09:00", False), ("2026-03-18 09:00", False), ("2026-03-19 09:00", True)],
    )
    def test_of_an_agreement_that_begins_within_a_month(self, team: Team, now: str, *, judged: bool) -> None:
        # On the second day 22 leads for 1 day's promise of 5.7 would be far over, and say nothing.
        team.terms = replace(TERMS, effective_on=date(2026, 3, 16))
        team.leads(22, at("2026-03-16 10:00"))
        found = side(team, now)
        lines = [found.types[0], found.total, found.value_month, found.value_cumulative]
        assert {each.verdict for each in lines} == {Verdict.OVER if judged else Verdict.NOT_YET}
        assert found.value_cumulative.delivered == 2200
        assert found.last_month is None

    def test_of_an_agreement_that_begins_with_a_month(self, team: Team) -> None:
        team.terms = replace(TERMS, effective_on=date(2026, 6, 1))
        team.leads(30, at("2026-06-01 10:00"))
        second, fourth = side(team, "2026-06-02 09:00"), side(team, "2026-06-04 09:00")
        assert second.value_cumulative.verdict is Verdict.NOT_YET
        assert fourth.value_cumulative.verdict is Verdict.OVER
        assert second.last_month is None, "the agreement had no May"

    def test_of_an_agreement_that_begins_on_a_months_last_working_day(self, team: Team) -> None:
        team.terms = replace(TERMS, effective_on=date(2026, 5, 29))
        team.leads(20, at("2026-05-29 10:00"))
        closing = side(team, CLOSING_MAY)
        assert closing.value_month.expected == Fraction(10_000, 21)
        assert closing.verdict is closing.value_cumulative.verdict is Verdict.NOT_YET
        third = side(team, "2026-06-03 09:00")
        assert third.last_month is not None
        assert third.last_month.value.verdict is Verdict.NOT_YET
        assert third.value_cumulative.verdict is Verdict.OVER, "29 May, 1 and 2 June are three days"
        assert third.value_month.verdict is Verdict.NOT_YET


class TestAnAgreementsFirstMonth:
    """In force from Monday 16 March: 12 of the month's 22 working days."""

    @pytest.fixture
    def late(self, team: Team) -> Team:
        team.terms = replace(TERMS, effective_on=date(2026, 3, 16))
        team.leads(100, at("2026-03-15 23:59"))
        return team

    def test_owes_only_its_own_days(self, late: Team) -> None:
        late.leads(17, at("2026-03-16 00:00"))
        found = side(late, "2026-03-23 09:00")
        website = line(found, "Website leads")
        assert (website.delivered, website.expected) == exact(17, Fraction(75 * 5, 22))
        assert website.target == Fraction(75 * 12, 22)
        assert website.verdict is Verdict.ON_PACE
        assert found.value_month.expected == found.value_cumulative.expected == Fraction(10_000 * 5, 22)
        assert found.value_month.delivered == found.value_cumulative.delivered == 1700

    def test_before_it_nothing_is_expected_and_nothing_is_delivered(self, late: Team) -> None:
        for now in ("2026-03-12 09:00", "2026-03-16 00:00"):
            found = side(late, now)
            lines = [*found.types, found.total, found.value_month, found.value_cumulative]
            assert not any(each.delivered or each.expected for each in lines)
            assert {each.verdict for each in lines} == {Verdict.NOT_YET}

    def test_leads_from_before_it_are_not_so_far_today_either(self, late: Team) -> None:
        late.leads(2, at("2026-03-16 08:00"))
        assert side(late, "2026-03-12 09:00").today_so_far == 0
        assert side(late, "2026-03-16 09:00").today_so_far == 2

    def test_months_before_it_have_no_close(self, late: Team) -> None:
        assert side(late, "2026-03-03 09:00").last_month is None


def test_leads_of_a_type_that_the_agreement_no_longer_names_count_as_its_other_type(team: Team) -> None:
    team.leads(10, at("2026-05-05 10:00"), "trade-fair")
    team.leads(1, at("2026-05-05 10:00"), "event")
    team.leads(2, at("2026-06-01 08:00"), "trade-fair")
    found = side(team, CLOSING_MAY)
    assert line(found, "Event leads").delivered == found.total.delivered == 11
    assert found.value_month.delivered == 550
    assert found.today_so_far == 2


class TestMonthAfterMonth:
    """75 website and 50 event leads were promised in each month; 100 event leads are far over."""

    @pytest.fixture
    def over(self, team: Team) -> Team:
        for month in (3, 4, 5):
            team.leads(75, at(f"2026-{month:02}-05 10:00"))
            team.leads(100, at(f"2026-{month:02}-05 10:00"), "event")
        return team

    def test_two_months_are_a_notice(self, over: Team) -> None:
        event = line(side(over, "2026-05-20 09:00"), "Event leads")
        assert event.run == Run(verdict=Verdict.OVER, months=2)
        assert event.run is not None
        assert not event.run.for_review
        assert event.nth == 3, "March, April and this one"

    def test_three_are_for_the_review(self, over: Team) -> None:
        found = side(over, CLOSING_MAY)
        event = line(found, "Event leads")
        assert event.run == Run(verdict=Verdict.OVER, months=3)
        assert event.nth == 3, "May is closed, and one of the three"
        assert found.value_month.run == Run(verdict=Verdict.OVER, months=3)

    def test_what_is_on_pace_has_none(self, over: Team) -> None:
        assert line(side(over, CLOSING_MAY), "Website leads").run is None

    def test_one_month_is_none(self, over: Team) -> None:
        assert line(side(over, "2026-04-20 09:00"), "Event leads").run is None

    def test_a_month_back_on_pace_keeps_the_notice_of_the_closed_ones(self, team: Team) -> None:
        for month in (3, 4):
            team.leads(75, at(f"2026-{month:02}-05 10:00"))
        team.leads(50, at("2026-05-05 10:00"), "event")
        event = line(side(team, "2026-05-29 09:00"), "Event leads")
        assert event.run == Run(verdict=Verdict.UNDER, months=4), "January to April brought none"
        assert (event.verdict, event.nth) == (Verdict.ON_PACE, 0)

    def test_normal_variation_is_no_run(self, team: Team) -> None:
        # 41 of 50 is 18 % under; chance alone explains 23 %.
        for month in (1, 2, 3, 4, 5):
            team.leads(41, at(f"2026-{month:02}-05 10:00"), "event")
        event = line(side(team, CLOSING_MAY), "Event leads")
        assert (event.verdict, event.normal_variation) == (Verdict.UNDER, True)
        assert not event.stands_out
        assert event.run is None


class TestEachTypeInLeadsAndValue:
    @pytest.fixture
    def spans(self, team: Team) -> tuple[TypePace, ...]:
        team.leads(70, at("2026-04-05 10:00"))
        team.leads(40, at("2026-05-05 10:00"))
        team.leads(20, at("2026-05-11 10:00"), "event")
        return side(team, CLOSING_MAY).spans

    def test_the_last_is_all_of_them(self, spans: tuple[TypePace, ...]) -> None:
        assert [one.lead_type for one in spans] == ["Website leads", "Event leads", None]
        *types, total = spans
        for pick in (_leads, _value, _leads_ever, _value_ever):
            for figure in ("delivered", "expected", "target"):
                parts = sum(getattr(pick(one), figure) for one in types)
                assert parts == getattr(pick(total), figure)

    def test_this_month_and_since_the_start(self, spans: tuple[TypePace, ...]) -> None:
        website = spans[0]
        assert (website.leads.delivered, website.leads_ever.delivered) == (40, 110)
        assert (website.value.delivered, website.value_ever.delivered) == (4000, 11_000)
        assert (website.leads_ever.target, website.value_ever.target) == (375, 37_500)
        assert website.leads_ever.span is website.value_ever.span is Span.CUMULATIVE


def _leads(one: TypePace) -> QuantityLine:
    return one.leads


def _value(one: TypePace) -> QuantityLine:
    return one.value


def _leads_ever(one: TypePace) -> QuantityLine:
    return one.leads_ever


def _value_ever(one: TypePace) -> QuantityLine:
    return one.value_ever


class TestThePersonCountsOnce:
    """MATHS D13."""

    def test_within_ninety_days_and_the_board_says_which(self, team: Team) -> None:
        first = team.lead(at("2026-03-10 10:00"), person="ada")
        team.leads(4, at("2026-05-05 10:00"))
        again = team.lead(at("2026-05-06 10:00"), person="ada", kind="event")
        found = side(team, CLOSING_MAY)
        assert (found.total.delivered, found.value_month.delivered) == (4, 400)
        assert line(found, "Event leads").delivered == 0
        (left,) = found.uncounted
        assert (left.handover.lead_id, left.reason) == (again, Reason.REPEATED)
        assert left.counted is not None
        assert left.counted.lead_id == first
        assert found.value_cumulative.delivered == 500

    def test_a_handover_before_the_agreement_was_never_delivered(self, team: Team) -> None:
        team.terms = replace(TERMS, effective_on=date(2026, 5, 1))
        team.lead(at("2026-04-30 10:00"), person="ada")
        team.lead(at("2026-05-05 10:00"), person="ada")
        assert side(team, CLOSING_MAY).total.delivered == 1

    def test_today_so_far_is_counted_alike(self, team: Team) -> None:
        team.lead(at("2026-05-05 10:00"), person="ada")
        team.lead(at("2026-05-20 08:00"), person="ada")
        assert side(team, "2026-05-20 09:00").today_so_far == 0


def test_quality_is_checked_only_where_a_definition_is_agreed(team: Team) -> None:
    team.leads(3, at("2026-05-05 10:00"))
    assert side(team, CLOSING_MAY).spans[-1].qualified is None
    definition = QualifiedLead(fit=(Criterion(name="size", points=5),), behaviour=(), threshold=5)
    team.terms = replace(TERMS, qualified=definition)
    assert side(team, CLOSING_MAY).spans[-1].qualified == 0, "leads of a file were held against nothing"


class TestAClosedMonth:
    """May was told on Monday 1 June at 09:00."""

    @pytest.fixture
    def later(self, team: Team) -> Team:
        """90 website leads; one was rejected for good before that moment, two after it."""
        leads = team.leads(90, at("2026-05-05 10:00"))
        for lead_id, moment in zip(
            leads, ("2026-05-20 10:00", "2026-06-01 10:00", "2026-06-02 08:00"), strict=False
        ):
            team.take_out(lead_id, at(moment))
        return team

    def test_stays_as_it_was_told_and_lists_what_was_taken_out_since(self, later: Team) -> None:
        last = side(later, "2026-06-03 09:00").last_month
        assert last is not None
        assert (last.month, last.closed_at) == (date(2026, 5, 1), at(CLOSING_MAY))
        assert (last.leads.delivered, last.value.delivered) == (89, 8900)
        assert (last.taken_out_since, last.value_since) == (2, 8700)

    def test_is_there_on_the_first_working_day_from_the_digest_on(self, later: Team) -> None:
        assert side(later, "2026-06-01 08:59").last_month is None
        last = side(later, CLOSING_MAY).last_month
        assert last is not None
        assert (last.leads.delivered, last.taken_out_since) == (89, 0)

    def test_is_there_later_in_detail_only(self, later: Team) -> None:
        now = at("2026-06-17 09:00")
        assert Status(later.desk).board(now).marketing.last_month is None
        assert Status(later.desk).board(now, detail=True).marketing.last_month is not None


def test_each_type_has_what_became_of_its_leads(team: Team) -> None:
    """Day 56 of a lead of 10 March is 5 May, in the ninety days before 10 June."""
    won, *_ = team.leads(4, at("2026-03-10 10:00"))
    team.leads(2, at("2026-03-10 10:00"), "event")
    team.deal(won, at("2026-04-01 10:00"), 1000)
    found = Status(team.desk).board(at("2026-06-10 09:00"), detail=True).marketing.quality
    website, event = found
    assert (website.name, website.advanced, website.entered) == ("Website leads", 1, 4)
    assert website.realised is not None
    assert (website.realised.revenue.major, website.realised.planned, website.realised.leads) == (
        1000,
        400,
        4,
    )
    assert event.realised is not None
    assert (event.realised.deals, event.realised.planned) == (0, 100)
    assert Status(team.desk).board(at("2026-06-10 09:00")).marketing.quality == ()
