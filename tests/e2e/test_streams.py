"""The quota is divided into streams in Slack, and the lead types are put under them."""

import pytest

from tests.e2e.conftest import Office

pytestmark = pytest.mark.e2e

GONE = {"use.remove": ["Remove this stream when I save"]}
IDLE = "No, like retention"


def press(office: Office, button: str) -> None:
    """By its words, or by what a screen reader says of it."""
    if button.startswith("Change: "):
        office.people.press("kim", accessibility_label=button)
    else:
        office.people.press("kim", button)


def save(office: Office, button: str, values: dict[str, object]) -> str:
    """What the set-up says then."""
    press(office, button)
    assert office.people.submit("kim", values).errors == {}
    return office.people.modal("kim").shown


def refused(office: Office, button: str, values: dict[str, object]) -> dict[str, str]:
    press(office, button)
    said = office.people.submit("kim", values).errors
    office.people.close("kim")
    return dict(said)


def divide(office: Office) -> None:
    """All of the quota is one stream at first; the shares of two are put right one after the other."""
    people = office.people
    people.say("kim", "/sla setup")
    shown = save(office, "Change: Stream: All business", {"streams[1].name": "New business"})
    assert "Stream: New business" in shown
    assert "All of the quota" in shown
    shown = save(
        office,
        "Add a stream",
        {"streams[2].name": "Retention", "streams[2].share": "40%", "streams[2].needs_leads": IDLE},
    )
    assert "The shares add up to 140%; make them add up to 100%." in shown
    shown = save(
        office, "Change: Stream: New business", {"streams[1].share": "60%", "streams[1].margin": "35%"}
    )
    assert "60% of the quota · margin 35%" in shown
    assert "40% of the quota · needs no leads" in shown
    assert "All 4 needed parts are done" in shown


def test_a_quota_in_two_parts(running: Office) -> None:
    running.people.advance_to("2025-11-20T09:30")
    divide(running)
    people = running.people
    people.press("kim", "Preview and propose")
    answer = people.submit("kim", {"propose.acknowledged": ["I have seen these"]})
    assert answer.errors == {}
    people.close("kim")
    people.wait_for("Version 1 of the agreement waits", user="ana")
    people.press("ana", "Read it all")
    whole = people.modal("ana").shown
    for words in ("New business", "60% of it", "margin 35%", "Retention", "without new leads"):
        assert words in whole, words


def test_what_cannot_be_is_said_at_its_field(running: Office) -> None:
    divide(running)
    new, own = "Add a stream", "Change: Stream: New business"
    share = {"streams[3].name": "Partners", "streams[3].share": "130%"}
    assert set(refused(running, new, share)) == {"streams[3].share"}
    named = {"streams[3].name": "new BUSINESS", "streams[3].share": "5%"}
    assert "cannot be told apart" in refused(running, new, named)["streams[3].name"]
    assert refused(running, own, {"streams[1].margin": "lots"}).keys() == {"streams[1].margin"}
    for values, field in ((GONE, "use.remove"), ({"streams[1].needs_leads": IDLE}, "streams[1].needs_leads")):
        assert refused(running, own, dict(values)) == {
            field: "Website form: a lead type of this stream; choose another stream for it first."
        }
    shown = running.people.modal("kim").shown
    assert "60% of the quota · margin 35%" in shown
    assert "Partners" not in shown


def test_a_lead_type_moves_and_the_stream_it_left_goes(running: Office) -> None:
    divide(running)
    kind = "Change: Lead type: Website form"
    shown = save(running, "Add a stream", {"streams[3].name": "Partners", "streams[3].share": "5%"})
    assert "No lead type is for Partners; add one with this stream, or say there that it needs none." in shown
    save(running, kind, {"lead_types[1].stream": "Partners"})
    shown = save(running, "Change: Stream: New business", dict(GONE))
    assert "Stream: New business" not in shown
    shown = save(
        running, "Change: Stream: Partners", {"streams[2].share": "60%", "streams[2].name": "Resale"}
    )
    assert "All 4 needed parts are done" in shown
    assert "Resale" in shown


@pytest.mark.parametrize("user", ["ana", "jo", "ceo", "guest"])
def test_only_managers_come_to_it(running: Office, user: str) -> None:
    running.people.say(user, "/sla setup")
    running.people.wait_for("members of this workspace" if user == "guest" else "managers", user=user)
    assert running.people.modal(user) is None
