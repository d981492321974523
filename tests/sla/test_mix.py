"""A quota shared by several lead types, by revenue and by leads."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sla.errors import BadInput
from sla.funnel import Funnel
from sla.mix import MixedDemand, ShareOf, mix
from sla.money import Money
from sla.rates import Rate, parse_rate

QUOTA = Money.of(500_000, "USD")
AOV = Money.of(2_000, "USD")
FORM = Funnel(rates=tuple(parse_rate(rate) for rate in ("34%", "82%", "23%")), aov=AOV)
OUTBOUND = Funnel(stages=("lead", "won"), rates=(Rate(converted=250, entered=2_674),), aov=AOV)


def sixty_forty(by: ShareOf) -> MixedDemand:
    return mix(QUOTA, [("form", FORM, Fraction(3, 5)), ("outbound", OUTBOUND, Fraction(2, 5))], by=by)


def test_by_revenue_share() -> None:
    answer = sixty_forty(ShareOf.REVENUE)
    assert [part.demand.leads for part in answer.types] == [3_900, 2_674]
    assert [part.leads for part in answer.types] == [2_340, 1_070]
    assert answer.total_leads == 3_410
    assert answer.types[1].lead_value == Fraction(500_000, 2_674)


def test_by_lead_share() -> None:
    answer = sixty_forty(ShareOf.LEADS)
    # 500000 ÷ (0.6 × 500000/3900 + 0.4 × 500000/2674) = 3295.6 leads.
    assert [part.leads for part in answer.types] == [1_978, 1_319]
    assert answer.total_leads == 3_297


def test_the_default_is_revenue() -> None:
    types = [("form", FORM, Fraction(3, 5)), ("outbound", OUTBOUND, Fraction(2, 5))]
    assert mix(QUOTA, types) == sixty_forty(ShareOf.REVENUE)


@pytest.mark.parametrize("by", list(ShareOf))
def test_one_type_carries_the_whole_quota(by: ShareOf) -> None:
    answer = mix(QUOTA, [("form", FORM, Fraction(1))], by=by)
    assert answer.total_leads == answer.types[0].leads == answer.types[0].demand.leads == 3_900


@pytest.mark.parametrize("by", list(ShareOf))
def test_a_type_with_no_share_brings_no_leads(by: ShareOf) -> None:
    answer = mix(QUOTA, [("form", FORM, Fraction(1)), ("event", OUTBOUND, Fraction(0))], by=by)
    assert [part.leads for part in answer.types] == [3_900, 0]


@pytest.mark.parametrize(
    ("shares", "says"),
    [
        ((Fraction(3, 5), Fraction(1, 5)), "add up to 0.8 of 1"),
        ((Fraction(1, 3), Fraction(33, 100)), "add up to 100%"),
        ((Fraction(6, 5), Fraction(-1, 5)), "below 0%"),
    ],
)
def test_shares_add_up_to_exactly_one(shares: tuple[Fraction, Fraction], says: str) -> None:
    with pytest.raises(BadInput, match=says):
        mix(QUOTA, [("form", FORM, shares[0]), ("outbound", OUTBOUND, shares[1])])


def test_no_types_and_twice_the_same_type_are_refused() -> None:
    with pytest.raises(BadInput, match="add up"):
        mix(QUOTA, [])
    with pytest.raises(BadInput, match="once"):
        mix(QUOTA, [("form", FORM, Fraction(1, 2)), ("form", FORM, Fraction(1, 2))])


@given(
    st.lists(
        st.tuples(st.integers(1, 500), st.integers(0, 5_000), st.integers(1, 100)), min_size=1, max_size=6
    ),
    st.integers(1, 10**12),
    st.sampled_from(ShareOf),
)
def test_the_mix_carries_the_quota_and_no_type_has_a_lead_to_spare(
    rows: list[tuple[int, int, int]], minor: int, by: ShareOf
) -> None:
    whole = sum(weight for _, _, weight in rows)
    types = [
        (
            f"type {index}",
            Funnel(stages=("lead", "won"), rates=(Rate(converted=won, entered=won + lost),), aov=AOV),
            Fraction(weight, whole),
        )
        for index, (won, lost, weight) in enumerate(rows)
    ]
    quota = Money(minor=minor, currency="USD")
    answer = mix(quota, types, by=by)
    worth = sum((part.leads * part.lead_value for part in answer.types), Fraction(0))
    spare = sum((part.lead_value for part in answer.types), Fraction(0))
    assert Fraction(quota.major) <= worth < Fraction(quota.major) + spare
    assert answer.total_leads == sum(part.leads for part in answer.types)
    for part in answer.types:
        wanted = part.share * (Fraction(quota.major) if by is ShareOf.REVENUE else answer.total_leads)
        got = part.leads * (part.lead_value if by is ShareOf.REVENUE else 1)
        step = part.lead_value if by is ShareOf.REVENUE else len(rows)
        assert abs(got - wanted) < step or got == wanted
