"""Each message in each of its states: the JSON that Slack gets, and that Slack would take it."""

import json

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.json import JSONSnapshotExtension

from handlers.views.escape import entities
from tests import block_kit
from tests.handlers.views.gallery import GALLERY
from tests.handlers.views.limits import MACHINE_WORDS, assert_sendable


@pytest.mark.parametrize("name", GALLERY)
def test_is_sent_as_recorded(name: str, snapshot: SnapshotAssertion) -> None:
    assert GALLERY[name]().as_payload() == snapshot(extension_class=JSONSnapshotExtension)


@pytest.mark.parametrize("name", GALLERY)
def test_is_inside_the_limits(name: str) -> None:
    assert_sendable(GALLERY[name]().as_payload())


@pytest.mark.skipif(not block_kit.HERE, reason=block_kit.ABSENT)
@pytest.mark.parametrize("name", GALLERY)
def test_is_block_kit(name: str) -> None:
    assert block_kit.faults_of(GALLERY[name]().as_payload()["blocks"]) == []


@pytest.mark.parametrize("name", GALLERY)
def test_is_calm_and_in_plain_words(name: str) -> None:
    said = (
        GALLERY[name]()
        .text.lower()
        .replace("<!date", "")
        .replace("never judged", "")
        .replace("not judged", "")
        .replace("the clock has stopped", "")
    )
    found = [word for word in MACHINE_WORDS if word in said]
    assert found == []


@pytest.mark.parametrize(
    "name", [name for name in GALLERY if name.startswith(("digest", "status_", "weekly"))]
)
def test_boards_name_no_rep(name: str) -> None:
    said = json.dumps(GALLERY[name]().as_payload())
    assert "Ana" not in said
    assert "Kim" not in said


@pytest.mark.parametrize("name", GALLERY)
def test_text_says_what_the_blocks_say(name: str) -> None:
    message = GALLERY[name]()
    for block in message.as_payload()["blocks"]:
        texts = [block.get("text"), *block.get("fields", ()), *block.get("elements", ())]
        texts += [cell for row in block.get("rows", ()) for cell in row]
        for text in texts:
            if text and text["type"] in {"mrkdwn", "plain_text", "raw_text"} and block["type"] != "actions":
                said = text["text"] if text["type"] == "mrkdwn" else entities(text["text"])
                assert said.strip() in message.text
