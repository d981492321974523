"""The what-if that a manager may take for a proposal."""

from dataclasses import replace

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.json import JSONSnapshotExtension

from handlers.parsing_demand import parse_fields
from handlers.views.charts import labels
from handlers.views.demand import agreed_values, demand_message, numbers_modal
from handlers.views.demand.odds import chance_words
from handlers.views.ids import Act
from handlers.views.message import CHART
from handlers.views.page import as_page
from sla.demand import DemandAnswer, DemandNumbers, StepRate
from sla.funnel import Funnel
from sla.money import Money
from sla.rates import parse_rate
from tests.handlers.setup.views import faults_of
from tests.handlers.views import demand_examples as demands
from tests.handlers.views.examples import QUOTA
from tests.handlers.views.limits import assert_sendable


def foot(typed: str, *, may_propose: bool = True) -> dict[str, str]:
    payload = demand_message(demands.what_if(), typed=typed, may_propose=may_propose).as_payload()
    assert_sendable(payload)
    return {button["action_id"]: button["value"] for button in payload["blocks"][-1]["elements"]}


def test_the_button_carries_what_was_typed() -> None:
    assert foot("win=27% aov=2k")[Act.PROPOSE_NUMBERS] == "win=27% aov=2k"


@pytest.mark.parametrize("typed", ["", "win=27% " * 300])
def test_without_words_to_carry_there_is_none(typed: str) -> None:
    assert Act.PROPOSE_NUMBERS not in foot(typed)


def test_only_who_may_propose_is_offered_it() -> None:
    assert Act.PROPOSE_NUMBERS not in foot("win=27%", may_propose=False)


class TestOddsInWords:
    @pytest.mark.parametrize(
        ("chance", "said"),
        [
            (0.0, "a chance below 5%"),
            (0.049, "a chance below 5%"),
            (0.05, "a chance of 1 in 10"),
            (0.183, "a chance of 1 in 5"),
            (0.33, "a chance of 1 in 3"),
            (0.5, "an even chance"),
            (0.66, "a chance of 2 in 3"),
            (0.8, "a chance of 4 in 5"),
            (0.9, "a chance of 9 in 10"),
            (0.951, "a chance above 95%"),
            (1.0, "a chance above 95%"),
        ],
    )
    def test_never_as_a_percentage_that_looks_exact(self, chance: float, said: str) -> None:
        assert chance_words(chance) == said

    def test_they_say_what_they_rest_on_and_assume(self) -> None:
        text = demand_message(demands.counted()).text
        assert "3,900 leads are about an even chance. 4 in 5: about 4,500; 9 in 10: about 4,800." in text
        assert "From 92 wins in 400, 410 of 500 and 680 of 2,000." in text
        assert "assumes the rates hold, give or take 7% a quarter" in text

    def test_without_counts_one_line_says_what_is_missing(self) -> None:
        (line,) = [one for one in demand_message(demands.demand()).text.splitlines() if "How sure" in one]
        assert line == (
            "*How sure?* No odds yet: rates of Website form and Outbound are stated, not counted. They need each "
            "rate as counts with at least 10 that went on, like 158 of 1,200."
        )

    def test_with_too_few_wins_neither(self) -> None:
        text = demand_message(demands.in_streams()).text
        assert "No odds yet: Outbound has a step with fewer than 10 that went on." in text
        assert "1 in" not in text


def chart(answer: DemandAnswer) -> dict[str, list[int]]:
    (found,) = [one for one in demand_message(answer).as_payload()["blocks"] if one["type"] == CHART]
    assert found["chart"]["axis_config"]["categories"] == ["Leads", "SQLs", "Opportunities", "Deals"]
    return {one["name"]: [point["value"] for point in one["data"]] for one in found["chart"]["series"]}


