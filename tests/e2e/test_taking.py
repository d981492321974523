"""A morning's exception is taken on in the channel, by those who may, and the next digest says what became of it."""

import pytest

from sandbox.seen import Seen
from tests.e2e.conftest import Mode, Office

pytestmark = pytest.mark.e2e

OVERDUE = "short of their follow-ups"


@pytest.fixture(params=["http", pytest.param("socket", marks=pytest.mark.chaos)])
def mode(request: pytest.FixtureRequest) -> Mode:
    """The same in Socket Mode and over signed HTTP."""
    return request.param


@pytest.fixture
def morning(running: Office) -> Office:
    """Friday 21 November: leads 1 and 2 are Ana's and short of their follow-ups."""
    running.people.advance_to("2025-11-21T09:00")
    running.people.wait_for("Fri 21 Nov", user="kim", channel="#sla")
    return running


def digest(office: Office) -> Seen:
    shown = [one for one in office.people.messages("kim", "#sla") if one.by_app and not one.ephemeral]
    return shown[-1]


def take(office: Office, user: str, about: str = OVERDUE) -> None:
    office.people.press(user, "I take it", about=about, channel="#sla")


def test_a_rep_takes_theirs_and_the_next_digest_says_what_is_done(morning: Office) -> None:
    people = morning.people
    assert "2 leads are short of their follow-ups" in digest(morning).shown
    take(morning, "ana")
    form = people.modal("ana")
    assert "2 leads short of their follow-ups" in form.shown
    assert form.value("Until") == "17:00"
    assert people.submit("ana", {"Until": "08:30"}).error_at("Until") == (
        "Choose a time later today; this one has passed."
    )
    assert people.submit("ana", {"Until": "15:00"}).errors == {}
    assert "You took 2 leads" in people.modal("ana").shown
    people.close("ana")
    people.wait_for("Taken on by sales", user="jo", channel="#sla")
    assert len([one for one in people.messages("kim", "#sla") if one.by_app and not one.ephemeral]) == 1
    assert "Ana" not in digest(morning).shown

    people.say("ana", "/sla log L1 call")
    people.wait_for("call logged", user="ana")
    people.advance_to("2025-11-24T09:00")
    people.wait_for("Mon 24 Nov", user="kim", channel="#sla")
    shown = digest(morning).shown
    assert "Taken on Friday" in shown
    assert "sales, 2 leads short of their follow-ups: 1 done, 1 still open" in shown


def test_it_is_given_back_by_the_same_button(morning: Office) -> None:
    people = morning.people
    take(morning, "ana")
    people.submit("ana", {})
    people.close("ana")
    people.wait_for("Taken on by sales", user="kim", channel="#sla")
    take(morning, "ana")
    assert people.modal("ana").title == "I take it"
    people.press("ana", "Give it back")
    people.wait_for(lambda: "Given back" in people.modal("ana").shown, user="ana")
    assert "Taken on" not in digest(morning).shown
    people.close("ana")
    people.advance_to("2025-11-24T09:00")
    people.wait_for("Mon 24 Nov", user="kim", channel="#sla")
    assert "Taken on" not in digest(morning).shown


def test_the_manager_takes_all(morning: Office) -> None:
    people = morning.people
    take(morning, "kim")
    assert "2 leads short" in people.modal("kim").shown
    people.submit("kim", {"Until": "16:00"})
    assert "Taken on by sales" in digest(morning).shown


@pytest.mark.parametrize(
    ("user", "why"),
    [
        ("jo", "This one is for sales to take on"),
        ("lee", "None of these leads is yours"),
        ("ceo", "Only people whom the agreement names"),
        ("guest", "members of this workspace only"),
    ],
)
def test_nobody_else_does(morning: Office, user: str, why: str) -> None:
    take(morning, user)
    assert morning.people.wait_for(why, user=user).ephemeral
    assert "Taken on" not in digest(morning).shown


def test_marketing_takes_its_own_and_yesterdays_digest_is_over(morning: Office) -> None:
    people = morning.people
    take(morning, "ana", about="topic 1, under pace")
    assert people.wait_for("for marketing to take on", user="ana").ephemeral
    take(morning, "jo", about="topic 1, under pace")
    people.submit("jo", {"Until": "12:00"})
    people.close("jo")
    assert "Taken on by marketing" in digest(morning).shown
    people.advance_to("2025-11-24T08:00")
    people.press("jo", "I take it", about="topic 1, under pace", in_message="Fri 21 Nov")
    assert people.wait_for("of another day", user="jo").ephemeral
    people.advance_to("2025-11-24T09:00")
    people.wait_for("marketing, Website form under pace: still open", user="kim", channel="#sla")
