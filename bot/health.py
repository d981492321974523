"""Whether this process gets on, and whether it can serve people now: what a supervisor or a proxy asks."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from threading import Event
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from prometheus_client import CONTENT_TYPE_LATEST
from sqlalchemy.exc import SQLAlchemyError

from bot.beats import Beats
from bot.metrics import Metrics
from bot.serving import Paths
from sla.errors import SlaError

LIVEZ, READYZ, METRICS = "/livez", "/readyz", "/metrics"
PLAIN = "text/plain; charset=utf-8"
AT_LEAST_SILENT_SECONDS = 120
"""A part of the schedule that shows no sign of life for so long, and for three ticks more, hangs."""

TICKS = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Health:
    """`hindrance` asks the database, and says why this version may not work on it; `connected`: Slack reaches us."""

    beats: Beats
    stopping: Event
    hindrance: Callable[[], str | None]
    connected: Callable[[], bool]
    tick_seconds: float

    def dead(self) -> list[str]:
        """What hangs; a process of which something does is best started again."""
        limit = AT_LEAST_SILENT_SECONDS + TICKS * self.tick_seconds
        return [
            f"the {part} has shown no sign for {sign.seconds:.0f} s"
            for part, sign in self.beats.signs().items()
            if sign.seconds > limit and not sign.resting
        ]

    def not_ready(self) -> list[str]:
        """Why people had better be sent to another process."""
        reasons = ["it is stopping"] if self.stopping.is_set() else []
        try:
            why = self.hindrance()
        except (SlaError, SQLAlchemyError):
            why = "the database cannot be used"
        if why is not None:
            reasons.append(why)
        if not self.connected():
            reasons.append("the socket to Slack is not open")
        return reasons

    def beating(self) -> list[str]:
        return [
            f"{part}: {sign.seconds:.1f} s ago" + (", at rest" if sign.resting else "")
            for part, sign in self.beats.signs().items()
        ]


def paths(health: Health, metrics: Metrics) -> Paths:
    def measured(_environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        start_response("200 OK", [("Content-Type", CONTENT_TYPE_LATEST)])
        return [metrics.text()]

    return {
        LIVEZ: _probe(health.dead, health.beating),
        READYZ: _probe(health.not_ready, list),
        METRICS: measured,
    }


def _probe(faults: Callable[[], list[str]], remarks: Callable[[], list[str]]) -> WSGIApplication:
    """Answers ok and what there is to remark, or 503 with the reasons, a line each."""

    def answer(_environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        found = faults()
        start_response("503 Service Unavailable" if found else "200 OK", [("Content-Type", PLAIN)])
        lines = found or ["ok", *remarks()]
        return ["".join(f"{line}\n" for line in lines).encode()]

    return answer
