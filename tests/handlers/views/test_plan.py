"""`/sla plan` as it is shown: what it says, and that Slack takes it whatever the lead types are called."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.json import JSONSnapshotExtension

from handlers.views.message import as_dicts
from handlers.views.plan import plan_message
from sla.errors import BadInput
from sla.lag import Lag
from sla.measured import Closing
from sla.planned import AtRisk, PlanAnswer
from sla.services.planning import tried
from sla.targets import Month
from sla.terms import Terms
from tests import block_kit
from tests.handlers.views.limits import MACHINE_WORDS, assert_sendable
from tests.sla.test_plan import ARTICLE, FORM, JANUARY, TestStreams, opened, rises, with_form

RAMP = replace(
    ARTICLE, improvements=(rises("26%", date(2025, 6, 30)),), open_business=opened(125_000, date(2025, 2, 3))
)
SEASON = (1, 1, 1, 1, 1, 1, 0, 0, 1, 1, 1, 3)


def agreed(terms: Terms) -> PlanAnswer:
    """As somebody sees it in the middle of the plan."""
    late = AtRisk(closes=Month(year=2025, number=7), needed=325, came=210, gap=Fraction(115 * 500_000, 3900))
    return replace(
        tried(terms, JANUARY, 12),
        version=2,
        at_risk=(late,),
        begins_anew=JANUARY.plus(6),
        today=date(2025, 6, 3),
    )


CLOSED = Closing(counts=(4, 30, 8, 1), first=date(2024, 7, 1), last=date(2025, 3, 4))
PLANS = {
    "one_type": tried(ARTICLE, JANUARY, 12),
    "six_months": tried(ARTICLE, JANUARY, 6),
    "improved": tried(RAMP, JANUARY, 12),
    "agreed": agreed(RAMP),
    "agreed_without_risk": replace(agreed(ARTICLE), at_risk=()),
    "streams": tried(replace(TestStreams().terms(), locale="de_DE"), JANUARY, 12),
    "no_time_to_close": replace(agreed(with_form(lag=None)), at_risk=()),
    "history": replace(agreed(with_form(lag=None)), at_risk=(), history=(("Web *form*", CLOSED),)),
    "spread": tried(with_form(lag=Lag.of_counts([10, 25, 35, 20, 10])), JANUARY, 12),
    "season": tried(replace(ARTICLE, quota=replace(ARTICLE.quota, season=SEASON)), JANUARY, 12),
    "never_in_time": tried(with_form(lag=Lag.of_months(6)), JANUARY, 6),
}


@pytest.mark.parametrize("name", PLANS)
def test_is_sent_as_recorded(name: str, snapshot: SnapshotAssertion) -> None:
    assert plan_message(PLANS[name]).as_payload() == snapshot(extension_class=JSONSnapshotExtension)


@pytest.mark.parametrize("name", PLANS)
def test_slack_takes_it_and_it_is_in_plain_words(name: str) -> None:
    message = plan_message(PLANS[name])
    assert_sendable(message.as_payload())
    assert [word for word in MACHINE_WORDS if word in message.text.lower()] == []


@pytest.mark.skipif(not block_kit.HERE, reason=block_kit.ABSENT)
@pytest.mark.parametrize("name", PLANS)
def test_is_block_kit(name: str) -> None:
    assert block_kit.faults_of(as_dicts(plan_message(PLANS[name]).blocks)) == []


@pytest.mark.parametrize("name", PLANS)
def test_the_chart_says_what_the_table_says(name: str) -> None:
    blocks = as_dicts(plan_message(PLANS[name]).blocks)
    (chart,) = [block["chart"] for block in blocks if block["type"] == "data_visualization"]
    (rows,) = [block["rows"] for block in blocks if block["type"] == "table"]
    head = [cell["text"] for cell in rows[0]]
    column = head.index("Leads")
    drawn = [point["value"] for point in chart["series"][0]["data"]]
    told = [int(row[column]["text"].replace(",", "").replace(".", "")) for row in rows[1:]]
    assert [*drawn, sum(drawn)] == told


def test_it_says_what_it_takes_and_what_missing_costs() -> None:
    said = plan_message(PLANS["improved"]).text
    for words in (
        "*325 leads a month*, to come in October 2024 to September 2025.",
        "3,677 leads will do, 223 fewer",
        "$28,590 of the quota is missing: the price of missing it.",
        "With $125,000 open already and won, *325 leads a month* from January 2025 on land the quota inside it.",
        "What comes in from 1 October 2025 on mostly feeds the next plan.",
    ):
        assert words in said


def test_where_no_time_to_close_is_agreed_history_says_what_it_was_in_one_line() -> None:
    assert (
        "What history says: 43 won leads of Web form handed over 1 Jul 2024 to 4 Mar closed after 1 month on average, "
        "9 in 10 within 2 months."
    ) in plan_message(PLANS["history"]).text.replace("*", "").replace("\u2217", "")
    several = replace(PLANS["history"], history=tuple((f"Type {n}", CLOSED) for n in range(5)))
    assert "; 2 more." in plan_message(several).text
    assert "What history says" not in plan_message(PLANS["no_time_to_close"]).text


def test_what_mostly_closes_at_once_is_said_so() -> None:
    quick = replace(PLANS["history"], history=(("Shop", replace(CLOSED, counts=(90, 10))),))
    assert "closed mostly in the month they come in, 9 in 10 in that month." in plan_message(quick).text


def test_money_is_written_as_the_team_writes_it() -> None:
    assert "300.000\xa0$" in plan_message(PLANS["streams"]).text


@pytest.mark.parametrize("months", [13, 36])
def test_more_months_than_a_chart_takes_are_in_the_table_alone(months: int) -> None:
    slow = replace(FORM, key="slow", name="Slow", lag=Lag.of_months(months), share=Fraction(1, 2))
    terms = replace(ARTICLE, lead_types=(replace(FORM, share=Fraction(1, 2), lag=Lag.of_months(0)), slow))
    blocks = as_dicts(plan_message(tried(terms, JANUARY, 12)).blocks)
    assert [block["type"] for block in blocks].count("data_visualization") == 0
    (rows,) = [block["rows"] for block in blocks if block["type"] == "table"]
    assert len(rows) == 12 + months + 2


NAMES = st.text(min_size=1, max_size=90)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(NAMES, min_size=1, max_size=12),
    st.sampled_from(["en_US", "de_DE", "ar_EG", "nonsense"]),
    st.integers(0, 36),
    st.sampled_from([6, 12]),
)
def test_whatever_the_names(names: list[str], locale: str, months: int, length: int) -> None:
    kinds = tuple(
        replace(
            FORM,
            key=f"t{n}",
            name=name,
            share=Fraction(1, len(names)),
            lag=Lag.of_months(months) if n % 2 else None,
        )
        for n, name in enumerate(names)
    )
    terms = replace(
        ARTICLE,
        lead_types=kinds,
        locale=locale,
        streams=tuple(replace(one, name=names[0]) for one in ARTICLE.streams),
    )
    try:
        answer = tried(terms, JANUARY, length)
    except BadInput:
        return
    assert_sendable(plan_message(answer).as_payload())
    assert_sendable(plan_message(replace(answer, version=1)).as_payload())
