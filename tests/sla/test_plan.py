"""Plans: numbers worked out by hand, and what must hold for every plan (MATHS §2, Plan and Ramps; D2, D5, D9)."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sla.errors import BadInput
from sla.funnel import Funnel
from sla.lag import Lag
from sla.mix import ShareOf
from sla.money import Money
from sla.plan import first_month, plan
from sla.planned import Plan
from sla.promises import Improvement
from sla.rates import parse_rate
from sla.targets import Month, plan_of, stream_quotas
from sla.terms import EVEN, LeadType, OpenBusiness, Period, Quota, Stream, Terms
from tests.sla.services.agreement import ALL, TERMS

JANUARY = Month(year=2025, number=1)
FUNNEL = Funnel(rates=tuple(map(parse_rate, ("34%", "82%", "23%"))), aov=Money.of(2000, "USD"))
FORM = LeadType(
    key="form",
    name="Website form",
    origins=frozenset(),
    funnel=FUNNEL,
    share=Fraction(1),
    stream="all",
    lag=Lag.of_months(3),
)
ARTICLE = replace(
    TERMS,
    quota=Quota(amount=Money.of(500_000, "USD"), period=Period.YEAR),
    lead_types=(FORM,),
    other_type="form",
)
"""3,900 leads a year of $128.21 each, won three months after they came in."""


def with_form(**changes: object) -> Terms:
    return replace(ARTICLE, lead_types=(replace(FORM, **changes),))  # type: ignore[arg-type] - any of its fields


def opened(value: int, closes_on: date) -> tuple[OpenBusiness, ...]:
    return (OpenBusiness(stream="all", closes_on=closes_on, value=Money.of(value, "USD")),)


def rises(rate: str, by: date) -> Improvement:
    return Improvement(lead_type="form", stage="opportunity", rate=parse_rate(rate), by=by)


class TestWorkedExample:
    def test_an_even_year_comes_in_three_months_earlier(self) -> None:
        """Vector S4."""
        found = plan(ARTICLE, JANUARY, 12)
        assert [cell.needed for cell in found.types[0].cells] == [325] * 12
        assert (found.created[0], found.created[-1]) == (
            Month(year=2024, number=10),
            Month(year=2025, number=9),
        )
        assert (found.first, found.last) == (JANUARY, Month(year=2025, number=12))
        assert found.quota == Money.of(500_000, "USD")

    @pytest.mark.parametrize("lag", [Lag.of_months(3), Lag.of_counts([0, 1, 2, 4, 2, 1])])
    def test_three_months_of_lag_take_434_a_month_not_325(self, lag: Lag) -> None:
        found = plan(with_form(lag=lag), JANUARY, 12)
        assert (found.landed, found.rate) == (Fraction(3, 4), 434)

    def test_what_is_open_already_is_taken_off(self) -> None:
        """$125,000 are 975 leads: 2,925 are left, and nine of twelve months land."""
        found = plan(replace(ARTICLE, open_business=opened(125_000, date(2025, 2, 28))), JANUARY, 12)
        assert (found.open_value, found.rate) == (125_000, 325)

    def test_what_is_open_and_closes_after_the_plan_is_not(self) -> None:
        found = plan(replace(ARTICLE, open_business=opened(125_000, date(2026, 1, 1))), JANUARY, 12)
        assert (found.open_value, found.rate) == (0, 434)

    def test_more_open_than_the_quota_needs_no_leads(self) -> None:
        found = plan(replace(ARTICLE, open_business=opened(900_000, date(2025, 2, 28))), JANUARY, 12)
        assert found.rate == 0

    def test_half_a_year_has_half_the_quota(self) -> None:
        found = plan(ARTICLE, JANUARY, 6)
        assert (found.needed, found.quota, found.rate) == (1950, Money.of(250_000, "USD"), 650)

    def test_nothing_lands_where_leads_take_longer_than_the_plan(self) -> None:
        found = plan(with_form(lag=Lag.of_months(6)), JANUARY, 6)
        assert (found.rate, found.landed, found.next_from) == (None, 0, JANUARY)

    def test_from_october_new_leads_feed_the_next_plan(self) -> None:
        assert plan(ARTICLE, JANUARY, 12).next_from == Month(year=2025, number=10)

    @pytest.mark.parametrize(
        ("counts", "first"),
        [
            ([1] * 7, Month(year=2025, number=10)),
            ([1, 1], Month(year=2026, number=1)),
            ([1, 2], Month(year=2025, number=12)),
        ],
    )
    def test_with_a_spread_it_is_where_less_than_half_close_in_time(
        self, counts: list[int], first: Month
    ) -> None:
        assert plan(with_form(lag=Lag.of_counts(counts)), JANUARY, 12).next_from == first

    def test_without_a_time_to_close_they_never_do(self) -> None:
        found = plan(with_form(lag=None), JANUARY, 12)
        assert (found.next_from, found.rate) == (Month(year=2026, number=1), 325)
        assert found.created[0] == JANUARY

    def test_a_season_moves_leads_to_where_the_revenue_is(self) -> None:
        """December has three twelfths of the quota, July and August none."""
        season = (1, 1, 1, 1, 1, 1, 0, 0, 1, 1, 1, 3)
        found = plan(replace(ARTICLE, quota=replace(ARTICLE.quota, season=season)), JANUARY, 12)
        leads = {cell.created.number: cell.needed for cell in found.types[0].cells}
        assert (leads[9], leads[4], leads[5], leads[10]) == (975, 0, 0, 325)
        assert found.needed == 3900
        assert found.quotas[11] == Money.of(125_000, "USD")

    @pytest.mark.parametrize("length", [0, 1, 7, 13])
    def test_other_lengths_are_refused_in_a_sentence(self, length: int) -> None:
        with pytest.raises(BadInput, match="6 or 12 months"):
            plan(ARTICLE, JANUARY, length)


class TestImprovement:
    def test_rates_that_rise_in_july_need_fewer_leads_from_july_on(self) -> None:
        """Half the quota at 26%: 125 deals, 481 opportunities, 587 SQLs, 1,727 leads in place of 1,950."""
        found = plan(replace(ARTICLE, improvements=(rises("26%", date(2025, 6, 30)),)), JANUARY, 12)
        improved = [cell.improved for cell in found.types[0].cells]
        assert improved[:6] == [325] * 6
        assert (sum(improved[6:]), found.improved, found.needed) == (1727, 3677, 3900)

    def test_missing_it_costs_what_the_fewer_leads_would_have_brought(self) -> None:
        found = plan(replace(ARTICLE, improvements=(rises("26%", date(2025, 6, 30)),)), JANUARY, 12)
        assert found.short == (3900 - 3677) * Fraction(500_000, 3900)

    def test_a_ramp_runs_the_chain_once_a_quarter(self) -> None:
        """23% to 26% by quarter: 325 × 3, then 63 deals a quarter at 24, 25 and 26%."""
        ramp = tuple(
            rises(rate, by)
            for rate, by in (
                ("24%", date(2025, 3, 31)),
                ("25%", date(2025, 6, 30)),
                ("26%", date(2025, 9, 30)),
            )
        )
        found = plan(replace(ARTICLE, improvements=ramp), JANUARY, 12)
        improved = [cell.improved for cell in found.types[0].cells]
        assert [sum(improved[n : n + 3]) for n in (0, 3, 6, 9)] == [975, 945, 906, 874]

    def test_a_rate_promised_for_the_middle_of_a_month_counts_from_the_next(self) -> None:
        found = plan(replace(ARTICLE, improvements=(rises("26%", date(2025, 6, 15)),)), JANUARY, 12)
        improved = [cell.improved for cell in found.types[0].cells]
        assert improved[5] == 325 > improved[6]

    def test_a_rate_promised_for_the_first_of_a_month_counts_in_it(self) -> None:
        found = plan(replace(ARTICLE, improvements=(rises("26%", date(2025, 7, 1)),)), JANUARY, 12)
        assert found.improved == 3677

    def test_none_promised_is_the_same_plan(self) -> None:
        found = plan(ARTICLE, JANUARY, 12)
        assert (found.improved, found.short) == (3900, 0)


class TestFirstMonth:
    @pytest.mark.parametrize(
        ("today", "first"),
        [
            (date(2025, 12, 31), Month(year=2026, number=1)),
            (date(2026, 1, 1), Month(year=2026, number=1)),
            (date(2026, 6, 30), Month(year=2026, number=1)),
            (date(2026, 7, 1), Month(year=2026, number=7)),
            (date(2027, 2, 5), Month(year=2027, number=1)),
        ],
    )
    def test_it_is_planned_anew_every_six_months(self, today: date, first: Month) -> None:
        assert first_month(TERMS, today) == first


class TestStreams:
    NEW = Stream(key="new", name="New business", share=Fraction(3, 5), needs_leads=True, margin=None)
    SMALL = Stream(key="small", name="Small firms", share=Fraction(1, 5), needs_leads=True, margin=None)
    KEPT = Stream(key="kept", name="Retention", share=Fraction(1, 5), needs_leads=False, margin=None)

    def terms(self) -> Terms:
        types = (
            replace(FORM, stream="new", share=Fraction(3, 4)),
            replace(FORM, key="event", stream="new", share=Fraction(1, 4), lag=Lag.of_months(1)),
            replace(FORM, key="shop", stream="small", lag=None),
        )
        return replace(ARTICLE, streams=(self.NEW, self.SMALL, self.KEPT), lead_types=types)

    def test_only_new_business_needs_leads(self) -> None:
        """$300,000 need 2,345 leads, three quarters and a quarter rounded up; $100,000 need 783, the rest none."""
        found = plan(self.terms(), JANUARY, 12)
        assert [part.needed for part in found.types] == [1759, 587, 783]
        assert [len(part.types) for part in found.streams] == [2, 1, 0]

    def test_quotas_of_streams_add_up_to_the_whole(self) -> None:
        found = plan(self.terms(), JANUARY, 12)
        assert [part.quota.major for part in found.streams] == [300_000, 100_000, 100_000]
        assert found.quota == Money.of(500_000, "USD")

    def test_open_business_is_its_streams_alone(self) -> None:
        open_business = (
            OpenBusiness(stream="new", closes_on=date(2025, 2, 1), value=Money.of(40_000, "USD")),
        )
        found = plan(replace(self.terms(), open_business=open_business), JANUARY, 12)
        assert [part.open_value for part in found.types] == [30_000, 10_000, 0]


RATES = st.integers(1, 100).map(lambda percent: parse_rate(f"{percent}%"))
SEASONS = st.one_of(st.just(EVEN), st.lists(st.integers(1, 9), min_size=12, max_size=12).map(tuple))
STARTS = st.builds(Month, year=st.integers(2024, 2027), number=st.integers(1, 12))
LAGS = st.lists(st.integers(0, 9), min_size=1, max_size=13).filter(any).map(Lag.of_counts)


@st.composite
def plans_terms(draw: st.DrawFn) -> Terms:
    weights = draw(st.lists(st.integers(1, 9), min_size=1, max_size=3))
    kinds = tuple(
        LeadType(
            key=f"t{n}",
            name=f"T{n}",
            origins=frozenset(),
            funnel=Funnel(
                stages=("lead", "deal", "won"),
                rates=(draw(RATES), draw(RATES)),
                aov=Money.of(draw(st.integers(1, 5000)), "USD"),
            ),
            share=Fraction(weight, sum(weights)),
            stream="all",
            lag=draw(LAGS),
        )
        for n, weight in enumerate(weights)
    )
    period = draw(st.sampled_from(Period))
    return replace(
        ARTICLE,
        quota=Quota(
            amount=Money(minor=draw(st.integers(1, 10**9)), currency="USD"),
            period=period,
            season=EVEN if period is Period.MONTH else draw(SEASONS),
        ),
        share_of=draw(st.sampled_from(ShareOf)),
        lead_types=kinds,
        streams=(ALL,),
    )


def cells_by_created(found: Plan) -> dict[Month, int]:
    sums: dict[Month, int] = {}
    for part in found.types:
        for cell in part.cells:
            sums[cell.created] = sums.get(cell.created, 0) + cell.needed
    return sums


class TestEveryPlan:
    @given(plans_terms(), STARTS)
    def test_a_year_adds_up_to_what_the_quotas_need(self, terms: Terms, start: Month) -> None:
        found = plan(terms, start, 12)
        times = 12 // terms.quota.period.months
        assert found.needed == plan_of(terms).total_leads * times
        assert found.quota.minor == terms.quota.amount.minor * times

    @given(plans_terms(), STARTS, st.sampled_from([6, 12]))
    def test_the_months_add_up_to_the_whole(self, terms: Terms, start: Month, length: int) -> None:
        found = plan(terms, start, length)
        assert sum(cells_by_created(found).values()) == found.needed
        assert set(cells_by_created(found)) <= set(found.created)
        assert all(cell.needed >= 0 for part in found.types for cell in part.cells)

    @given(plans_terms(), st.integers(0, 10**9), STARTS)
    def test_more_quota_never_needs_fewer_leads(self, terms: Terms, more: int, start: Month) -> None:
        amount = replace(terms.quota.amount, minor=terms.quota.amount.minor + more)
        bigger = replace(terms, quota=replace(terms.quota, amount=amount))
        assert plan(bigger, start, 12).needed >= plan(terms, start, 12).needed

    @given(plans_terms(), STARTS, st.sampled_from([6, 12]), st.integers(1, 6))
    @settings(max_examples=50)
    def test_a_longer_lag_never_lowers_the_monthly_rate(
        self, terms: Terms, start: Month, length: int, later: int
    ) -> None:
        slower = replace(
            terms, lead_types=tuple(replace(kind, lag=_later(kind.lag, later)) for kind in terms.lead_types)
        )
        before, after = plan(terms, start, length), plan(slower, start, length)
        for one, other in zip(before.types, after.types, strict=True):
            assert other.rate is None or (one.rate is not None and other.rate >= one.rate)

    @given(plans_terms(), STARTS, st.sampled_from([6, 12]))
    def test_the_monthly_rate_lands_the_quota_and_one_less_does_not(
        self, terms: Terms, start: Month, length: int
    ) -> None:
        for part in plan(terms, start, length).types:
            lag = part.kind.lag
            assert lag is not None
            inside = sum((lag.closed_within(left) for left in range(length)), Fraction(0))
            if part.rate is None:
                assert not inside
            else:
                assert part.rate * inside >= part.needed
                assert part.rate == 0 or (part.rate - 1) * inside < part.needed


def _later(lag: Lag | None, months: int) -> Lag | None:
    return Lag(shares=(*(Fraction(0),) * months, *lag.shares)) if lag else None


@given(plans_terms(), st.lists(st.integers(1, 9), min_size=1, max_size=4), STARTS, st.sampled_from([6, 12]))
@settings(max_examples=50)
def test_streams_add_back_to_the_quota_and_its_leads(
    terms: Terms, weights: list[int], start: Month, length: int
) -> None:
    """The last of several streams needs no leads."""
    streams = tuple(
        Stream(
            key=f"s{n}",
            name=f"S{n}",
            share=Fraction(weight, sum(weights)),
            needs_leads=n == 0 or n < len(weights) - 1,
            margin=None,
        )
        for n, weight in enumerate(weights)
    )
    kinds = tuple(
        replace(kind, key=f"{kind.key}-{stream.key}", stream=stream.key)
        for stream in streams
        if stream.needs_leads
        for kind in terms.lead_types
    )
    amount = replace(terms.quota.amount, minor=terms.quota.amount.minor + 1000)
    whole = replace(terms, streams=streams, lead_types=kinds, quota=replace(terms.quota, amount=amount))
    found = plan(whole, start, length)
    assert sum(stream.quota.minor for stream in found.streams) == found.quota.minor
    assert sum(part.needed for stream in found.streams for part in stream.types) == found.needed
    assert sum(money.minor for money in stream_quotas(whole)) == amount.minor
    assert sum(part.leads for part in plan_of(whole).types) == plan_of(whole).total_leads
    if length == 12:
        assert found.quota.minor == amount.minor * (12 // whole.quota.period.months)
