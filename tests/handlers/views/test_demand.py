"""The what-if that a manager may take for a proposal."""

import pytest

from handlers.views.demand import demand_message
from handlers.views.ids import Act
from tests.handlers.views import demand_examples as demands
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
