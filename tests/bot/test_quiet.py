"""Do-not-disturb as Slack tells it: asked when it matters, kept for a while, and in nobody's way where it is not known."""

from dataclasses import dataclass, replace
from datetime import datetime, time

import pytest
from slack_sdk import WebClient

from bot.calls import Calls
from bot.quiet import KEPT_SECONDS, QuietHours, _spans
from sandbox.driver import Driver
from sandbox.manifest import Manifest
from sandbox.server import Sandbox
from sandbox.workspace import Person
from tests.bot.conftest import STRANGERS

NIGHTLY = Person(
    id="U7QUIET",
    name="quiet",
    real_name="Nia Night",
    tz="Europe/Berlin",
    quiet_from=time(22),
    quiet_to=time(10),
)
TEAM = replace(STRANGERS, people=(*STRANGERS.people, NIGHTLY))
ANA = STRANGERS.people[0].id
START = datetime.fromisoformat("2025-11-20T09:00+01:00")
TEN = datetime.fromisoformat("2025-11-20T10:00+01:00")


@dataclass
class Seconds:
    passed: float = 0.0

    def __call__(self) -> float:
        return self.passed


@pytest.fixture
def slack(manifest: Manifest):
    with Sandbox(TEAM, manifest, start=START) as sandbox:
        yield sandbox


def quiet(sandbox: Sandbox, seconds: Seconds | None = None) -> QuietHours:
    client = WebClient(token=sandbox.bot_token, base_url=sandbox.api_url, retry_handlers=[])
    return QuietHours(client, Calls(), seconds=seconds or Seconds())


def asked(sandbox: Sandbox) -> int:
    return len([one for one in Driver(sandbox.url).traffic() if one.what == "dnd.info"])


def test_until_its_end_and_for_nobody_else(slack: Sandbox) -> None:
    hours = quiet(slack)
    assert hours.until("U7QUIET", START) == TEN
    assert hours.until(ANA, START) is None


def test_it_is_kept_for_five_minutes(slack: Sandbox) -> None:
    seconds = Seconds()
    hours = quiet(slack, seconds)
    for _ in range(3):
        hours.until("U7QUIET", START)
    assert asked(slack) == 1
    seconds.passed = KEPT_SECONDS + 1
    hours.until("U7QUIET", START)
    assert asked(slack) == 2


def test_when_it_has_passed_the_next_is_asked_for(slack: Sandbox) -> None:
    hours = quiet(slack)
    hours.until("U7QUIET", START)
    Driver(slack.url).advance_to("2025-11-20T23:00+01:00")
    night = datetime.fromisoformat("2025-11-20T23:00+01:00")
    assert hours.until("U7QUIET", night) == datetime.fromisoformat("2025-11-21T10:00+01:00")


@pytest.mark.parametrize("kind", ["drop_before", "error_500", "rate_limited"])
def test_where_slack_does_not_say_nobody_is_held_up(slack: Sandbox, kind: str) -> None:
    seconds = Seconds()
    hours = quiet(slack, seconds)
    Driver(slack.url).fault("dnd.info", kind)
    assert hours.until("U7QUIET", START) is None
    assert hours.until("U7QUIET", START) is None
    assert asked(slack) == 1


def test_without_the_scope_it_is_asked_once_for_all(manifest: Manifest) -> None:
    poor = replace(manifest, scopes=tuple(set(manifest.scopes) - {"dnd:read"}))
    with Sandbox(TEAM, poor, start=START) as sandbox:
        hours = quiet(sandbox)
        assert hours.until("U7QUIET", START) is None
        assert hours.until(ANA, START) is None
        assert asked(sandbox) == 1


def test_a_pause_that_somebody_set_by_hand() -> None:
    shown = {"dnd_enabled": False, "snooze_enabled": True, "snooze_endtime": int(TEN.timestamp())}
    ((start, end),) = _spans(shown)
    assert start < START < end == TEN


@pytest.mark.parametrize(
    "data", [b"", {}, {"dnd_enabled": True}, {"dnd_enabled": True, "next_dnd_start_ts": "x"}]
)
def test_anything_else_is_no_pause(data: object) -> None:
    assert _spans(data) == ()
