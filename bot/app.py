"""The Bolt app, and its Socket Mode connection with a stop that loses no acknowledgement."""

import json
import logging
import time
from collections.abc import Callable, Mapping

import structlog
from slack_bolt import App, BoltRequest, BoltResponse
from slack_bolt.adapter.socket_mode.websocket_client import SocketModeHandler
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient

from bot import errors
from bot.acks_first import AcksFirst
from handlers.register import register
from handlers.services import Services

log = structlog.get_logger()

PING_SECONDS = 3
"""How often the connection is looked after; at the default of 10 a refresh may leave the bot deaf as long."""


Acked = Callable[[str, float], None]
"""A request of this kind was answered after so many seconds."""

KINDS = {"block_actions", "view_submission", "view_closed", "shortcut", "message_action", "block_suggestion"}


MOST_SOCKETS = 4
"""Slack takes ten of an app; during a change of version there are twice as many."""


class TimedApp(App):
    """Measures from a request to its acknowledgement, which with `process_before_response` is all of the work."""

    acked: Acked | None = None
    first: AcksFirst

    def dispatch(self, req: BoltRequest) -> BoltResponse:
        began = time.perf_counter()
        try:
            with self.first.one():
                return super().dispatch(req)
        finally:
            if self.acked is not None:
                self.acked(_kind_of(req.body), time.perf_counter() - began)


def _kind_of(body: Mapping[str, object]) -> str:
    if "command" in body:
        return "command"
    kind = str(body.get("type"))
    return "event" if kind == "event_callback" else kind if kind in KINDS else "other"


def build_app(
    *,
    slack_api_url: str,
    authorized: AuthorizeResult,
    services: Services,
    signing_secret: str | None = None,
    acked: Acked | None = None,
    first: AcksFirst | None = None,
) -> App:
    """`authorized` answers every request from memory; a request of another workspace gets nothing.

    With `signing_secret` every request must prove that it comes from Slack; a socket is proof by itself.
    """

    def authorize(team_id: str | None) -> AuthorizeResult:
        # Bolt takes None for "not installed there", though its types do not say so.
        return authorized if team_id == authorized.team_id else None  # type: ignore[return-value]

    app = TimedApp(
        client=WebClient(base_url=slack_api_url, retry_handlers=[]),
        authorize=authorize,
        user_facing_authorize_error_message="This bot belongs to another workspace and cannot answer here.",
        # The default polls for the acknowledgement every 10 ms; this answers as soon as the listener has.
        process_before_response=True,
        signing_secret=signing_secret,
        request_verification_enabled=signing_secret is not None,
        # Without one of its own, Bolt would set its loggers to the root's level, whatever `logs` says.
        logger=logging.getLogger("slack_bolt"),
    )
    app.acked = acked
    app.first = first or AcksFirst()
    errors.register(app)
    register(app, services=services)
    return app


class Socket:
    """Socket Mode by the websocket-client library, which is back seconds after a cut."""

    def __init__(self, app: App, *, app_token: str, client: WebClient, workers: int) -> None:
        self._handler = SocketModeHandler(
            app, app_token, web_client=client, concurrency=workers, ping_interval=PING_SECONDS
        )
        self._handler.client.message_listeners.append(_count_sockets)

    def start(self) -> None:
        """Connect; SlackApiError when the token is refused."""
        client = self._handler.client
        # Asked for here, the address is refused with an error alone; the client would log one too.
        client.wss_uri = client.web_client.apps_connections_open(app_token=client.app_token)["url"]
        self._handler.connect()

    @property
    def connected(self) -> bool:
        return self._handler.client.is_connected()

    def stop(self) -> None:
        """Take nothing new, finish what is in hand, and only then hang up (the handler's own close drops acks)."""
        client = self._handler.client
        # Both, or a reconnection under way would set the first again from the second.
        client.default_auto_reconnect_enabled = client.auto_reconnect_enabled = False
        client.closed = True
        client.message_queue.put(None)  # wakes the processor, which looks up once a second
        client.message_processor.shutdown()
        client.message_workers.shutdown(wait=True)
        self._answer_latecomers()
        client.disconnect()
        # Their threads may sit in a read for a ping's length yet; being told is enough, they hold nothing.
        client.current_session_runner.event.set()
        client.current_app_monitor.event.set()
        log.info("socket closed")

    def _answer_latecomers(self) -> None:
        """Slack goes on sending until the socket is closed; what came meanwhile is answered here."""
        client = self._handler.client
        while not client.message_queue.empty():
            raw = client.message_queue.get()
            message = json.loads(raw) if raw else {}
            if message.get("envelope_id"):
                client.run_message_listeners(message, raw)


def _count_sockets(_client: object, message: Mapping[str, object], _raw: str | None) -> None:
    """Slack says at each hello how many sockets the app has open."""
    sockets = message.get("num_connections")
    if message.get("type") == "hello" and isinstance(sockets, int) and sockets > MOST_SOCKETS:
        log.warning(
            "too many processes hear Slack by socket: use SLA_MODE=http", sockets=sockets, most=MOST_SOCKETS
        )
