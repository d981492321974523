"""What is counted and measured of a running bot, in the form that Prometheus reads. No names of people or leads."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta

import structlog
from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from sla.delivery import Delivery, State, Tally

log = structlog.get_logger()

ACK_BUCKETS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 3.0, 5.0)
"""Slack waits three seconds."""
LATENESS_BUCKETS = (1.0, 5.0, 15.0, 30.0, 60.0, 300.0, 900.0, 3600.0, 10800.0)


class Metrics:
    """One set for each bot, so that several in one process do not mix."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self._calls = Counter(
            "sla_slack_calls",
            "Calls of Slack's methods by what came of them.",
            ["method", "code"],
            registry=self.registry,
        )
        self._acks = Histogram(
            "sla_ack_seconds",
            "From a request of Slack to its acknowledgement.",
            ["kind"],
            buckets=ACK_BUCKETS,
            registry=self.registry,
        )
        self._late = Histogram(
            "sla_delivery_lateness_seconds",
            "From when a message was due to its arrival.",
            ["kind"],
            buckets=LATENESS_BUCKETS,
            registry=self.registry,
        )

        self._pushed = Counter(
            "sla_pushed_items",
            "Pushed events by their source and what became of them.",
            ["source", "result"],
            registry=self.registry,
        )

    def called(self, method: str, code: str) -> None:
        self._calls.labels(method, code).inc()

    def acked(self, kind: str, seconds: float) -> None:
        self._acks.labels(kind).observe(seconds)

    def arrived(self, delivery: Delivery, late: timedelta) -> None:
        self._late.labels(delivery.kind.value).observe(late.total_seconds())

    def pushed(self, source: str, results: Mapping[str, int]) -> None:
        for result, number in results.items():
            self._pushed.labels(source, result).inc(number)

    def watch(self, tally: Callable[[datetime], Tally], now: Callable[[], datetime]) -> None:
        """Count the ledger whenever somebody reads."""
        self.registry.register(_Ledger(tally, now))

    def text(self) -> bytes:
        return generate_latest(self.registry)


class _Ledger(Collector):
    """Read anew each time, so every process that shares the database says the same."""

    def __init__(self, tally: Callable[[datetime], Tally], now: Callable[[], datetime]) -> None:
        self._tally = tally
        self._now = now

    def describe(self) -> Iterable[GaugeMetricFamily]:
        """Nothing, so that registering does not read the ledger."""
        return ()

    def collect(self) -> Iterable[GaugeMetricFamily]:
        now, up = self._now(), 1
        try:
            yield from _told(self._tally(now), now)
        except Exception:  # the rest is still worth reading
            log.warning("the ledger could not be counted", exc_info=True)
            up = 0
        yield GaugeMetricFamily("sla_database_up", "Whether the database answered.", value=up)


def _told(tally: Tally, now: datetime) -> Iterable[GaugeMetricFamily]:
    counts = GaugeMetricFamily(
        "sla_deliveries", "Messages in the ledger by kind and state.", labels=["kind", "state"]
    )
    for (kind, state), number in tally.counts.items():
        counts.add_metric([kind.value, state.value], number)
    yield counts
    doubtful = sum(number for (_, state), number in tally.counts.items() if state is State.UNCONFIRMED)
    yield GaugeMetricFamily(
        "sla_deliveries_unconfirmed",
        "Messages that may not have arrived and of which nobody was told yet.",
        value=doubtful,
    )
    waits = (now - tally.waiting_since).total_seconds() if tally.waiting_since else 0
    yield GaugeMetricFamily(
        "sla_oldest_planned_seconds", "For how long the oldest message that is due has waited.", value=waits
    )
