"""An app without Bolt behind a request URL: a server that records signed requests and answers as a test wants."""

import contextlib
import json
import queue
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs


@dataclass(frozen=True, kw_only=True)
class Request:
    headers: dict[str, str]
    body: str

    @property
    def form(self) -> dict[str, str]:
        return {name: values[0] for name, values in parse_qs(self.body, keep_blank_values=True).items()}

    @property
    def json(self) -> dict:
        return json.loads(self.form["payload"] if self.body.startswith("payload=") else self.body)


@dataclass(frozen=True, kw_only=True)
class Answer:
    body: str = ""
    status: int = 200
    kind: str = "text/plain"
    headers: dict[str, str] = field(default_factory=dict)


def nothing(_request: Request) -> Answer:
    return Answer()


def challenge(request: Request) -> Answer:
    return Answer(body=request.json["challenge"])


@dataclass
class HttpApp:
    """Every request goes into `received`; `answer` may be changed at any time."""

    url: str
    answer: Callable[[Request], Answer] = nothing
    received: queue.Queue = field(default_factory=queue.Queue)

    def next(self) -> Request:
        return self.received.get(timeout=5)


@contextlib.contextmanager
def http_app() -> Iterator[HttpApp]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            request = Request(headers=dict(self.headers.items()), body=body)
            app.received.put(request)
            given = app.answer(request)
            with contextlib.suppress(ConnectionError):  # nobody waits for an answer that comes too late
                self.send_response(given.status)
                for name, value in {"Content-Type": given.kind, **given.headers}.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(given.body.encode())))
                self.end_headers()
                self.wfile.write(given.body.encode())

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    app = HttpApp(url=f"http://127.0.0.1:{server.server_port}/slack/events")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield app
    finally:
        server.shutdown()
        thread.join(5)
        server.server_close()
