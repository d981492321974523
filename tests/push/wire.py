"""The endpoint as a server calls it, with what a sender puts on the wire, in a test's hand: time, limits, headers."""

import io
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from wsgiref.types import WSGIEnvironment
from wsgiref.util import setup_testing_defaults

from standardwebhooks import Webhook

from bot.clock import SystemClock
from bot.push_endpoint import Endpoint
from bot.push_limits import Limits
from intake.push_events import JSON
from intake.push_proof import Prover
from tests.push.desk import KEY, NOW, PushDesk


@dataclass
class HeldClock(SystemClock):
    """Real time stands where a test puts it."""

    at: datetime = NOW

    def real_now(self) -> datetime:
        return self.at


@dataclass
class Said:
    status: int
    headers: Mapping[str, str]
    body: dict[str, object]

    @property
    def code(self) -> object:
        return self.body.get("code")


@dataclass
class Wire:
    desk: PushDesk
    per_minute: int = 6000
    threads: int = 4
    seconds: float = 0.0
    clock: HeldClock = field(default_factory=HeldClock)
    taken: Counter[tuple[str, str]] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.limits = Limits(per_minute=self.per_minute, threads=self.threads, seconds=lambda: self.seconds)
        self.endpoint = Endpoint(
            prover=Prover(tenant_id=self.desk.tenant_id, key=KEY),
            pushing=self.desk.pushing,
            limits=self.limits,
            clock=self.clock,
            taken=self._taken,
        )

    def _taken(self, source: str, results: Mapping[str, int]) -> None:
        self.taken.update({(source, result): number for result, number in results.items()})

    def send(
        self,
        body: bytes | Mapping[str, object],
        *,
        method: str = "POST",
        query: str = "",
        kind: str = JSON,
        **headers: str,
    ) -> Said:
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        environ: WSGIEnvironment = {
            "REQUEST_METHOD": method,
            "QUERY_STRING": query,
            "CONTENT_TYPE": kind,
            "CONTENT_LENGTH": str(len(raw)),
            "wsgi.input": io.BytesIO(raw),
            **{f"HTTP_{name.upper()}": value for name, value in headers.items()},
        }
        setup_testing_defaults(environ)
        said: list[Said] = []

        def start(status: str, given: list[tuple[str, str]], *_: object) -> None:
            said.append(Said(status=int(status[:3]), headers=dict(given), body={}))

        answer = b"".join(self.endpoint(environ, start))  # type: ignore[arg-type]
        assert said[0].headers["Content-Length"] == str(len(answer))
        said[0].body = json.loads(answer)
        return said[0]

    def by_token(self, token: str, body: bytes | Mapping[str, object], **more: str) -> Said:
        return self.send(body, authorization=f"Bearer {token}", **more)

    def signed(
        self, secret: str, body: Mapping[str, object], *, key: str = "m1", source: str = "crm"
    ) -> Said:
        raw = json.dumps(body).encode()
        return self.send(
            raw,
            query=f"source={source}",
            webhook_id=key,
            webhook_timestamp=str(int(self.clock.at.timestamp())),
            webhook_signature=Webhook(secret).sign(key, self.clock.at, raw.decode()),
        )
