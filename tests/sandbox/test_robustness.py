"""What goes wrong around the sandbox: it is killed, pages vanish, clients send far too much or nonsense."""

import contextlib
import http.client
import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from slack_bolt import App
from slack_sdk import WebClient

from sandbox.driver import Driver
from sandbox.server import Sandbox

HERE = Path(__file__).parent
MEGABYTE = 1024 * 1024


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


@contextlib.contextmanager
def process(team: Path, port: int) -> Iterator[subprocess.Popen]:
    """A sandbox of its own, killed at the end."""
    arguments = ["--workspace", str(team), "--manifest", str(HERE / "manifest.yml"), "--port", str(port)]
    environment = os.environ | {"PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        [sys.executable, "-m", "sandbox", *arguments],
        cwd=HERE.parents[1],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    ) as running:
        running.told = [running.stdout.readline().strip() for _ in range(4)]
        try:
            yield running
        finally:
            running.kill()


def test_after_a_kill_and_a_restart_on_the_same_port_the_apps_socket_is_back(
    tmp_path: Path, run_against
) -> None:
    team, port = tmp_path / "team.json", free_port()
    team.write_text('{"people": [{"id": "U1", "name": "ana", "real_name": "Ana"}], "channels": []}')
    people = Driver(f"http://127.0.0.1:{port}")
    with process(team, port) as first:
        told = dict(line.split("=", 1) for line in first.told[1:])
        client = WebClient(token=told["SLACK_BOT_TOKEN"], base_url=told["SLACK_API_URL"])
        app = App(client=client, process_before_response=True)
        app.command("/try")(lambda ack: ack("here"))
        with run_against(app, told["SLACK_APP_TOKEN"]):
            people.wait_until_connected("ana")
            first.kill()
            first.wait()
            began = time.monotonic()
            with process(team, port) as second:
                assert second.told == first.told
                people.wait_until_connected("ana", timeout=15)
                people.say("ana", "/try")
                assert people.dm("ana")[-1].text == "here"
                assert time.monotonic() - began < 15


def test_pages_that_vanish_are_forgotten(sandbox: Sandbox, driver: Driver, client: WebClient) -> None:
    port = int(sandbox.url.rsplit(":", 1)[1])
    pages = []
    for _ in range(20):
        page = socket.create_connection(("127.0.0.1", port), timeout=5)
        page.sendall(b"GET /sandbox/events?as=ana HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        assert page.recv(1000).startswith(b"HTTP/1.1 200")
        pages.append(page)
    for page in pages:
        page.close()
    for n in range(50):
        client.chat_postMessage(channel="C1SALES", text=str(n))
    assert len(driver.messages("ana", "#sales")) == 50
    began = time.monotonic()
    sandbox.stop()
    assert time.monotonic() - began < 2
    assert "sandbox" not in {one.name for one in threading.enumerate()}


@pytest.mark.parametrize(
    ("content_type", "lead", "error"),
    [
        ("application/json", b'{"channel": "C1SALES", "text": "', "invalid_json"),
        ("application/x-www-form-urlencoded", b"channel=C1SALES&text=", "invalid_form_data"),
        (
            "multipart/form-data; boundary=x",
            b'--x\r\nContent-Disposition: form-data; name="text"\r\n\r\n',
            "invalid_form_data",
        ),
    ],
)
def test_ten_megabytes_are_refused_and_the_next_call_is_answered(
    sandbox: Sandbox, client: WebClient, content_type: str, lead: bytes, error: str
) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", int(sandbox.url.rsplit(":", 1)[1]), timeout=10)
    headers = {"Content-Type": content_type, "Authorization": f"Bearer {sandbox.bot_token}"}
    connection.request("POST", "/api/chat.postMessage", lead + b"x" * (10 * MEGABYTE), headers)
    answer = connection.getresponse()
    assert (answer.status, json.loads(answer.read())) == (200, {"ok": False, "error": error})
    connection.close()
    assert client.conversations_history(channel="C1SALES")["messages"] == []


@pytest.mark.parametrize(
    "sent",
    [
        b"GARBAGE\r\n\r\n",
        b"GET /api/auth.test HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: -1\r\n\r\n",
        b"POST /api/auth.test HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100\r\n\r\nhalf",
    ],
    ids=["no HTTP", "negative length", "half a body"],
)
def test_what_is_no_request_harms_nobody_else(sandbox: Sandbox, client: WebClient, sent: bytes) -> None:
    with socket.create_connection(("127.0.0.1", int(sandbox.url.rsplit(":", 1)[1])), timeout=5) as raw:
        raw.sendall(sent)
    assert client.auth_test()["ok"]


def test_a_client_that_hangs_up_in_the_middle_of_a_command_leaves_the_answer_in_place(
    sandbox: Sandbox, driver: Driver, app: App, run
) -> None:
    @app.command("/try")
    def slow(ack) -> None:
        time.sleep(0.3)
        ack("answered")

    with run(app):
        port = int(sandbox.url.rsplit(":", 1)[1])
        body = b'{"as": "ana", "channel": "app", "text": "/try"}'
        with socket.create_connection(("127.0.0.1", port), timeout=5) as page:
            head = f"POST /sandbox/say HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {len(body)}\r\n\r\n"
            page.sendall(head.encode() + body)
        assert driver.wait_for("answered", user="ana").ephemeral
