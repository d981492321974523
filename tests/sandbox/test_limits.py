"""Rate limits by tier, switched on: the last call inside, the first outside, and when the next one is taken."""

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox.api.table import METHODS
from sandbox.clock import Clock
from sandbox.driver import Driver
from sandbox.limits import Limits, Tier


class StillClock(Clock):
    """Stands where a test puts it."""

    at = 1_000_000.0

    def real(self) -> float:
        return self.at


def refusal(call, **arguments: object) -> SlackApiError:
    with pytest.raises(SlackApiError) as caught:
        call(**arguments)
    return caught.value


@pytest.mark.parametrize(
    ("tier", "calls"), [(Tier.ONE, 1), (Tier.TWO, 20), (Tier.THREE, 50), (Tier.FOUR, 100)]
)
def test_each_tier_takes_its_calls_a_minute_and_no_more(tier: Tier, calls: int) -> None:
    clock = StillClock()
    limits = Limits(clock)
    limits.switch(on=True)
    assert [limits.wait_for("m", tier, channel="") for _ in range(calls)] == [0.0] * calls
    clock.at += 20.0
    assert limits.wait_for("m", tier, channel="") == pytest.approx(40.0)
    assert limits.wait_for("another", tier, channel="") == 0.0
    clock.at += 39.9
    assert limits.wait_for("m", tier, channel="") > 0.0
    clock.at += 0.2
    assert limits.wait_for("m", tier, channel="") == 0.0


def test_messages_are_counted_by_channel_and_for_the_workspace() -> None:
    clock = StillClock()
    limits = Limits(clock)
    limits.switch(on=True)
    assert [limits.wait_for("post", Tier.POSTING, channel="C1") for _ in range(6)] == [0.0] * 5 + [5.0]
    assert limits.wait_for("post", Tier.POSTING, channel="C2") == 0.0
    clock.at += 10.0
    taken = [limits.wait_for("post", Tier.POSTING, channel=f"D{n}") for n in range(294)]
    assert taken == [0.0] * 294
    assert limits.wait_for("post", Tier.POSTING, channel="D9999") == pytest.approx(50.0)
    steady = Limits(clock)
    steady.switch(on=True)
    for _ in range(100):
        assert steady.wait_for("post", Tier.POSTING, channel="C1") == 0.0
        clock.at += 1.0


def test_one_call_too_many_is_429_and_says_when_to_come_back(client: WebClient, driver: Driver) -> None:
    driver.limit_rates()
    for _ in range(20):
        client.users_list(limit=1)
    problem = refusal(client.users_list)
    assert problem.response.status_code == 429
    assert problem.response.data == {"ok": False, "error": "ratelimited"}
    assert 55 <= int(problem.response.headers["Retry-After"]) <= 60
    assert client.users_info(user="U1ANA")["ok"]
    assert driver.traffic()[-2].error == "ratelimited"
    driver.limit_rates(on=False)
    assert client.users_list()["ok"]


def test_one_message_a_second_and_channel_with_a_small_burst(client: WebClient, driver: Driver) -> None:
    driver.limit_rates()
    for n in range(5):
        client.chat_postMessage(channel="C1SALES", text=str(n))
    problem = refusal(client.chat_postMessage, channel="C1SALES", text="5")
    assert 1 <= int(problem.response.headers["Retry-After"]) <= 5
    assert client.chat_postMessage(channel="G4ROOM", text="elsewhere")["ok"]
    assert len(driver.messages("ana", "#sales")) == 5


def test_without_the_switch_nothing_is_counted(client: WebClient) -> None:
    for n in range(30):
        client.chat_postMessage(channel="C1SALES", text=str(n))


def test_every_method_has_the_tier_that_slack_gives_it() -> None:
    named = {
        "apps.connections.open": Tier.ONE,
        "auth.test": Tier.SPECIAL,
        "chat.postMessage": Tier.POSTING,
        "chat.update": Tier.THREE,
        "conversations.history": Tier.THREE,
        "conversations.list": Tier.TWO,
        "conversations.open": Tier.THREE,
        "users.info": Tier.FOUR,
        "users.list": Tier.TWO,
        "views.open": Tier.FOUR,
        "views.publish": Tier.FOUR,
    }
    assert {name: METHODS[name].tier for name in named} == named
