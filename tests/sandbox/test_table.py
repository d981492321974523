"""The table of methods holds what it says: each argument's type, what is needed, and how it may be called."""

import json
from collections.abc import Iterator
from dataclasses import replace
from http.client import HTTPConnection

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox.api.table import EVERY_METHOD, METHODS
from sandbox.driver import Driver
from sandbox.server import Sandbox
from tests.sandbox.conftest import undocumented

LISTED = {
    "apps.connections.open", "auth.test", "blocks.validate", "bots.info", "chat.delete", "chat.getPermalink",
    "chat.postEphemeral", "chat.postMessage", "chat.update", "conversations.history", "conversations.info",
    "conversations.list", "conversations.members", "conversations.open", "conversations.replies", "dnd.info",
    "files.completeUploadExternal", "files.getUploadURLExternal", "files.info", "reactions.add", "team.info", "users.conversations", "users.info", "users.list", "users.lookupByEmail",
    "views.open", "views.publish", "views.push", "views.update",
}  # fmt: skip
FITTING = {"text": "x", "number": 1, "flag": True, "names": "x", "json": "[]"}
OTHER = {"text": {"a": 1}, "number": "many", "flag": "perhaps", "names": {"a": 1}}
NEEDED = [(name, one.name) for name, method in METHODS.items() for one in method.takes if one.missing]
TYPED = [(name, one.name) for name, method in METHODS.items() for one in method.takes if one.kind in OTHER]


@pytest.fixture
def web(granted: Sandbox) -> WebClient:
    return WebClient(token=granted.bot_token, base_url=granted.api_url, retry_handlers=[])


@pytest.fixture(scope="module")
def granted(workspace, manifest) -> Iterator[Sandbox]:
    """An app that may do everything in the table."""
    scopes = {scope for method in METHODS.values() for scope in method.scopes}
    with Sandbox(workspace, replace(manifest, scopes=tuple(sorted({*scopes, "commands"})))) as running:
        yield running
        assert undocumented(Driver(running.url)) == []


def arguments(method: str) -> dict:
    return {one.name: FITTING[one.kind] for one in METHODS[method].takes}


def refusal(web: WebClient, method: str, given: dict) -> dict:
    with pytest.raises(SlackApiError) as caught:
        web.api_call(method, json=given)
    return caught.value.response.data


def test_the_table_is_whole() -> None:
    assert METHODS.keys() == LISTED
    assert [name for name, method in METHODS.items() if EVERY_METHOD & {*method.errors}] == []


@pytest.mark.parametrize(("method", "argument"), NEEDED)
def test_what_is_needed_is_asked_for(web: WebClient, method: str, argument: str) -> None:
    given = arguments(method)
    del given[argument]
    answer = refusal(web, method, given)
    wanted = next(one.missing for one in METHODS[method].takes if one.name == argument)
    assert answer["error"] == wanted
    if wanted == "invalid_arguments":
        words = f"[ERROR] missing required field: {argument}"
        assert answer["response_metadata"]["messages"] == [words]


@pytest.mark.parametrize(("method", "argument"), TYPED)
def test_another_type_is_refused(web: WebClient, method: str, argument: str) -> None:
    takes = next(one for one in METHODS[method].takes if one.name == argument)
    answer = refusal(web, method, arguments(method) | {argument: OTHER[takes.kind]})
    assert answer["error"] == takes.wrong
    if takes.wrong == "invalid_arguments":
        assert f"[json-pointer:/{argument}]" in answer["response_metadata"]["messages"][0]


def test_what_a_method_does_not_take_is_passed_over(web: WebClient) -> None:
    sent = web.api_call("chat.postEphemeral", json={
        "channel": "C1SALES", "user": "U1ANA", "text": "x", "metadata": "nonsense", "made_up": [1],
    })  # fmt: skip
    assert sent["ok"]


def test_a_socket_is_asked_for_by_post_alone(granted: Sandbox) -> None:
    connection = HTTPConnection("127.0.0.1", int(granted.url.rsplit(":", 1)[1]), timeout=5)
    for verb, answer in (("GET", {"ok": False, "error": "insecure_request"}), ("POST", {"ok": True})):
        head = {"Authorization": f"Bearer {granted.app_token}"}
        connection.request(verb, "/api/apps.connections.open", headers=head)
        said = json.loads(connection.getresponse().read())
        assert {name: said[name] for name in answer} == answer
    connection.close()
