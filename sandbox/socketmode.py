"""Socket Mode: single-use addresses, up to ten sockets, an envelope to exactly one of them, acks within 3 seconds.

https://docs.slack.dev/apis/events-api/using-socket-mode/
"""

import asyncio
import contextlib
import secrets

from aiohttp import WSMsgType, web

from sandbox.changes import Changes, What
from sandbox.envelopes import NOBODY_THERE, NOT_ACKED, NOT_REACHED, DeliveryError, Envelope
from sandbox.jsonvalue import Object, as_text, dump, parse

MOST_SOCKETS = 10
CONNECTION_SECONDS = 18_060
CLOSE_SECONDS = 1.0
REFRESH_SECONDS = 1.0


class SocketMode:
    """The app's sockets and the envelopes under way."""

    def __init__(self, *, address: str, app_id: str, changes: Changes, ack_seconds: float) -> None:
        self._ack_seconds = ack_seconds
        self._address = address.replace("http://", "ws://", 1)
        self._app_id = app_id
        self._changes = changes
        self._addresses: set[str] = set()
        self._sockets: list[web.WebSocketResponse] = []
        self._acks: dict[str, asyncio.Future[Object]] = {}
        self._carrier: dict[str, web.WebSocketResponse] = {}
        self._retiring: set[asyncio.Task[None]] = set()

    @property
    def connected(self) -> bool:
        return bool(self._sockets)

    def new_address(self) -> str:
        """A WebSocket address good for one connection."""
        ticket = secrets.token_hex(16)
        self._addresses.add(ticket)
        return f"{self._address}/link/?ticket={ticket}&app_id={self._app_id}"

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """The app's end of the socket until it closes."""
        ticket = request.query.get("ticket", "")
        if ticket not in self._addresses:
            return web.Response(status=403, text="This address was used already or never given out.")
        self._addresses.remove(ticket)
        socket = web.WebSocketResponse(timeout=CLOSE_SECONDS)
        await socket.prepare(request)
        if len(self._sockets) >= MOST_SOCKETS:
            await self._dismiss(socket, "too_many_websockets")
            return socket
        self._sockets.append(socket)
        self._changes.tell(What.STATE)
        try:
            await socket.send_str(dump(self._hello()))
            await self._listen(socket)
        except ConnectionError:  # the app went away in the middle of a word
            pass
        finally:
            self._lost(socket)
        return socket

    async def deliver(self, envelope: Envelope) -> Object:
        """Sends one envelope to one socket and returns its ack's payload; raises DeliveryError."""
        if not self._sockets:
            raise DeliveryError(NOT_REACHED, NOBODY_THERE)
        socket = self._sockets.pop(0)
        self._sockets.append(socket)
        ack: asyncio.Future[Object] = asyncio.get_running_loop().create_future()
        self._acks[envelope.id], self._carrier[envelope.id] = ack, socket
        try:
            await socket.send_str(dump(envelope.as_json()))
            return await asyncio.wait_for(ack, self._ack_seconds)
        except TimeoutError:
            raise DeliveryError(NOT_ACKED, "timeout") from None
        except ConnectionError:
            raise DeliveryError(NOT_REACHED, "timeout") from None
        finally:
            del self._acks[envelope.id], self._carrier[envelope.id]

    def cut(self) -> None:
        """Cuts every socket without a word, as a failing network does."""
        for socket in list(self._sockets):
            transport = socket._req.transport if socket._req else None  # noqa: SLF001 - aiohttp has no public way to cut
            if transport is not None:
                transport.abort()

    def refresh(self) -> None:
        """Asks the app to connect anew, as Slack does every few hours: no more on these sockets, which close soon."""
        for socket in list(self._sockets):
            self._sockets.remove(socket)
            task = asyncio.get_running_loop().create_task(self._retire(socket))
            self._retiring.add(task)
            task.add_done_callback(self._retiring.discard)
        self._changes.tell(What.STATE)

    async def close(self) -> None:
        """Says goodbye on every socket."""
        for task in list(self._retiring):
            task.cancel()
        await asyncio.gather(*self._retiring, return_exceptions=True)
        await asyncio.gather(*(self._dismiss(socket, "link_disabled") for socket in list(self._sockets)))

    async def _listen(self, socket: web.WebSocketResponse) -> None:
        async for message in socket:
            if message.type is not WSMsgType.TEXT:
                continue
            try:
                body = parse(message.data)
            except ValueError:
                continue
            if not isinstance(body, dict):
                continue
            ack = self._acks.get(as_text(body.get("envelope_id")))
            if ack is not None and not ack.done():
                payload = body.get("payload")
                ack.set_result(payload if isinstance(payload, dict) else {})

    def _hello(self) -> Object:
        return {
            "type": "hello",
            "num_connections": len(self._sockets),
            "debug_info": {
                "host": "sandbox",
                "build_number": 1,
                "approximate_connection_time": CONNECTION_SECONDS,
            },
            "connection_info": {"app_id": self._app_id},
        }

    def _lost(self, socket: web.WebSocketResponse) -> None:
        if socket in self._sockets:
            self._sockets.remove(socket)
        for name, carrier in self._carrier.items():
            if carrier is socket and not self._acks[name].done():
                self._acks[name].set_exception(ConnectionResetError())
        self._changes.tell(What.STATE)

    async def _retire(self, socket: web.WebSocketResponse) -> None:
        """Acks under way may still arrive."""
        with contextlib.suppress(ConnectionError):
            await socket.send_str(_goodbye("refresh_requested"))
            await asyncio.sleep(REFRESH_SECONDS)
            await socket.close()

    async def _dismiss(self, socket: web.WebSocketResponse, reason: str) -> None:
        with contextlib.suppress(ConnectionError):
            await socket.send_str(_goodbye(reason))
            await socket.close()


def _goodbye(reason: str) -> str:
    return dump({"type": "disconnect", "reason": reason, "debug_info": {"host": "sandbox"}})
