"""What was sent to a person, as they see it, and a day that brings more than anybody should get."""

import pytest

from tests.e2e.asking import asked
from tests.e2e.conftest import Office
from tests.e2e.home_tabs import open_home
from tests.e2e.test_handoff import card, hand_over, mode, team  # noqa: F401 - the fixtures of a team that hands over

pytestmark = pytest.mark.e2e

LEADS = ("Alder", "Birch", "Cedar", "Doum", "Elder", "Fir")


def read(office: Office, user: str) -> str:
    shown = office.people.wait_for(lambda: office.people.modal(user), user=user).shown
    office.people.close(user)
    return str(shown)


def test_a_rep_sees_what_came_on_home_and_beside_the_own_numbers(team: Office) -> None:  # noqa: F811
    people = team.people
    hand_over(team, rep="Ana Ruiz")
    card(team, "ana")
    open_home(team, "ana", "Sent to you today: 1 hello at")
    people.press("ana", "Show", home=True)
    page = read(team, "ana")
    assert "sent to you in the last 14 days" in page
    assert "lead card" in page
    asked(people, "ana", "/sla status me", "Sent to you today")
    people.press("ana", "Show", in_message="Sent to you today")
    assert "lead card" in people.wait_for("sent to you in the last 14 days", user="ana").shown
    # Whoever leads the team reads the rep's numbers, and nothing of what the rep was sent.
    assert "Sent to you" not in asked(people, "kim", "/sla status @ana", "Ana Ruiz").shown


def test_a_flood_of_rejections_brings_three_and_the_rest_next_morning(team: Office) -> None:  # noqa: F811
    """Beside the notice of the month's pace, which is one of the five too."""
    people = team.people
    for name in LEADS:
        hand_over(team, name=name, rep="Ana Ruiz")
        card(team, "ana", name)
        people.press("ana", "Reject…", in_message=f"New lead: {name}")
        assert people.submit("ana", {"reject.reason": "Duplicate"}).errors == {}
        people.close("ana")
    people.wait_for(lambda: len(rejected(team)) == 3 or None, user="jo", timeout=20)
    people.wait_for(lambda: opened(team, "jo", "; 3 held back until the next working morning"), user="jo")
    people.press("jo", "Show", home=True)
    assert "held back for the next working morning, as this day had brought enough" in read(team, "jo")

    people.advance_to("2025-11-21T09:05")
    bundle = people.wait_for("3 messages held back for this morning", user="jo", timeout=20).shown
    assert all(f"Rejected: {name}" in bundle for name in LEADS[3:])
    assert len(rejected(team)) == 3
    people.wait_for(lambda: opened(team, "jo", "1 message with what was held back at"), user="jo")


def test_what_ends_short_today_is_the_one_urgent_message_of_the_day(running: Office) -> None:
    people = running.people
    people.advance_to("2025-11-20T15:05")
    urgent = people.wait_for("1 lead due today and still short of follow-ups", user="ana", timeout=20)
    assert "Café Lumière" in urgent.shown
    people.press("ana", "Log call", in_message="due today and still short")
    people.wait_for("call logged", user="ana")
    people.advance_to("2025-11-20T16:30")
    running.bot.tick()
    assert len([one for one in people.dm("ana") if "still short of follow-ups" in one.shown]) <= 1
    assert "1 urgent reminder at" in asked(people, "ana", "/sla status me", "Sent to you today").shown


def opened(office: Office, user: str, expect: str) -> bool | None:
    """Opened again and again, as nothing draws it anew when a message is held back."""
    office.people.open_home(user)
    view = office.people.home(user)
    return True if view is not None and expect in view.shown else None


def rejected(office: Office) -> list[str]:
    return [seen.shown for seen in office.people.dm("jo") if seen.shown.startswith("*Rejected")]
