"""What Slack sends to a bot, by signed HTTP and without a Slack: many at once, again and again; and what came of each."""

import hashlib
import hmac
import http.client
import json
import socket
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from tests.bot.conftest import variables
from tests.bot.process import environment
from tests.e2e.conftest import Office

PATIENCE_SECONDS = 60
SAID = "logged"
"""What every answer to a follow-up that was recorded says."""
REFUSED = "Something broke"


class Replies(ThreadingHTTPServer):
    """Takes what the bot answers at response_urls, by the input that it answers, and when the first came."""

    daemon_threads = True
    request_queue_size = 512

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Reply)
        self.texts: defaultdict[str, list[str]] = defaultdict(list)
        self.first_at: dict[str, float] = {}

    def url(self, name: str) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/{name}"

    def until_told(self, name: str, seconds: float) -> float:
        """When the first answer to this input came, which is waited for."""
        ends = time.monotonic() + seconds
        while name not in self.first_at:
            assert time.monotonic() < ends, f"{name} was not answered"
            time.sleep(0.05)
        return self.first_at[name]

    @contextmanager
    def open(self) -> Iterator["Replies"]:
        thread = threading.Thread(target=self.serve_forever, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self.shutdown()
            self.server_close()
            thread.join()


class _Reply(BaseHTTPRequestHandler):
    server: Replies

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.server.first_at.setdefault(self.path[1:], time.perf_counter())
        self.server.texts[self.path[1:]].append(body)
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Say nothing."""


def _asked(
    netloc: str,
    path: str,
    *,
    body: str | None = None,
    headers: Mapping[str, str] | None = None,
    seconds: float = 5,
) -> tuple[int, str]:
    """The status and what was said; 0 where nobody answered."""
    with closing(http.client.HTTPConnection(netloc, timeout=seconds)) as line:
        try:
            line.request("GET" if body is None else "POST", path, body, dict(headers or {}))
            with line.getresponse() as answer:
                return answer.status, answer.read().decode()
        except (OSError, http.client.HTTPException):
            return 0, ""


@dataclass
class Inputs:
    """Each input has a name, which is its trigger id; the same name is the same input, sent again."""

    secret: str
    replies: Replies
    team: str = "T0SANDBOX"

    def command(self, name: str, text: str, *, user: str = "U1ANA") -> Mapping[str, str]:
        return {
            "command": "/sla",
            "text": text,
            "user_id": user,
            "team_id": self.team,
            "channel_id": "C1SLA",
            "trigger_id": name,
            "response_url": self.replies.url(name),
        }

    def press(
        self, name: str, lead: str, *, user: str = "U1ANA", act: str = "lead.log_call"
    ) -> Mapping[str, str]:
        payload = {
            "type": "block_actions",
            "user": {"id": user},
            "team": {"id": self.team},
            "channel": {"id": f"D{user[1:]}"},
            "trigger_id": name,
            "response_url": self.replies.url(name),
            "actions": [{"type": "button", "action_id": act, "block_id": lead, "value": lead}],
        }
        return {"payload": json.dumps(payload)}

    def send(self, base: str, form: Mapping[str, str], seconds: float = 30) -> tuple[int, str]:
        """The status, 0 where nobody answered; and what the acknowledgement says."""
        body, at = urlencode(form), str(int(time.time()))  # noqa: TID251 - a signature is of real time
        signed = hmac.new(self.secret.encode(), f"v0:{at}:{body}".encode(), hashlib.sha256).hexdigest()
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "X-Slack-Request-Timestamp": at,
            "X-Slack-Signature": f"v0={signed}",
        }
        return _asked(urlsplit(base).netloc, "/slack/events", body=body, headers=headers, seconds=seconds)

    def taken(self, base: str, name: str, form: Mapping[str, str]) -> bool:
        """Whether it was acknowledged, and the person did not read that something went wrong."""
        before = self._refused(name)
        status, said = self.send(base, form)
        return status == 200 and REFUSED not in said and self._refused(name) == before

    def _refused(self, name: str) -> int:
        return sum(REFUSED in text for text in self.replies.texts[name])

    def told(self, names: Iterable[str], seconds: float) -> set[str]:
        """Who read that it is recorded; the last of these is waited for so long."""
        ends = time.monotonic() + seconds
        while True:
            told = {name for name in names if any(SAID in text for text in self.replies.texts[name])}
            if told == set(names) or time.monotonic() > ends:
                return told
            time.sleep(0.1)


@dataclass
class Replica:
    """A bot of its own process, in HTTP mode."""

    office: Office
    database_url: str
    workers: int = 8
    settings: Mapping[str, str] = field(default_factory=dict)
    port: int = field(init=False)

    def __post_init__(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.base = f"http://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        secret = self.office.settings.slack_signing_secret
        assert secret is not None
        settings = {
            **variables(self.office.settings),
            "SLA_DATABASE_URL": self.database_url,
            "SLA_MODE": "http",
            "SLA_HTTP_PORT": str(self.port),
            "SLACK_SIGNING_SECRET": secret.get_secret_value(),
            "SLA_WORKERS": str(self.workers),
            "SLA_LOG_LEVEL": "error",
            **self.settings,
        }
        with (self.office.folder / f"log-{self.port}").open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "bot", "run"],
                cwd=self.office.folder,
                env=environment(self.office.folder, settings),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    def until_ready(self) -> float:
        """How many seconds that took."""
        began = time.monotonic()
        while time.monotonic() - began < PATIENCE_SECONDS:
            if self.ready():
                return time.monotonic() - began
            time.sleep(0.05)
        raise AssertionError(Path(self.office.folder / f"log-{self.port}").read_text()[-3000:])

    def ready(self) -> bool:
        status, _ = _asked(f"127.0.0.1:{self.port}", "/readyz")
        return status == 200

    def kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    @contextmanager
    def running(self) -> Iterator["Replica"]:
        self.start()
        try:
            self.until_ready()
            yield self
        finally:
            self.kill()
