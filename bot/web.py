"""HTTP mode: Slack's signed requests under waitress, and a stop that answers what is in hand."""

import socket
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import structlog
from slack_bolt import App
from slack_bolt.adapter.wsgi import SlackRequestHandler
from waitress.server import TcpWSGIServer, create_server

from sla.errors import Conflict

log = structlog.get_logger()

PATH = "/slack/events"
HEALTH = "/healthz"
LARGEST_BODY = 1_000_000
DRAIN_SECONDS = 10.0
LOOP_SECONDS = 0.1


class InHand:
    """Counts the requests that are being answered, so that a stop can wait for them."""

    def __init__(self, inner: WSGIApplication) -> None:
        self._inner = inner
        self._number = 0
        self._changed = threading.Condition()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        with self._one():
            if environ["PATH_INFO"] == HEALTH:
                start_response("200 OK", [("Content-Type", "text/plain")])
                return [b"ok"]
            return list(self._inner(environ, start_response))

    def wait(self, seconds: float) -> bool:
        """Until nothing is in hand; False where that took too long."""
        with self._changed:
            return self._changed.wait_for(lambda: self._number == 0, seconds)

    @contextmanager
    def _one(self) -> Iterator[None]:
        with self._changed:
            self._number += 1
        try:
            yield
        finally:
            with self._changed:
                self._number -= 1
                self._changed.notify_all()


class Web:
    """Listens on one address of this machine; a proxy in front of it brings TLS."""

    def __init__(self, app: App, *, host: str, port: int, threads: int) -> None:
        self._in_hand = InHand(SlackRequestHandler(app, path=PATH))
        self._host = host
        self._port = port
        self._threads = threads
        self._server: TcpWSGIServer | None = None
        self._thread: threading.Thread | None = None

    @property
    def url(self) -> str:
        """Where Slack's requests go; known once started."""
        port = self._server.effective_port if self._server else self._port
        return f"http://{self._host}:{port}{PATH}"

    def start(self) -> None:
        """Answers when it returns; Conflict where the port is taken."""
        try:
            listener = socket.create_server((self._host, self._port))
        except OSError as error:
            raise Conflict(
                f"Port {self._port} of {self._host} cannot be opened ({error.strerror}); stop what uses it, "
                "or set SLA_HTTP_PORT to another."
            ) from None
        self._server = create_server(
            self._in_hand,
            sockets=[listener],
            threads=self._threads,
            max_request_body_size=LARGEST_BODY,
            asyncore_loop_timeout=LOOP_SECONDS,
            ident=None,
        )
        self._thread = threading.Thread(target=self._server.run, name="web", daemon=True)
        self._thread.start()
        log.info("listening", address=self.url)

    def stop(self) -> None:
        """Accept nothing new, answer what is in hand, then close."""
        server, thread = self._server, self._thread
        if server is None or thread is None:
            return
        server.accepting = False
        if not self._in_hand.wait(DRAIN_SECONDS):
            log.warning("requests were still in hand at the stop")
        server.task_dispatcher.shutdown()
        server.trigger.pull_trigger(lambda: _close(server))
        thread.join(DRAIN_SECONDS)
        log.info("web closed")


def _close(server: TcpWSGIServer) -> None:
    """In the server's own thread, whose loop ends when nothing is left open."""
    for channel in list(server.active_channels.values()):
        channel.handle_close()
    server.close()
