"""Starts and stops the sandbox: one aiohttp server on the loopback, in a thread with a loop of its own."""

import asyncio
import errno
import logging
import socket
import threading
from datetime import datetime
from pathlib import Path
from typing import Self

from aiohttp import web

from sandbox.api.body import LARGEST_BODY
from sandbox.api.endpoint import answer
from sandbox.clock import Clock
from sandbox.control.guard import Handler, guard
from sandbox.control.routes import add_control
from sandbox.envelopes import ACK_SECONDS
from sandbox.errors import SandboxError
from sandbox.interactions.replies import answer_reply
from sandbox.manifest import Manifest
from sandbox.serving_files import add_files
from sandbox.signed import SIGNING_SECRET, SignedHttp, problem_with
from sandbox.slack import Slack, make_slack, tokens_for
from sandbox.workspace import Workspace

HOST = "127.0.0.1"
SHUTDOWN_SECONDS = 1.0
JOIN_SECONDS = 10.0
_log = logging.getLogger(__name__)


class Sandbox:
    """A local Slack workspace that can be started and stopped once; also a context manager."""

    def __init__(
        self,
        workspace: Workspace,
        manifest: Manifest,
        *,
        port: int = 0,
        clock_file: Path | None = None,
        start: datetime | None = None,
        request_url: str | None = None,
        signing_secret: str = SIGNING_SECRET,
        ack_seconds: float = ACK_SECONDS,
    ) -> None:
        """`port` 0 takes any free one; `start` (aware) is where the moved clock begins, now by default.

        With `request_url` the app is reached over signed HTTP. The URL is taken as verified, because the app starts
        after the sandbox; `Driver.deliver_to` puts the challenge to it. `ack_seconds` is longer than Slack's own only
        where a busy machine is no fault of the app.
        """
        self._workspace = workspace
        self._manifest = manifest
        self._wanted_port = port
        self._clock_file = clock_file
        self._start = start
        self._port: int | None = None
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stopping: asyncio.Event | None = None
        self._request_url = request_url
        self._tokens = tokens_for(workspace)
        self.signing_secret = signing_secret
        self._ack_seconds = ack_seconds

    @property
    def url(self) -> str:
        """Where the page is, without a slash at the end; known once started."""
        if self._port is None:
            raise SandboxError("The sandbox has no address yet; start it first.")
        return f"http://{HOST}:{self._port}"

    @property
    def api_url(self) -> str:
        return f"{self.url}/api/"

    @property
    def bot_token(self) -> str:
        return self._tokens.bot

    @property
    def app_token(self) -> str:
        return self._tokens.app

    def start(self) -> Self:
        """Returns once requests are answered; raises SandboxError where it cannot start."""
        problem = problem_with(self._request_url) if self._request_url is not None else None
        if problem:
            raise SandboxError(problem)
        listener = _listen(self._wanted_port)
        self._port = listener.getsockname()[1]
        try:
            clock = Clock(file=self._clock_file, start=self._start)
        except SandboxError:
            listener.close()
            raise
        http = SignedHttp(
            url=self._request_url, secret=self.signing_secret, clock=clock, ack_seconds=self._ack_seconds
        )
        slack = make_slack(
            self._workspace,
            self._manifest,
            clock=clock,
            address=self.url,
            http=http,
            ack_seconds=self._ack_seconds,
        )
        ready = threading.Event()
        self._thread = threading.Thread(
            target=self._run, args=(slack, listener, ready), name="sandbox", daemon=True
        )
        self._thread.start()
        if not ready.wait(JOIN_SECONDS):
            raise SandboxError("The sandbox did not start; see the log for the reason.")
        return self

    def stop(self) -> None:
        """Says goodbye to the app and the pages, and closes everything; safe to call twice."""
        if self._thread is None or self._loop is None or self._stopping is None:
            return
        self._loop.call_soon_threadsafe(self._stopping.set)
        self._thread.join(JOIN_SECONDS)
        self._thread = None

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_reason: object) -> None:
        self.stop()

    def _run(self, slack: Slack, listener: socket.socket, ready: threading.Event) -> None:
        with asyncio.Runner() as runner:
            self._loop = runner.get_loop()
            runner.run(self._serve(slack, listener, ready))

    async def _serve(self, slack: Slack, listener: socket.socket, ready: threading.Event) -> None:
        self._stopping = asyncio.Event()
        runner = web.AppRunner(
            _application(slack), access_log=None, shutdown_timeout=SHUTDOWN_SECONDS, handle_signals=False
        )
        await runner.setup()
        await web.SockSite(runner, listener).start()
        ready.set()
        await self._stopping.wait()
        slack.changes.close()
        await slack.delivery.close()
        await runner.cleanup()
        await slack.delivery.http.close()  # last: requests that are still answered may use it


def _listen(port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
        listener.listen(128)
    except OSError as problem:
        listener.close()
        if problem.errno == errno.EADDRINUSE:
            raise SandboxError(
                f"Port {port} is in use on this machine; stop what uses it, or choose another."
            ) from None
        raise SandboxError(f"Port {port} cannot be opened: {problem.strerror}.") from None
    listener.setblocking(False)
    return listener


def _application(slack: Slack) -> web.Application:
    app = web.Application(middlewares=[_never_crash, guard], client_max_size=LARGEST_BODY)

    async def api(request: web.Request) -> web.StreamResponse:
        return await answer(slack, request)

    async def reply(request: web.Request) -> web.StreamResponse:
        return await answer_reply(slack, request)

    app.router.add_route("*", "/api/{method}", api)
    app.router.add_get("/link/", slack.sockets.serve)
    app.router.add_post("/commands/{tail:.*}", reply)
    app.router.add_post("/actions/{tail:.*}", reply)
    add_files(app, slack)
    add_control(app, slack)
    return app


@web.middleware
async def _never_crash(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Whatever goes wrong inside is logged, and the caller gets Slack's own words for it."""
    try:
        return await handler(request)
    except web.HTTPException as known:
        return web.json_response({"ok": False, "error": "not_found"}, status=known.status)
    except Exception:  # noqa: BLE001 - the one place where an unforeseen failure becomes an answer
        _log.exception("The sandbox failed on %s %s.", request.method, request.path)
        return web.json_response({"ok": False, "error": "internal_error"}, status=500)
