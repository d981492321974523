"""Brings to the app what people did and what happened: over signed HTTP where a request URL is set, else by socket.

Commands and interactions are asked once; events are tried again as Slack does, on real time.
"""

import asyncio

from sandbox.changes import Changes, What
from sandbox.clock import Clock
from sandbox.envelopes import DeliveryError, Envelope
from sandbox.jsonvalue import Object
from sandbox.recorder import Recorder
from sandbox.signed import SignedHttp
from sandbox.socketmode import SocketMode

RETRY_AFTER_SECONDS = (0.0, 60.0, 300.0)


class Delivery:
    """Both ways to the app; `retry_after` are the waits in seconds before an event is tried again."""

    def __init__(
        self, *, sockets: SocketMode, http: SignedHttp, clock: Clock, recorder: Recorder, changes: Changes
    ) -> None:
        self.sockets = sockets
        self.http = http
        self.retry_after: tuple[float, ...] = RETRY_AFTER_SECONDS
        self._clock = clock
        self._recorder = recorder
        self._changes = changes
        self._background: set[asyncio.Task[None]] = set()

    @property
    def connected(self) -> bool:
        return self.http.url is not None or self.sockets.connected

    async def ask(self, envelope: Envelope) -> Object:
        """Delivers one envelope and returns its ack's payload, empty if it has none; raises DeliveryError."""
        began = self._clock.real()
        answer: Object = {}
        error: str | None = None
        try:
            way = self.sockets if self.http.url is None else self.http
            answer = await way.deliver(envelope)
        except DeliveryError as problem:
            error = problem.code
            raise
        finally:
            self._recorder.add(
                at=self._clock.now(),
                sender="slack",
                what=envelope.kind,
                status=200 if error is None else 504,
                request=envelope.payload,
                response=answer,
                ms=(self._clock.real() - began) * 1000,
                error=error,
            )
            self._changes.tell(What.TRAFFIC)
        return answer

    def announce(self, payload: Object) -> None:
        """Sends an event, again when it is not acknowledged: at once, after one minute and after five."""
        task = asyncio.get_running_loop().create_task(self._announce(payload))
        self._background.add(task)
        task.add_done_callback(self._background.discard)

    async def close(self) -> None:
        """Gives up what is under way and says goodbye on every socket."""
        for task in list(self._background):
            task.cancel()
        await asyncio.gather(*self._background, return_exceptions=True)
        await self.sockets.close()

    async def _announce(self, payload: Object) -> None:
        reason = ""
        for attempt, wait in enumerate((*self.retry_after, None)):
            envelope = Envelope(kind="events_api", payload=payload, attempt=attempt, reason=reason)
            try:
                await self.ask(envelope)
            except DeliveryError as problem:
                if problem.final or wait is None:
                    return
                reason = problem.reason
                await asyncio.sleep(wait)
            else:
                return
