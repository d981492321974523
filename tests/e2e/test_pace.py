"""Marketing's pace through the whole bot: the same for everybody, and a person who comes again counts once."""

import re

import pytest

from tests.e2e.asking import ask
from tests.e2e.conftest import Office

pytestmark = pytest.mark.e2e


@pytest.mark.parametrize("user", ["jo", "ana", "kim", "ceo"])
def test_marketer_rep_manager_and_whoever_is_not_named_read_the_same(running: Office, user: str) -> None:
    board = ask(running, user, "/sla status marketing", "Quality not checked").shown
    assert "6\n211 by now\n97% under" in board
    running.people.press(user, "In detail")
    detail = running.people.wait_for("SINCE 1 OCT", user=user)
    assert detail.ephemeral
    # October brought none of its 325 leads, and November six by its 13th working day of 20.
    assert "6 of 211" in detail.shown
    assert not any(name in detail.shown for name in ("Ana", "Lee", "Harbour"))
    running.people.press(user, "How is this counted?")
    counted = running.people.wait_for("The same person within 90 days counts once", user=user)
    assert counted.ephemeral


def test_a_guest_reads_nothing(running: Office) -> None:
    ask(running, "guest", "/sla status marketing", "members of this workspace only")


def test_who_is_handed_over_again_counts_once_and_why_says_so(running: Office) -> None:
    people = running.people
    for _ in range(2):
        people.say("jo", "/sla handoff")
        assert people.submit("jo", {"Company or person": "Pier Nine, Ms Ito"}).errors == {}
    people.advance_to("2025-11-21T09:01")
    shown = ask(running, "kim", "/sla status", "handed over in Slack").shown
    assert "1 lead of somebody delivered in the 90 days before, not counted again" in shown
    ask(running, "kim", "/sla status marketing", "Quality not checked")
    people.press("kim", "In detail")
    page = people.wait_for("Handed over and not counted", user="kim").shown
    found = re.search(r"(L\d+), 20 Nov: the same person as (L\d+), 20 Nov", page)
    assert found
    assert "Pier Nine" not in page
    why = ask(running, "kim", f"/sla why {found[1]}", "Not among the leads delivered").shown
    assert f"({found[2]}), and counts once in 90 days. Its own dates stand." in why
    ask(running, "kim", f"/sla why {found[2]}", "Pier Nine")
