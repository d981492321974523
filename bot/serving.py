"""An HTTP server of this process: waitress on one address, and a stop that answers what is in hand."""

import socket
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import structlog
from waitress.server import TcpWSGIServer, create_server

from sla.errors import Conflict

log = structlog.get_logger()

LARGEST_BODY = 1_000_000
DRAIN_SECONDS = 10.0
LOOP_SECONDS = 0.1

Paths = Mapping[str, WSGIApplication]
"""What answers which path; every other one is not found."""


class InHand:
    """Counts the requests that are being answered, so that a stop can wait for them."""

    def __init__(self, paths: Paths) -> None:
        self._paths = paths
        self._number = 0
        self._changed = threading.Condition()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        with self._one():
            answer = self._paths.get(environ["PATH_INFO"])
            if answer is None:
                start_response("404 Not Found", [("Content-Type", "text/plain")])
                return [b"not found"]
            return list(answer(environ, start_response))

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


class Server:
    """Listens on one address of this machine; `setting` is the variable that its port comes from."""

    def __init__(self, paths: Paths, *, host: str, port: int, threads: int, setting: str) -> None:
        self._in_hand = InHand(paths)
        self._host = host
        self._port = port
        self._threads = threads
        self._setting = setting
        self._server: TcpWSGIServer | None = None
        self._thread: threading.Thread | None = None

    @property
    def url(self) -> str:
        """Without a path; known once started."""
        port = self._server.effective_port if self._server else self._port
        return f"http://{self._host}:{port}"

    def start(self) -> None:
        """Answers when it returns; Conflict where the port is taken."""
        try:
            listener = socket.create_server((self._host, self._port))
        except OSError as error:
            raise Conflict(
                f"Port {self._port} of {self._host} cannot be opened ({error.strerror}); stop what uses it, "
                f"or set {self._setting} to another."
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
        with suppress(OSError):  # where the loop was awake, it has closed the trigger already
            server.trigger.pull_trigger(lambda: _close(server))
        thread.join(DRAIN_SECONDS)
        log.info("web closed")


def _close(server: TcpWSGIServer) -> None:
    """In the server's own thread, whose loop ends when nothing is left open."""
    for channel in list(server.active_channels.values()):
        channel.handle_close()
    server.close()
