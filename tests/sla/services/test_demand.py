"""How many leads the quota needs, whether sales can work them, and what-ifs (MATHS D0, D2, §2)."""

from dataclasses import replace
from fractions import Fraction

import pytest

from sla.demand import DemandAnswer, NoOdds, Odds, Uncounted
from sla.errors import BadInput
from sla.funnel import Funnel
from sla.mix import ShareOf
from sla.money import Money
from sla.rates import parse_rate
from sla.services.demand import AskDemand, WhatIf
from sla.services.demand_answer import step_names
from sla.terms import Period, Stream, Terms
from tests.fakes.store import FakeStore
from tests.sla.services.agreement import ANA, BO, KIM, MAX, TERMS, at, exact, lead_type, person, quota, rates
from tests.sla.services.team import Team

NOW = at("2026-03-18 10:00")
USD = "USD"


def article(*typed: str) -> Funnel:
    return replace(rates(*typed), aov=Money.of(2000, USD))


S1 = replace(
    TERMS,
    quota=quota(500_000),
    lead_types=(lead_type("website", article("34%", "82%", "23%")),),
    other_type="website",
    people=(ANA, BO, person("Cy Orr"), person("Di Poe"), person("Ed Roe"), KIM, MAX),
)
"""The article's example, with five reps."""

TWO = replace(
    S1,
    lead_types=(
        lead_type("website", article("34%", "82%", "23%"), Fraction(3, 5)),
        lead_type("outbound", article("42%", "85%", "27%"), Fraction(2, 5)),
    ),
)


def asking(terms: Terms = S1) -> AskDemand:
    store = FakeStore()
    return AskDemand(Team(store=store, tenant_id=store.tenants.sole(), terms=terms).desk)


def ask(terms: Terms = S1, what_if: WhatIf | None = None) -> DemandAnswer:
    return asking(terms)(what_if or WhatIf(), NOW)


def steps(answer: DemandAnswer, chain: int = 0) -> list[int]:
    return [step.needed for step in answer.chains[chain].demand.steps]


class TestTheArticle:
    def test_s1_step_by_step(self) -> None:
        answer = ask()
        assert steps(answer) == [250, 1087, 1326, 3900]
        assert (answer.mixed.total_leads, answer.per_month) == (3900, 325)
        assert answer.chains[0].lead_value == Fraction(500_000, 3900)
        assert answer.chains[0].aov == Money.of(2000, USD)

    def test_s2_every_stage_is_rounded_up(self) -> None:
        funnel = replace(rates("40%", "75%", "30%"), aov=Money.of(3000, USD))
        terms = replace(S1, quota=quota(100_000), lead_types=(lead_type("website", funnel),))
        assert steps(ask(terms)) == [34, 114, 152, 380]

    def test_the_answer_names_the_quota_and_the_agreement(self) -> None:
        answer = ask()
        assert (answer.quota, answer.version, answer.locale) == (quota(500_000), 0, "en_US")
        assert (answer.agreed, answer.warnings) == (None, ())


class TestCapacity:
    def test_five_reps_can_work_a_years(self) -> None:
        # 3,900 ÷ 52 = 75 a week, × 8 touches ÷ 140 a rep = 4.29.
        found = ask().capacity
        assert (found.leads_per_week, found.touches_per_lead, found.touches_per_rep_week) == exact(75, 8, 140)
        assert (found.reps_needed, found.reps) == (5, 5)

    def test_as_a_months_quota_they_would_be_52(self) -> None:
        found = ask(replace(S1, quota=quota(500_000, Period.MONTH))).capacity
        assert (found.leads_per_week, found.reps_needed) == exact(900, 52)

    def test_a_quarters(self) -> None:
        # 300 a week × 8 ÷ 140 = 17.1.
        found = ask(replace(S1, quota=quota(500_000, Period.QUARTER))).capacity
        assert (found.leads_per_week, found.reps_needed) == exact(300, 18)

    def test_who_gives_these_leads_half_the_time_needs_twice_the_reps(self) -> None:
        terms = replace(S1, sales=replace(S1.sales, utilisation=Fraction(1, 2)))
        assert ask(terms).capacity.reps_needed == 9  # 8.57

    def test_exactly_enough_is_enough(self) -> None:
        # 500 deals need 4,550 leads: 87.5 a week, × 8 ÷ 140 = 5.
        funnel = Funnel(stages=("lead", "won"), rates=(parse_rate("10 of 91"),), aov=Money.of(1000, USD))
        terms = replace(S1, lead_types=(lead_type("website", funnel),))
        answer = ask(terms)
        assert (answer.mixed.total_leads, answer.capacity.reps_needed) == (4550, 5)

    def test_only_reps_carry_leads(self) -> None:
        assert ask(replace(S1, people=(ANA, KIM, MAX))).capacity.reps == 1


