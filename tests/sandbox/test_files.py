"""Files as Slack has them: dropped by people, told to the app, downloaded with its token, uploaded in three steps."""

import json
import urllib.request
from collections.abc import Iterator
from dataclasses import replace
from urllib.error import HTTPError

import pytest
from slack_bolt import App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox.driver import Driver, Refused
from sandbox.manifest import Manifest
from sandbox.server import Sandbox
from sandbox.workspace import Workspace
from tests.sandbox.conftest import Running

CSV = "id,name\n1,Müßig\n".encode()


class Unredirected(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args: object) -> None: ...


def fetch(url: str, token: str = "") -> tuple[int, bytes, str]:
    """Status, body and where it points elsewhere."""
    request = urllib.request.Request(url, headers={"Authorization": f"Bearer {token}"})  # noqa: S310 - the sandbox
    try:
        with urllib.request.build_opener(Unredirected).open(request) as answer:
            return answer.status, answer.read(), ""
    except HTTPError as refused:
        return refused.code, b"", refused.headers.get("Location", "")


@pytest.fixture
def dropped(driver: Driver, client: WebClient) -> dict[str, object]:
    """A file in ana's conversation with the app, as files.info knows it."""
    file_id = driver.upload("ana", "Leads März.csv", CSV, text="here they are")
    return dict(client.files_info(file=file_id)["file"])


def test_the_app_downloads_it_with_its_token_alone(sandbox: Sandbox, dropped: dict[str, object]) -> None:
    assert (dropped["name"], dropped["size"], dropped["filetype"]) == ("Leads März.csv", len(CSV), "csv")
    url = str(dropped["url_private"])
    assert fetch(url, sandbox.bot_token) == (200, CSV, "")
    for token in ("", "xoxb-other", sandbox.app_token):
        assert fetch(url, token) == (302, b"", f"{sandbox.url}/signin")


def test_the_event_tells_of_it(driver: Driver, app: App, run: Running) -> None:
    heard: list[dict[str, object]] = []
    app.event("message")(lambda event, ack: (heard.append(event), ack()))
    with run(app):
        driver.upload("ana", "leads.csv", CSV, text="mine & yours")
        driver.upload("ana", "theirs.csv", CSV, elsewhere=True)
        driver.wait_for(lambda: len(heard) == 2)
    mine, theirs = sorted(heard, key=lambda event: str(event["ts"]))
    assert (mine["subtype"], mine["channel_type"], mine["text"]) == ("file_share", "im", "mine &amp; yours")
    assert mine["files"][0]["name"] == "leads.csv"
    assert theirs["files"][0]["file_access"] == "check_file_info"
    assert "url_private" not in theirs["files"][0]


def test_people_see_it_and_strangers_do_not(driver: Driver) -> None:
    file_id = driver.upload("ana", "leads.csv", CSV)
    (seen,) = driver.dm("ana")[-1].files
    assert (seen.id, seen.name) == (file_id, "leads.csv")
    assert driver.download("ana", file_id) == CSV
    assert driver.download("kim", file_id) == b""


def test_a_deleted_file_leaves_its_place(
    sandbox: Sandbox, driver: Driver, client: WebClient, dropped
) -> None:
    with pytest.raises(Refused, match="not theirs to delete"):
        driver.delete_file("kim", str(dropped["id"]))
    driver.delete_file("ana", str(dropped["id"]))
    assert refusal(client, "files.info", file=str(dropped["id"])) == "file_deleted"
    assert fetch(str(dropped["url_private"]), sandbox.bot_token)[0] == 404
    (seen,) = driver.dm("ana")[-1].files
    assert seen.name == ""
    message = client.conversations_history(channel="D1ANA")["messages"][0]
    assert message["files"] == [{"id": dropped["id"], "mode": "tombstone"}]


def test_what_the_app_is_not_in_it_does_not_see(driver: Driver, client: WebClient) -> None:
    file_id = driver.upload("ana", "leads.csv", CSV, channel="#other")
    assert refusal(client, "files.info", file=file_id) == "file_not_found"


def test_the_app_uploads_in_three_steps_into_a_thread(driver: Driver, client: WebClient) -> None:
    driver.say("ana", "hello")
    ts = driver.dm("ana")[-1].ts
    client.files_upload_v2(
        filename="bad.csv", content=CSV, channel="D1ANA", thread_ts=ts, initial_comment="These."
    )
    reply = driver.messages("ana", thread=ts)[-1]
    assert (reply.by_app, reply.text, reply.thread_ts) == (True, "These.", ts)
    assert driver.download("ana", reply.files[0].id) == CSV


def test_steps_out_of_order_or_with_other_bytes_are_refused(client: WebClient) -> None:
    begun = client.files_getUploadURLExternal(filename="bad.csv", length=len(CSV))
    files = json.dumps([{"id": begun["file_id"]}])
    assert refusal(client, "files.completeUploadExternal", files=files) == "file_not_found"
    with pytest.raises(HTTPError, match="400"):
        urllib.request.urlopen(begun["upload_url"], data=CSV + b"more")  # noqa: S310 - the sandbox
    urllib.request.urlopen(begun["upload_url"], data=CSV).close()  # noqa: S310 - the sandbox
    there = {"files": files, "channel_id": "C2OTHER"}
    assert refusal(client, "files.completeUploadExternal", **there) == "not_in_channel"
    assert client.api_call("files.completeUploadExternal", params={"files": files})["files"][0][
        "size"
    ] == len(CSV)
    assert refusal(client, "files.completeUploadExternal", files=files) == "file_not_found"
    assert refusal(client, "files.getUploadURLExternal", filename="x", length="0") == "invalid_arguments"


@pytest.fixture
def narrow(workspace: Workspace, manifest: Manifest) -> Iterator[Sandbox]:
    """An app that may not read files."""
    scopes = tuple(one for one in manifest.scopes if not one.startswith("files:"))
    with Sandbox(workspace, replace(manifest, scopes=scopes)) as running:
        yield running


def test_without_the_scope_there_is_neither_file_nor_word_of_it(narrow: Sandbox) -> None:
    web = WebClient(token=narrow.bot_token, base_url=narrow.api_url, retry_handlers=[])
    file_id = Driver(narrow.url).upload("ana", "leads.csv", CSV)
    assert refusal(web, "files.info", file=file_id) == "missing_scope"
    url = f"{narrow.url}/files-pri/T0SANDBOX-{file_id}/leads.csv"
    assert fetch(url, narrow.bot_token) == (302, b"", f"{narrow.url}/signin")


def refusal(web: WebClient, method: str, **arguments: str) -> str:
    with pytest.raises(SlackApiError) as caught:
        web.api_call(method, params=arguments)
    return str(caught.value.response["error"])
