"""The digest and the nudges arrive on time and once, whatever stops in between."""

import pytest

from sandbox.seen import Seen
from tests.e2e.conftest import Mode, Office

pytestmark = pytest.mark.e2e


@pytest.fixture(params=["socket", "http"])
def mode(request: pytest.FixtureRequest) -> Mode:
    """The same in Socket Mode and over signed HTTP."""
    return request.param


def digests(office: Office) -> list[Seen]:
    return [seen for seen in office.people.messages("kim", "#sla") if seen.by_app and not seen.ephemeral]


def nudges(office: Office, user: str) -> list[Seen]:
    return [seen for seen in office.people.dm(user) if " today, " in seen.shown]


def hellos(office: Office, user: str) -> list[Seen]:
    return [seen for seen in office.people.dm(user) if seen.shown.startswith("*Hello")]


def settle(office: Office) -> None:
    """Until both reps have been written to; then five more ticks post nothing."""
    for user in ("ana", "lee"):
        office.people.wait_for("today, ", user=user, channel="app")
    seen = len(office.people.traffic())
    for _ in range(5):
        assert office.bot is not None
        office.bot.tick()
    posted = [one for one in office.people.traffic()[seen:] if one.what == "chat.postMessage"]
    assert not posted


def test_everything_arrives_exactly_once_over_five_ticks_and_a_restart(running: Office) -> None:
    assert not digests(running)
    running.people.advance_to("2025-11-20T09:00")
    running.people.wait_for("Thu 20 Nov", user="kim", channel="#sla")
    settle(running)
    running.stop()
    running.start()
    settle(running)
    assert len(digests(running)) == 1
    for user in ("ana", "lee"):
        assert len(hellos(running, user)) == 1
    assert len(nudges(running, "ana")) == 1


def test_the_next_morning_brings_the_next_digest_and_no_second_hello(running: Office) -> None:
    running.people.advance_to("2025-11-20T09:00")
    settle(running)
    running.people.advance_to("2025-11-21T09:00")
    running.people.wait_for("Fri 21 Nov", user="kim", channel="#sla")
    running.people.wait_for(lambda: len(nudges(running, "ana")) == 2, user="ana")
    assert len(hellos(running, "ana")) == 1


def test_nothing_comes_on_a_saturday(running: Office) -> None:
    running.people.advance_to("2025-11-22T09:30")
    assert running.bot is not None
    for _ in range(3):
        running.bot.tick()
    assert not digests(running)
    assert not running.people.dm("ana")


def test_a_stop_past_the_digests_hours_skips_it(office: Office) -> None:
    office.people.advance_to("2025-11-20T12:30")
    office.start()
    office.people.wait_for("today, Ana", user="ana")
    assert not digests(office)


def test_a_dropped_connection_after_posting_is_never_followed_by_a_second_post(running: Office) -> None:
    running.people.fault("chat.postMessage", "drop_after", times=1)
    running.people.advance_to("2025-11-20T09:00")
    running.people.wait_for("Thu 20 Nov", user="kim", channel="#sla")
    settle(running)
    assert len(digests(running)) == 1


def test_a_refusal_that_may_pass_is_tried_again(running: Office) -> None:
    running.people.fault("chat.postMessage", "rate_limited", times=1, seconds=1)
    running.people.advance_to("2025-11-20T09:00")
    running.people.wait_for("Thu 20 Nov", user="kim", channel="#sla", timeout=10)
    assert len(digests(running)) == 1


def test_nobody_without_work_is_written_to_but_for_the_hello(running: Office) -> None:
    running.people.advance_to("2025-11-20T09:00")
    settle(running)
    assert not running.people.dm("kim")
    running.people.wait_for("November is under pace", user="jo")
    assert len(running.people.dm("jo")) == 1