class TestMixes:
    def test_by_revenue_each_share_of_its_own_whole(self) -> None:
        # Outbound alone: 250 ÷ 27 % = 926, ÷ 85 % = 1,090, ÷ 42 % = 2,596; two fifths are 1,038.4.
        answer = ask(TWO)
        assert steps(answer, 1) == [250, 926, 1090, 2596]
        assert [chain.leads for chain in answer.chains] == [2340, 1039]
        assert [chain.share for chain in answer.chains] == [Fraction(3, 5), Fraction(2, 5)]
        assert (answer.mixed.total_leads, answer.share_of) == (3379, ShareOf.REVENUE)
        assert answer.per_month == 282  # 281.6

    def test_by_leads_each_share_of_their_sum(self) -> None:
        # 0.6 × $128.21 + 0.4 × $192.60 = $153.97 a lead: 3,247.5 leads.
        answer = ask(replace(TWO, share_of=ShareOf.LEADS))
        assert [chain.leads for chain in answer.chains] == [1949, 1299]
        assert answer.share_of is ShareOf.LEADS

    def test_one_step_from_lead_to_won(self) -> None:
        terms = replace(S1, lead_types=(lead_type("website", rates("10%")),))
        assert steps(ask(terms)) == [500, 5000]


class TestWhatIf:
    def test_a_rate_by_its_name(self) -> None:
        # 250 ÷ 25 % = 1,000, ÷ 82 % = 1,220, ÷ 34 % = 3,589.
        answer = ask(what_if=WhatIf(rates={"win": parse_rate("25%")}))
        assert steps(answer) == [250, 1000, 1220, 3589]
        assert answer.agreed is not None
        assert (steps(answer.agreed), answer.agreed.leads) == ([250, 1087, 1326, 3900], 3900)

    @pytest.mark.parametrize(
        ("name", "expected"),
        [("mql_sql", [250, 1087, 1326, 2652]), ("sql_opp", [250, 1087, 2174, 6395])],
    )
    def test_the_other_rates(self, name: str, expected: list[int]) -> None:
        assert steps(ask(what_if=WhatIf(rates={name: parse_rate("50%")}))) == expected

    def test_quota_period_and_order_value(self) -> None:
        what_if = WhatIf(amount=Money.of(100_000, USD), period=Period.QUARTER, aov=Money.of(4000, USD))
        answer = ask(what_if=what_if)
        # 25 deals, ÷ 23 % = 109, ÷ 82 % = 133, ÷ 34 % = 392: 131 in the largest month.
        assert steps(answer) == [25, 109, 133, 392]
        assert (answer.quota, answer.per_month) == (quota(100_000, Period.QUARTER), 131)
        assert answer.chains[0].aov == Money.of(4000, USD)

    def test_one_left_out_is_the_agreements(self) -> None:
        answer = ask(what_if=WhatIf(period=Period.MONTH))
        assert (answer.quota, answer.per_month) == (quota(500_000, Period.MONTH), 3900)

    def test_it_reaches_every_lead_type_that_has_the_step(self) -> None:
        answer = ask(TWO, WhatIf(rates={"win": parse_rate("25%")}))
        assert [steps(answer, chain)[1] for chain in (0, 1)] == [1000, 1000]

    def test_a_step_that_no_funnel_has_is_named_with_those_it_has(self) -> None:
        with pytest.raises(
            BadInput, match=r"no step “mql_won” in the funnel; it has mql_sql, sql_opp, win\."
        ):
            ask(what_if=WhatIf(rates={"mql_won": parse_rate("3%")}))

    def test_the_agreement_itself_stays(self) -> None:
        ask(what_if=WhatIf(rates={"win": parse_rate("25%")}))
        assert steps(ask()) == [250, 1087, 1326, 3900]


@pytest.mark.parametrize(
    ("stages", "names"),
    [
        (("MQL", "SQL", "opportunity", "won"), ("mql_sql", "sql_opp", "win")),
        (("lead", "won"), ("win",)),
        (("Lead", "Demo booked", "Customer"), ("lead_demo-booked", "win")),
        (("MQL", "SQL (checked)", "Opportunity", "Won!"), ("mql_sql-checked", "sql-checked_opp", "win")),
    ],
)
def test_the_names_of_steps_can_be_typed(stages: tuple[str, ...], names: tuple[str, ...]) -> None:
    funnel = Funnel(stages=stages, rates=(parse_rate("50%"),) * (len(stages) - 1), aov=Money.of(1000, USD))
    assert step_names(funnel) == names


