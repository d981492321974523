"""The buttons of a list know the page they stand on, as Slack does not send the list along (see the module)."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.views.ids import Foot
from handlers.views.leads import leads_message
from handlers.views.message import JsonDict, as_dicts
from handlers.views.on_page import on_page, page_of, without_page
from sla.answers import LeadFilter
from sla.services.worklist import MyLeads
from tests.fakes.store import FakeStore
from tests.sla.services.agreement import ANA, at
from tests.sla.services.team import Team

BUTTON = {"type": "button", "action_id": "lead.log_call", "value": "L7"}
MENU = {
    "type": "overflow",
    "action_id": "lead.more",
    "options": [{"value": "snooze"}, {"value": "why"}],
}
LEAD = {"type": "actions", "block_id": "L7", "elements": [BUTTON, MENU]}
OTHERS: list[JsonDict] = [
    {"type": "section", "block_id": "L7.t", "text": {"type": "mrkdwn", "text": "Harbour"}},
    {"type": "actions", "block_id": Foot.FILTERS, "elements": [{"type": "button", "value": "all:1"}]},
    {"type": "actions", "block_id": "Later", "elements": [{"type": "button", "value": "x"}]},
    {"type": "divider"},
]

values = st.text(st.characters(exclude_characters="@", exclude_categories=["Cs"]), max_size=30)


def carried(block: JsonDict) -> Iterator[str]:
    """Every value in a block's buttons and menus."""
    elements = block.get("elements")
    for element in elements if isinstance(elements, list) else []:
        for one in element.get("options", [element]):
            yield str(one.get("value", ""))


@pytest.fixture
def page() -> list[dict[str, object]]:
    """The second page of Ana's seven leads."""
    team = Team.of(FakeStore())
    team.leads(7, at("2026-03-17 10:00"))
    found = MyLeads(team.desk).page(team.actor(ANA), at("2026-03-18 10:00"), which=LeadFilter.ALL, page=2)
    return as_dicts(leads_message(found).blocks)


def test_a_leads_buttons_and_options_carry_it() -> None:
    (found,) = on_page([LEAD], LeadFilter.DUE, 2)
    assert list(carried(found)) == ["L7@due:2", "snooze@due:2", "why@due:2"]


def test_what_was_there_stays() -> None:
    (found,) = on_page([LEAD], LeadFilter.DUE, 2)
    assert {key: found[key] for key in ("type", "block_id")} == {"type": "actions", "block_id": "L7"}
    assert list(carried(LEAD)) == ["L7", "snooze", "why"], "the given blocks are not changed"


def test_nothing_else_does() -> None:
    assert list(on_page(OTHERS, LeadFilter.DUE, 2)) == OTHERS


def test_a_second_time_it_is_the_second_page() -> None:
    once = on_page([LEAD], LeadFilter.DUE, 2)
    assert on_page(once, LeadFilter.ALL, 1) == on_page([LEAD], LeadFilter.ALL, 1)


def test_every_lead_of_a_list_carries_its_page(page: list[dict[str, object]]) -> None:
    leads = [block for block in page if str(block.get("block_id", "")).removeprefix("L").isdecimal()]
    assert len(leads) == 2
    for block in leads:
        assert {page_of(value) for value in carried(block)} == {(LeadFilter.ALL, 2)}
        assert without_page(next(carried(block))) == block["block_id"]


def test_drawn_again_it_is_the_same(page: list[dict[str, object]]) -> None:
    assert list(on_page(page, LeadFilter.ALL, 2)) == page


@given(values, st.sampled_from(LeadFilter), st.integers(1, 10**6))
def test_value_and_page_come_apart_again(value: str, which: LeadFilter, number: int) -> None:
    block: JsonDict = {"block_id": "L1", "elements": [{"value": value}]}
    (found,) = on_page([block], which, number)
    (marked,) = carried(found)
    assert (without_page(marked), page_of(marked)) == (value, (which, number))
    assert len(marked) <= 150, "the most that Slack takes of an option's value"


@pytest.mark.parametrize("value", ["", "L7", "17", "snooze"])
def test_a_button_of_no_list_stands_on_no_page(value: str) -> None:
    assert page_of(value) is None
    assert without_page(value) == value
