"""An app without Bolt: a socket that records envelopes and answers as a test wants, quick to start and stop."""

import contextlib
import json
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

import websocket
from slack_sdk import WebClient

NO_ACK = object()
Envelope = dict[str, object]


def nothing(_envelope: Envelope) -> object:
    return None


@dataclass
class TinyApp:
    """Every envelope goes into `received`; `answer` gives the ack's payload, None, or NO_ACK."""

    web: WebClient
    app_token: str
    answer: Callable[[Envelope], object] = nothing
    received: queue.Queue = field(default_factory=queue.Queue)
    messages: list = field(default_factory=list)

    def __post_init__(self) -> None:
        url = self.web.apps_connections_open(app_token=self.app_token)["url"]
        self.url = url
        self.socket = websocket.create_connection(url, timeout=10)
        self.hello = json.loads(self.socket.recv())
        self.thread = threading.Thread(target=self._listen, daemon=True)
        self.thread.start()

    def next(self) -> dict:
        return self.received.get(timeout=5)

    def stop(self) -> None:
        self.socket.close(timeout=1)
        self.socket.shutdown()
        self.thread.join(5)

    def _listen(self) -> None:
        with contextlib.suppress(websocket.WebSocketException, OSError):  # the socket ended, as sockets do
            self._take_all()

    def _take_all(self) -> None:
        while text := self.socket.recv():
            envelope = json.loads(text)
            self.messages.append(envelope)
            if "envelope_id" not in envelope:
                continue
            payload = self.answer(envelope)
            self.received.put(envelope)
            if payload is not NO_ACK:
                body = {"envelope_id": envelope["envelope_id"]} | ({"payload": payload} if payload else {})
                self.socket.send(json.dumps(body))