class TestImprobable:
    @pytest.mark.parametrize(
        ("typed", "found"),
        [
            (("4%", "50%", "50%"), ["4% of MQLs becoming SQLs"]),
            (("5%", "50%", "50%"), []),
            (("60%", "50%", "50%"), []),
            (("61%", "50%", "20%"), ["61% of MQLs becoming SQLs"]),
            (("20%", "50%", "51%"), ["winning 51%"]),
            (("40%", "80%", "47%"), ["15% of leads becoming customers"]),  # 15.04 %
            (("40%", "75%", "50%"), []),  # 15 % exactly
            (("70%", "90%", "60%"), ["70% of MQLs", "winning 60%", "38% of leads"]),
            (("15%",), []),
            (("16%",), ["16% of leads becoming customers"]),
        ],
    )
    def test_rates_that_are_seldom_true(self, typed: tuple[str, ...], found: list[str]) -> None:
        answer = ask(replace(S1, lead_types=(lead_type("website", rates(*typed)),)))
        assert len(answer.warnings) == len(found)
        for warning, part in zip(answer.warnings, found, strict=True):
            assert part in warning
            assert warning.startswith("Website leads: ")

    def test_a_what_if_is_warned_of_too(self) -> None:
        assert len(ask(what_if=WhatIf(rates={"win": parse_rate("80%")})).warnings) == 2


COUNTED = lead_type("website", article("680 of 2000", "410 of 500", "92 of 400"))


class TestConfidence:
    def test_counted_rates_carry_odds(self) -> None:
        found = ask(replace(S1, lead_types=(COUNTED,))).confidence
        assert isinstance(found, Odds)
        assert 0.4 < found.own < 0.6
        needed = [leads for _, leads in found.leads_for]
        assert needed == sorted(needed)
        assert needed[1] > 3900
        assert found.counted == (("Website leads", COUNTED.funnel.rates),)

    def test_a_stated_rate_carries_none_and_is_named(self) -> None:
        found = ask(replace(S1, lead_types=(COUNTED,)), WhatIf(rates={"win": parse_rate("27%")})).confidence
        assert found == NoOdds(
            missing=(Uncounted(name="Website leads", before="opportunity", after="won", won=None),), fewest=10
        )

    def test_nine_wins_carry_none(self) -> None:
        funnel = article("680 of 2000", "410 of 500", "9 of 40")
        found = ask(replace(S1, lead_types=(lead_type("website", funnel),))).confidence
        assert isinstance(found, NoOdds)
        assert [one.won for one in found.missing] == [9]

    def test_a_type_without_leads_needs_no_counts(self) -> None:
        idle = lead_type("fair", article("34%", "82%", "23%"), Fraction(0))
        terms = replace(S1, lead_types=(COUNTED, idle), other_type="fair")
        assert isinstance(ask(terms).confidence, Odds)

    def test_the_odds_are_of_the_part_that_leads_carry(self) -> None:
        half = Stream(key="all", name="New", share=Fraction(1, 2), needs_leads=True, margin=None)
        rest = replace(half, key="kept", name="Renewals", needs_leads=False)
        whole = ask(replace(S1, quota=quota(250_000), lead_types=(COUNTED,)))
        part = ask(replace(S1, streams=(half, rest), lead_types=(COUNTED,)))
        assert part.idle == (("Renewals", Money.of(250_000, USD)),)
        assert (part.carried, part.leads, part.worth) == (250_000, whole.leads, 250_000)
        assert part.confidence == whole.confidence


class TestNumbersToTry:
    def test_they_are_the_agreements_own(self) -> None:
        found = asking().numbers(NOW)
        assert (found.quota, found.aov) == (S1.quota, Money.of(2000, USD))
        assert [(one.name, one.before, one.after) for one in found.rates] == [
            ("mql_sql", "MQL", "SQL"),
            ("sql_opp", "SQL", "opportunity"),
            ("win", "opportunity", "won"),
        ]
        assert found.rates[2].rate == parse_rate("23%")

    def test_what_lead_types_differ_in_has_no_number(self) -> None:
        dear = replace(TWO.lead_types[1], funnel=replace(TWO.lead_types[1].funnel, aov=Money.of(1, USD)))
        found = asking(replace(TWO, lead_types=(TWO.lead_types[0], dear))).numbers(NOW)
        assert found.aov is None
        assert [one.rate for one in found.rates] == [None, None, None]
