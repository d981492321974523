"""Probes and metrics: what a supervisor, a proxy and Prometheus read of a running bot."""

import urllib.error
import urllib.request
from dataclasses import dataclass, field
from threading import Event

import pytest
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy.exc import OperationalError

from bot.beats import Beats
from bot.front import PROBES
from bot.health import AT_LEAST_SILENT_SECONDS, Health
from bot.web import Web
from scheduling.beats import Part
from tests.e2e.conftest import Mode, Office


@dataclass
class Watched:
    """A process whose time and troubles a test sets."""

    seconds: float = 0.0
    trouble: str | None = None
    broken: bool = False
    connected: bool = True
    stopping: Event = field(default_factory=Event)

    def __post_init__(self) -> None:
        self.beats = Beats(lambda: self.seconds)
        self.health = Health(
            beats=self.beats,
            stopping=self.stopping,
            hindrance=self.hindrance,
            connected=lambda: self.connected,
            tick_seconds=10,
        )

    def hindrance(self) -> str | None:
        if self.broken:
            raise OperationalError("select", {}, Exception())
        return self.trouble


class TestAlive:
    def test_a_part_that_beats_or_rests_is_alive(self) -> None:
        watched = Watched()
        watched.beats.beat(Part.SCHEDULER)
        watched.beats.rest(Part.SENDER)
        watched.seconds = AT_LEAST_SILENT_SECONDS + 29
        assert watched.health.dead() == []
        assert watched.health.beating() == ["scheduler: 149.0 s ago", "sender: 149.0 s ago, at rest"]

    @pytest.mark.parametrize("part", Part)
    def test_one_that_hangs_is_named(self, part: Part) -> None:
        watched = Watched()
        for each in Part:
            watched.beats.beat(each)
        watched.seconds = 151
        watched.beats.beat(next(each for each in Part if each is not part))
        assert watched.health.dead() == [f"the {part} has shown no sign for 151 s"]

    def test_a_process_without_a_schedule_is_alive(self) -> None:
        assert Watched(seconds=10_000).health.dead() == []


class TestReady:
    def test_all_well(self) -> None:
        assert Watched().health.not_ready() == []

    def test_each_reason_is_told(self) -> None:
        watched = Watched(trouble="the schema is another", connected=False)
        watched.stopping.set()
        assert watched.health.not_ready() == [
            "it is stopping",
            "the schema is another",
            "the socket to Slack is not open",
        ]

    def test_a_database_that_cannot_be_asked(self) -> None:
        assert Watched(broken=True).health.not_ready() == ["the database cannot be used"]


def get(url: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310 - our own loopback address
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, refused.read().decode()


def samples(base: str) -> dict[tuple[str, frozenset[tuple[str, str]]], float]:
    status, text = get(f"{base}/metrics")
    assert status == 200
    return {
        (one.name, frozenset(one.labels.items())): one.value
        for family in text_string_to_metric_families(text)
        for one in family.samples
    }


def own_port(office: Office) -> str:
    office.settings = office.settings.model_copy(update={"sla_health_port": 0})
    office.start()
    assert office.bot is not None
    return office.bot.apart[PROBES].url


@pytest.mark.e2e
class TestByASocket:
    def test_at_a_port_of_its_own(self, office: Office) -> None:
        base, people = own_port(office), office.people
        assert get(f"{base}/readyz") == (200, "ok\n")
        people.advance_to("2025-11-20T09:01")
        people.wait_for("leads today, Ana", user="ana")
        people.say("ana", "/sla log L1 call")
        status, text = get(f"{base}/livez")
        assert status == 200
        assert [line.split(":")[0] for line in text.splitlines()] == ["ok", "scheduler", "sender"]
        found = samples(base)
        assert found["sla_deliveries", frozenset({("kind", "nudge"), ("state", "sent")})] >= 1
        assert found["sla_deliveries_unconfirmed", frozenset()] == 0
        assert found["sla_oldest_planned_seconds", frozenset()] == 0
        assert found["sla_database_up", frozenset()] == 1
        assert found["sla_delivery_lateness_seconds_count", frozenset({("kind", "digest")})] == 1
        assert found["sla_ack_seconds_count", frozenset({("kind", "command")})] == 1
        posts = frozenset({("method", "chat.postMessage"), ("code", "ok")})
        assert found["sla_slack_calls_total", posts] >= 2
        assert get(f"{base}/slack/events")[0] == 404

    def test_what_slack_refuses_is_counted_by_its_word(self, office: Office) -> None:
        base, people = own_port(office), office.people
        people.fault("chat.postMessage", "rate_limited", times=1, seconds=1)
        people.fault("chat.postMessage", "drop_after", times=1)
        people.advance_to("2025-11-20T09:01")
        people.wait_for("1 lead today, Lee", user="lee", timeout=20)
        codes = {
            dict(labels)["code"]: value
            for (name, labels), value in samples(base).items()
            if name == "sla_slack_calls_total" and ("method", "chat.postMessage") in labels
        }
        assert codes["ratelimited"] == 1
        assert len(codes) == 3, codes
        assert found_unknown(base) == 1


def found_unknown(base: str) -> float:
    return sum(
        value
        for (name, labels), value in samples(base).items()
        if name == "sla_deliveries" and ("state", "unknown") in labels
    )


@pytest.mark.e2e
class TestByHttp:
    @pytest.fixture
    def mode(self) -> Mode:
        return "http"

    def test_beside_slacks_requests(self, running: Office) -> None:
        assert running.bot is not None
        front = running.bot.front
        assert isinstance(front, Web)
        base = front.url.removesuffix("/slack/events")
        assert get(f"{base}/readyz") == (200, "ok\n")
        running.people.say("ana", "/sla help")
        assert samples(base)["sla_ack_seconds_count", frozenset({("kind", "command")})] == 1

    def test_apart_from_them_where_that_is_wanted(self, office: Office) -> None:
        base = own_port(office)
        assert get(f"{base}/livez")[0] == 200
        assert office.bot is not None
        assert isinstance(office.bot.front, Web)
        assert get(office.bot.front.url.removesuffix("/slack/events") + "/metrics")[0] == 404
