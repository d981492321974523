"""What is shown around a handoff: what Slack gets, that Slack would take it, and that it is calm."""

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.json import JSONSnapshotExtension

from handlers.views.message import spoken
from sandbox.blockkit.message import check_message
from sandbox.blockkit.view import check_view
from tests import block_kit
from tests.handlers.views.handed_examples import MESSAGES, MODALS
from tests.handlers.views.limits import MACHINE_WORDS, assert_sendable


@pytest.mark.parametrize("name", MESSAGES)
def test_message_is_sent_as_recorded(name: str, snapshot: SnapshotAssertion) -> None:
    payload = MESSAGES[name]().as_payload()
    assert_sendable(payload)
    assert check_message(payload["blocks"]) == []
    assert payload == snapshot(extension_class=JSONSnapshotExtension)


@pytest.mark.parametrize("name", MODALS)
def test_modal_is_opened_as_recorded(name: str, snapshot: SnapshotAssertion) -> None:
    view = MODALS[name]().as_view()
    assert check_view(view, kind="modal") == []
    assert view == snapshot(extension_class=JSONSnapshotExtension)


@pytest.mark.skipif(not block_kit.HERE, reason=block_kit.ABSENT)
@pytest.mark.parametrize("name", [*MESSAGES, *MODALS])
def test_is_block_kit(name: str) -> None:
    blocks = (
        MESSAGES[name]().as_payload()["blocks"] if name in MESSAGES else MODALS[name]().as_view()["blocks"]
    )
    assert block_kit.faults_of(blocks) == []


@pytest.mark.parametrize("name", [*MESSAGES, *MODALS])
def test_is_calm_and_in_plain_words(name: str) -> None:
    said = MESSAGES[name]().text if name in MESSAGES else spoken(MODALS[name]().as_view()["blocks"])
    assert [word for word in MACHINE_WORDS if word in said.lower().replace("<!date", "")] == []
