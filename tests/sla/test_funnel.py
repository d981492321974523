"""The chain from quota to leads: the worked examples, and rounding up at every stage."""

import math
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sla.errors import BadInput
from sla.funnel import DEFAULT_STAGES, DemandStep, Funnel, attainment, demand, progress
from sla.money import Money, split_evenly
from sla.rates import Rate, parse_rate


def usd(major: str | int) -> Money:
    return Money.of(major, "USD")


def funnel(*rates: str, aov: int = 2_000) -> Funnel:
    return Funnel(rates=tuple(parse_rate(rate) for rate in rates), aov=usd(aov))


ARTICLE = funnel("34%", "82%", "23%")


def test_s1_the_articles_worked_example() -> None:
    answer = demand(usd(500_000), ARTICLE)
    assert [(step.stage, step.needed) for step in answer.steps] == [
        ("won", 250),
        ("opportunity", 1_087),
        ("SQL", 1_326),
        ("MQL", 3_900),
    ]
    assert (answer.deals, answer.leads) == (250, 3_900)
    assert math.floor(answer.lead_value + Fraction(1, 2)) == 128


def test_s2_each_stage_rounds_up_and_the_rounded_number_is_carried_on() -> None:
    answer = demand(usd(100_000), funnel("40%", "75%", "30%", aov=3_000))
    assert [step.needed for step in answer.steps] == [34, 114, 152, 380]


def test_s3_value_delivered_against_quota() -> None:
    value = progress(
        {"website_form": 2_000, "outbound": 1_300},
        {"website_form": Fraction(128), "outbound": Fraction(187)},
    )
    assert value == 499_100
    assert attainment(value, usd(500_000)) == Fraction(9982, 10_000)
    assert Fraction(usd(500_000).major) - value == 900


def test_the_example_rounded_only_at_the_end_would_be_a_lead_short() -> None:
    unrounded = Fraction(500_000, 2_000) / Fraction(23, 100) / Fraction(82, 100) / Fraction(34, 100)
    assert math.ceil(unrounded) == 3_899
    assert demand(usd(500_000), ARTICLE).leads == 3_900


def test_binary_floats_would_order_a_lead_too_many() -> None:
    lead_to_won = Funnel(stages=("lead", "won"), rates=(parse_rate("29%"),), aov=usd(100))
    assert math.ceil(145 / 0.29) == 501
    assert demand(usd(14_500), lead_to_won).leads == 500


def test_each_step_says_what_was_divided_by_what() -> None:
    answer = demand(usd(500_000), ARTICLE)
    assert answer.steps[0] == DemandStep(
        stage="won", needed=250, from_stage=None, rate=None, divided=usd(500_000)
    )
    assert answer.steps[1] == DemandStep(
        stage="opportunity", needed=1_087, from_stage="won", rate=parse_rate("23%"), divided=250
    )
    assert answer.steps[3] == DemandStep(
        stage="MQL", needed=3_900, from_stage="SQL", rate=parse_rate("34%"), divided=1_326
    )


def test_value_at_risk_grows_with_the_stage() -> None:
    answer = demand(usd(500_000), ARTICLE)
    shown = [math.floor(answer.value_at(stage) + Fraction(1, 2)) for stage in DEFAULT_STAGES]
    assert shown == [128, 377, 460, 2_000]
    with pytest.raises(KeyError):
        answer.value_at("demo")


def test_a_full_delivery_at_the_unrounded_value_is_exactly_the_quota() -> None:
    answer = demand(usd(500_000), ARTICLE)
    value = progress({"form": 3_900}, {"form": answer.lead_value})
    assert attainment(value, usd(500_000)) == 1
    assert attainment(Fraction(3_900 * 128), usd(500_000)) == Fraction(9984, 10_000)


def test_a_team_may_have_other_stages_or_one_step_only() -> None:
    named = Funnel(
        stages=("lead", "demo", "trial", "offer", "won"),
        rates=(Rate(converted=1, entered=2),) * 4,
        aov=usd(1),
    )
    assert demand(usd(10), named).leads == 160
    assert [step.stage for step in demand(usd(10), named).steps] == ["won", "offer", "trial", "demo", "lead"]


def test_currencies_without_cents_count_whole_units() -> None:
    yen = Funnel(stages=("lead", "won"), rates=(parse_rate("50%"),), aov=Money.of(300_000, "JPY"))
    answer = demand(Money.of(1_000_000, "JPY"), yen)
    assert (answer.deals, answer.leads) == (4, 8)
    assert answer.lead_value == 125_000


