"""Every limit of Block Kit from both sides, and the wording of refusals."""

import pytest

from sandbox.blockkit.message import check_message
from sandbox.blockkit.problems import in_words
from sandbox.blockkit.view import check_view
from tests.sandbox.block_limits import LIMITS, VIEW_LIMITS, actions, button, mrkdwn, section, view, words


@pytest.mark.parametrize(("inside", "outside"), LIMITS.values(), ids=LIMITS.keys())
def test_each_limit_from_both_sides(inside: list, outside: list) -> None:
    assert in_words(check_message(inside)) == []
    assert check_message(outside)


@pytest.mark.parametrize(
    ("blocks", "said"),
    [
        (
            [section(text=mrkdwn(3001))],
            "must be less than 3001 characters [json-pointer:/blocks/0/text/text]",
        ),
        ([section(text=mrkdwn(0))], "must be more than 0 characters [json-pointer:/blocks/0/text/text]"),
        ([section()] * 51, "no more than 50 items allowed [json-pointer:/blocks]"),
        ([section(), {"type": "sektion"}], "unsupported type: sektion [json-pointer:/blocks/1/type]"),
        ([{"type": "header"}], "missing required field: text [json-pointer:/blocks/0]"),
        ([{}], "missing required field: type [json-pointer:/blocks/0]"),
        ([{"type": "divider", "text": "x"}], "invalid additional property: text [json-pointer:/blocks/0]"),
        (
            [actions(button(), button(text=words(76)))],
            "must be less than 76 characters [json-pointer:/blocks/0/elements/1/text/text]",
        ),
    ],
)
def test_refusals_are_in_slacks_words(blocks: list, said: str) -> None:
    assert said in in_words(check_message(blocks))


@pytest.mark.parametrize(
    "blocks", [None, 7, "x", {}, [None], [[]], [{"type": 7}], [{"type": "actions", "elements": 1}]]
)
def test_anything_else_is_refused_without_failing(blocks: object) -> None:
    assert check_message(blocks)


# Views


@pytest.mark.parametrize(("inside", "outside"), VIEW_LIMITS.values(), ids=VIEW_LIMITS.keys())
def test_each_limit_of_views_from_both_sides(inside: dict, outside: dict) -> None:
    assert in_words(check_view(inside)) == []
    assert check_view(outside)


def test_a_view_of_the_wrong_kind_is_refused() -> None:
    assert check_view(view(), kind="home")
    assert in_words(check_view(view(title=words(25)), kind="modal")) == [
        "must be less than 25 characters [json-pointer:/view/title/text]"
    ]
