"""The example of docs/testing.md: one morning of one rep, through the whole bot."""

import pytest

from tests.e2e.conftest import Office

pytestmark = pytest.mark.e2e


def test_a_rep_logs_a_follow_up_from_the_morning_nudge(running: Office) -> None:
    people = running.people
    people.advance_to("2025-11-20T09:01")
    nudge = people.wait_for("leads today, Ana", user="ana")
    assert not nudge.ephemeral

    people.press("ana", "Log call", about="Harbour GmbH")
    assert "3 of 3" in people.wait_for("call logged", user="ana").shown

    people.say("lee", "/sla log L1 call")
    assert people.wait_for("not yours", user="lee").ephemeral

    before = len(people.dm("ana"))
    people.fault("chat.postMessage", "rate_limited", times=2, seconds=1)
    people.advance_to("2025-11-21T09:01")
    people.wait_for(lambda: len(people.dm("ana")) > before, user="ana", timeout=10)
    assert [one.status for one in people.traffic() if one.error == "ratelimited"] == [429, 429]
