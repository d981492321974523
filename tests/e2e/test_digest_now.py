"""`/sla digest`: what comes next for one person alone, and today's before its time, once."""

import pytest

from tests.e2e.conftest import Office

pytestmark = pytest.mark.e2e


def digests(office: Office) -> int:
    return len([one for one in office.people.messages("kim", "#sla") if one.by_app and not one.ephemeral])


@pytest.mark.parametrize("user", ["ana", "kim", "jo", "ceo"])
def test_everybody_of_the_workspace_may_look_ahead(running: Office, user: str) -> None:
    running.people.say(user, "/sla digest preview")
    seen = running.people.wait_for("What #sla would read on Thu 20 Nov", user=user)
    assert seen.ephemeral
    assert "Only you see this" in seen.shown
    assert "I take it" not in {one.label for one in seen.controls}
    assert digests(running) == 0


@pytest.mark.parametrize("user", ["ana", "kim", "jo", "ceo"])
def test_the_next_weekly_summary_too_and_for_them_alone(running: Office, user: str) -> None:
    running.people.say(user, "/sla digest Preview weekly")
    seen = running.people.wait_for("What #sla would read on Mon 24 Nov", user=user)
    assert seen.ephemeral
    assert "Last week, 17 to 23 Nov" in seen.shown
    assert "its week is not over yet" in seen.shown
    assert "Only you see this" in seen.shown
    assert digests(running) == 0


def test_a_manager_posts_it_early_and_it_does_not_come_again(running: Office) -> None:
    people = running.people
    people.say("kim", "/sla digest now")
    assert people.wait_for("It does not come again at", user="kim").ephemeral
    people.wait_for(lambda: digests(running) == 1, user="kim")
    people.say("kim", "/sla digest now")
    people.wait_for("has come already", user="kim")
    people.advance_to("2025-11-20T09:01")
    people.wait_for("today, Ana", user="ana")
    assert digests(running) == 1
    people.advance_to("2025-11-21T09:00")
    people.wait_for(lambda: digests(running) == 2, user="kim")


@pytest.mark.parametrize(
    ("user", "words", "why"),
    [
        ("ana", "now", "Only the managers of either side"),
        ("jo", "now", "Only the managers of either side"),
        ("ceo", "now", "Only the managers of either side"),
        ("guest", "now", "members of this workspace only"),
        ("guest", "preview weekly", "members of this workspace only"),
        ("guest", "preview", "members of this workspace only"),
        ("kim", "nwo", "Did you mean"),
    ],
)
def test_anything_else_is_refused_in_one_sentence(running: Office, user: str, words: str, why: str) -> None:
    running.people.say(user, f"/sla digest {words}")
    assert running.people.wait_for(why, user=user).ephemeral
    running.bot.tick()
    assert digests(running) == 0