def test_a_lead_type_without_a_value_is_named() -> None:
    with pytest.raises(BadInput, match='"podcast"'):
        progress({"podcast": 1}, {"form": Fraction(1)})


@pytest.mark.parametrize(
    ("stages", "rates", "aov", "says"),
    [
        (("won",), (), 2_000, "at least two stages"),
        (("lead", "Lead "), ("10%",), 2_000, "a name of its own"),
        (("lead", " "), ("10%",), 2_000, "a name of its own"),
        (("lead", "won"), ("10%", "20%"), 2_000, "needs 1 rates"),
        (("lead", "won"), ("10%",), 0, "more than 0"),
    ],
)
def test_what_is_no_funnel_is_refused(
    stages: tuple[str, ...], rates: tuple[str, ...], aov: int, says: str
) -> None:
    with pytest.raises(BadInput, match=says):
        Funnel(stages=stages, rates=tuple(parse_rate(rate) for rate in rates), aov=usd(aov))


def test_a_quota_is_above_zero_and_in_the_funnels_currency() -> None:
    with pytest.raises(BadInput, match="more than 0"):
        demand(usd(0), ARTICLE)
    with pytest.raises(BadInput, match="in EUR and the average order value in USD"):
        demand(Money.of(1, "EUR"), ARTICLE)


_RATES = st.builds(
    lambda converted, lost: Rate(converted=converted, entered=converted + lost),
    st.integers(1, 10_000),
    st.integers(0, 100_000),
)
_FUNNELS = st.builds(
    lambda rates, aov: Funnel(
        stages=(*(f"stage {n}" for n in range(len(rates))), "won"),
        rates=tuple(rates),
        aov=Money(minor=aov, currency="USD"),
    ),
    st.lists(_RATES, min_size=1, max_size=6),
    st.integers(1, 10**9),
)
_QUOTAS = st.integers(1, 10**13).map(lambda minor: Money(minor=minor, currency="USD"))


@given(_QUOTAS, _FUNNELS)
def test_every_number_is_the_smallest_that_carries_the_next(quota: Money, chain: Funnel) -> None:
    answer = demand(quota, chain)
    deals = answer.steps[0].needed
    assert deals * chain.aov.minor >= quota.minor > (deals - 1) * chain.aov.minor
    carried = deals
    for step, rate in zip(answer.steps[1:], reversed(chain.rates), strict=True):
        # Cross-multiplied, without a division: the smallest whole number that still converts to what is needed.
        assert step.needed * rate.converted >= carried * rate.entered
        assert (step.needed - 1) * rate.converted < carried * rate.entered
        carried = step.needed
    assert answer.leads == carried


@given(_QUOTAS, _QUOTAS, _FUNNELS)
def test_a_larger_quota_never_needs_fewer(one: Money, other: Money, chain: Funnel) -> None:
    small, large = sorted((one, other), key=lambda quota: quota.minor)
    assert demand(small, chain).leads <= demand(large, chain).leads


@given(_QUOTAS, _FUNNELS, _RATES, st.data())
def test_a_better_rate_at_any_step_never_needs_more(
    quota: Money, chain: Funnel, other: Rate, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(chain.rates) - 1))
    worse, better = sorted((chain.rates[at], other), key=lambda rate: rate.fraction)
    needed = [
        demand(quota, replace(chain, rates=(*chain.rates[:at], rate, *chain.rates[at + 1 :])))
        for rate in (worse, better)
    ]
    assert all(many.needed >= few.needed for many, few in zip(needed[0].steps, needed[1].steps, strict=True))


@given(_QUOTAS, _FUNNELS, st.integers(1, 24))
def test_leads_split_over_months_add_back(quota: Money, chain: Funnel, months: int) -> None:
    leads = demand(quota, chain).leads
    parts = split_evenly(leads, months)
    assert sum(parts) == leads
    assert max(parts) - min(parts) <= 1


@given(_QUOTAS, _FUNNELS)
def test_the_leads_are_worth_exactly_the_quota(quota: Money, chain: Funnel) -> None:
    answer = demand(quota, chain)
    assert answer.leads * answer.lead_value == Fraction(quota.major)
    assert answer.value_at("won") * answer.deals == Fraction(quota.major)
