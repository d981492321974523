"""The sandbox's judgement of blocks beside that of an independent JSON Schema, where that file is at hand."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from sandbox.blockkit.message import check_message
from sandbox.blockkit.problems import in_words
from tests.sandbox.block_limits import LIMITS, VIEW_LIMITS

SHARED = Path(__file__).parents[3] / "shared"
pytestmark = pytest.mark.skipif(
    not (SHARED / "block-kit.schema.json").exists(), reason="the schema is not part of the repository"
)
# rules that no schema of single blocks can state, or where Slack is known to be stricter
BEYOND_THE_SCHEMA = {
    "blocks of a message",
    "markdown together",
    "one table",
    "two charts",
    "every category",
    "unique series",
    "different block_ids",
    "different action_ids",
    "one focus",
    "button url",
}


@pytest.fixture(scope="module")
def schema() -> dict:
    return json.loads((SHARED / "block-kit.schema.json").read_text())


@pytest.fixture(scope="module")
def validator(schema: dict) -> Draft202012Validator:
    return Draft202012Validator(schema)


def test_the_model_messages_pass_both(validator: Draft202012Validator) -> None:
    screens = json.loads((SHARED / "screens.json").read_text())
    assert len(screens) == 8
    for blocks in screens.values():
        assert in_words(check_message(blocks)) == []
        assert validator.is_valid(blocks)


@pytest.mark.parametrize("name", [name for name in LIMITS if name not in BEYOND_THE_SCHEMA])
def test_both_draw_the_line_at_the_same_place(validator: Draft202012Validator, name: str) -> None:
    inside, outside = LIMITS[name]
    assert validator.is_valid(inside)
    assert not validator.is_valid(outside)


@pytest.mark.parametrize(
    "name", ["title", "submit", "close", "private_metadata", "callback_id", "no blocks", "blocks"]
)
def test_both_agree_on_modals(schema: dict, name: str) -> None:
    modal = Draft202012Validator({"$ref": "#/$defs/modal_view", "$defs": schema["$defs"]})
    inside, outside = VIEW_LIMITS[name]
    assert modal.is_valid(inside)
    assert not modal.is_valid(outside)
