"""Starting and stopping, from code and from the command line."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from slack_sdk import WebClient

from sandbox.driver import Driver
from sandbox.errors import SandboxError
from sandbox.manifest import Manifest
from sandbox.server import Sandbox
from sandbox.workspace import Workspace


def test_stopping_frees_the_port_and_ends_the_thread(workspace: Workspace, manifest: Manifest) -> None:
    before = threading.active_count()
    first = Sandbox(workspace, manifest).start()
    port = int(first.url.rsplit(":", 1)[1])
    first.stop()
    first.stop()
    assert threading.active_count() == before
    with Sandbox(workspace, manifest, port=port) as second:
        assert second.url == first.url
        assert WebClient(token=first.bot_token, base_url=second.api_url).auth_test()["ok"]


def test_a_port_in_use_is_one_sentence(workspace: Workspace, manifest: Manifest) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(SandboxError, match=rf"^Port {port} is in use .*\.$"):
            Sandbox(workspace, manifest, port=port).start()


def test_an_address_before_the_start_is_refused(workspace: Workspace, manifest: Manifest) -> None:
    with pytest.raises(SandboxError, match="start it first"):
        _ = Sandbox(workspace, manifest).url


def test_a_broken_clock_file_stops_the_start_and_frees_the_port(
    workspace: Workspace, manifest: Manifest, tmp_path: Path
) -> None:
    (tmp_path / "clock").write_text("soon")
    with pytest.raises(SandboxError, match="clock file"):
        Sandbox(workspace, manifest, clock_file=tmp_path / "clock").start()


def test_the_page_is_served_or_its_absence_told(sandbox: Sandbox) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", int(sandbox.url.rsplit(":", 1)[1]), timeout=5)
    for path in ("/", "/archives/C1SALES/p1795503300000008"):
        connection.request("GET", path)
        answer = connection.getresponse()
        assert answer.status == 200
        assert b"sandbox" in answer.read().lower()
    connection.close()


def test_messages_carry_the_moved_time(workspace: Workspace, manifest: Manifest) -> None:
    start = datetime(2031, 1, 6, 9, tzinfo=UTC)
    with Sandbox(workspace, manifest, start=start) as sandbox:
        driver = Driver(sandbox.url)
        driver.advance_to("2031-01-07T09:00")
        client = WebClient(token=sandbox.bot_token, base_url=sandbox.api_url)
        ts = float(client.chat_postMessage(channel="C1SALES", text="x")["ts"])
        assert ts == pytest.approx(datetime(2031, 1, 7, 8, tzinfo=UTC).timestamp(), abs=5)
        assert driver.now().isoformat().startswith("2031-01-07T08:00")


def test_it_runs_from_the_command_line(tmp_path: Path) -> None:
    team = tmp_path / "team.json"
    team.write_text('{"people": [{"id": "U1", "name": "ana", "real_name": "Ana"}], "channels": []}')
    here = Path(__file__).parent
    arguments = ["--workspace", team, "--manifest", here / "manifest.yml", "--clock-file", tmp_path / "clock"]
    command = [sys.executable, "-m", "sandbox", *map(str, arguments)]
    environment = os.environ | {"PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command,
        cwd=here.parents[1],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        lines = [process.stdout.readline().strip() for _ in range(5)]
        told = dict(line.split("=", 1) for line in lines[1:])
        client = WebClient(token=told["SLACK_BOT_TOKEN"], base_url=told["SLACK_API_URL"])
        assert client.auth_test()["ok"]
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 0
        assert process.stderr.read() == ""
    assert float((tmp_path / "clock").read_text()) == 0.0


def test_a_bad_start_from_the_command_line_is_one_sentence(tmp_path: Path) -> None:
    here = Path(__file__).parent
    command = [sys.executable, "-m", "sandbox", "--workspace", str(tmp_path / "none.json")]
    done = subprocess.run(command, cwd=here.parents[1], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert (
        done.stderr
        == f"The workspace file {tmp_path / 'none.json'} cannot be read: No such file or directory.\n"
    )