class TestTheChart:
    def test_one_lead_type_is_its_chain(self) -> None:
        assert chart(demands.one_chain()) == {"All leads": [3900, 1326, 1087, 250]}

    def test_several_have_their_own_parts_which_add_up_as_the_words_say(self) -> None:
        found = chart(demands.demand())
        assert found == {"Website form": [2340, 796, 652, 150], "Outbound": [1168, 490, 417, 100]}
        said = "All of them: 3,508 leads → 1,286 SQLs → 1,069 opportunities → 250 deals"
        assert said in demand_message(demands.demand()).text
        assert [sum(pair) for pair in zip(*found.values(), strict=True)] == [3508, 1286, 1069, 250]

    def test_a_what_if_stands_beside_the_agreed(self) -> None:
        assert chart(demands.what_if()) == {
            "Agreed": [3900, 1326, 1087, 250],
            "What if": [3324, 1130, 926, 250],
        }

    def test_lead_types_with_stages_of_their_own_have_none(self) -> None:
        short = Funnel(stages=("lead", "won"), rates=(parse_rate("5%"),), aov=Money.of(2000, "USD"))
        answer = demands.answer(demands.WEB, replace(demands.OUT, funnel=short))
        message = demand_message(answer)
        assert message.without_charts() == message

    def test_names_are_cut_and_stay_apart(self) -> None:
        assert labels(["Website form, inbound", "Website form, inbound and more"]) == [
            "Website form, inbou…",
            "Website form, in… 2",
        ]

    def test_left_out_the_words_are_the_same(self) -> None:
        whole = demand_message(demands.counted())
        plainer = whole.without_charts()
        assert (plainer.text, len(plainer.blocks)) == (whole.text, len(whole.blocks) - 1)
        assert plainer.without_charts() == plainer


class TestDifferences:
    def test_each_step_says_how_far_it_is_from_the_agreed(self) -> None:
        text = demand_message(demands.what_if()).text
        for said in (
            "→ 250 deals\n",
            "926 opportunities, 161 fewer",
            "1,130 SQLs, 196 fewer",
            "*3,324 leads*, 576 fewer, each worth *$150* instead of $128",
            "• Leads a year: 3,324 instead of 3,900, 576 fewer",
            "• Sales: up to 4 reps instead of 5",
        ):
            assert said in text

    def test_numbers_of_another_period_compare_by_month(self) -> None:
        text = demand_message(demands.what_if_by_month()).text
        assert "• Leads a month: 3,900 instead of 325, 3,575 more" in text
        assert "fewer" not in text

    def test_the_same_numbers_are_said_to_be_the_same(self) -> None:
        same = replace(demands.one_chain(), agreed=demands.one_chain())
        assert "• Leads a year: the same 3,900" in demand_message(same).text


NUMBERS = DemandNumbers(
    quota=QUOTA,
    aov=Money.of("2000.50", "USD"),
    rates=(
        StepRate(name="mql_sql", before="MQL", after="SQL", rate=parse_rate("680 of 2000")),
        StepRate(name="win", before="opportunity", after="won", rate=None),
    ),
)
FORMS = {
    "agreed": lambda: numbers_modal(NUMBERS, {}, {"url": "https://hooks.slack.com/1"}),
    "tried": lambda: numbers_modal(NUMBERS, {"quota": "600k", "period": "month", "win": "27%"}, {}),
    "hostile": lambda: numbers_modal(
        replace(
            NUMBERS,
            rates=tuple(
                replace(NUMBERS.rates[0], name=f"a_{n}", before="<!channel> " * 30) for n in range(9)
            ),
        ),
        {"quota": "9" * 400},
        {},
    ),
}


class TestTheForm:
    @pytest.mark.parametrize("name", FORMS)
    def test_is_shown_as_recorded(self, name: str, snapshot: SnapshotAssertion) -> None:
        assert FORMS[name]().as_view() == snapshot(extension_class=JSONSnapshotExtension)

    @pytest.mark.parametrize("name", FORMS)
    def test_slack_would_take_it(self, name: str) -> None:
        assert faults_of(FORMS[name]().as_view()) == []

    def test_it_begins_with_what_can_be_typed_again(self) -> None:
        values = agreed_values(NUMBERS)
        assert values == {"quota": "500,000", "period": "year", "aov": "2,000.50", "mql_sql": "680 of 2,000"}
        assert (
            parse_fields({name: values[name] for name in ("quota", "aov", "mql_sql")}, NUMBERS).aov
            == NUMBERS.aov
        )


def test_in_a_modal_it_is_a_page_without_the_chart() -> None:
    page = as_page("Leads needed", demand_message(demands.what_if(), typed="win=27%", may_propose=True))
    assert faults_of(page.as_view()) == []
