"""What leads answer and what happens elsewhere, logged in forms by each kind of person, over either way in."""

from datetime import datetime

import pytest

from tests.e2e.asking import ask
from tests.e2e.conftest import Mode, Office

pytestmark = pytest.mark.e2e


@pytest.fixture(params=["socket", pytest.param("http", marks=pytest.mark.chaos)])
def mode(request: pytest.FixtureRequest) -> Mode:
    return request.param


@pytest.fixture
def nudged(running: Office) -> Office:
    running.people.advance_to("2025-11-20T09:01")
    running.people.wait_for("leads today, Ana", user="ana")
    return running


class TestAnswers:
    def test_a_meeting_stops_the_clock_until_it_is_undone(self, nudged: Office) -> None:
        people = nudged.people
        people.choose("ana", "They answered …", block_id="L1")
        people.submit("ana", {"How": "They called", "What comes next": "A meeting", "On": "2025-11-27"})
        shown = people.wait_for("meeting on Thu 27 Nov. The clock has stopped.", user="ana")
        assert "Café Lumière" in shown.shown
        assert not shown.ephemeral
        assert (
            "Answered today*: the clock has stopped"
            in ask(nudged, "ana", "/sla why harbour", "answered, no date").shown
        )
        assert "Harbour GmbH" not in ask(nudged, "ana", "/sla leads overdue", "Nothing is overdue").shown
        people.press("ana", "Undo answer", about="Harbour GmbH")
        people.wait_for("Answer undone", user="ana")
        assert "Harbour GmbH" in ask(nudged, "ana", "/sla leads overdue", "1 lead of yours overdue").shown

    def test_no_next_step_leaves_the_lead_overdue_and_asks_after_three_days(self, nudged: Office) -> None:
        people = nudged.people
        people.choose("ana", "They answered …", block_id="L1")
        people.submit("ana", {"How": "They wrote an email", "What comes next": "No next step yet"})
        shown = people.wait_for(
            "answered*; no next step yet. The clock runs on; still short", user="ana"
        ).shown
        assert "You are asked about the next step on Tuesday" in shown
        assert "not counted" in shown
        assert "Harbour GmbH" in ask(nudged, "ana", "/sla leads overdue", "1 lead of yours overdue").shown
        people.advance_to("2025-11-25T09:01")
        reminded = people.wait_for("No next step yet since Thursday", user="ana")
        assert "Harbour GmbH" in reminded.shown

    def test_contact_again_comes_up_in_that_days_nudge(self, nudged: Office) -> None:
        people = nudged.people
        ask(nudged, "ana", "/sla leads", "Harbour GmbH")
        people.choose("ana", "They answered …", block_id="L1", in_message="most urgent first")
        people.submit("ana", {"What comes next": "Contact again", "On": "2025-11-24"})
        rewritten = people.wait_for("contact again on Mon 24 Nov. The clock has stopped.", user="ana")
        assert rewritten.ephemeral
        assert "Café Lumière" in rewritten.shown
        people.advance_to("2025-11-24T09:01")
        nudge = people.wait_for("they asked to be contacted today", user="ana")
        assert "1 to get back to" in nudge.shown
        people.press("ana", "Log call", about="Harbour GmbH", in_message="contacted today")
        people.wait_for("They have answered, so nothing is due", user="ana")
        assert "to get back to" not in ask(nudged, "ana", "/sla leads", "most urgent first").shown

    def test_what_is_wrong_is_said_at_its_field(self, nudged: Office) -> None:
        people = nudged.people
        people.choose("ana", "They answered …", block_id="L1")
        sent = people.submit("ana", {"What comes next": "A meeting"})
        assert sent.error_at("On") == "Choose the day that was agreed."
        sent = people.submit("ana", {"On": "2025-11-19"})
        assert sent.error_at("On") == "This day is over; choose today or a later one."
        sent = people.submit("ana", {"What comes next": "No interest", "On": None})
        assert sent.error_at("Why not") == "Say in a few words why there is no interest."
        people.submit("ana", {"Why not": "<!channel> *too dear*"})
        shown = people.wait_for("The clock has stopped", user="ana").shown
        assert "too dear" in shown
        refused = ask(nudged, "ana", "/sla log L1 call", "lost already")
        assert refused.ephemeral

    def test_the_manager_may_and_nobody_else(self, running: Office) -> None:
        people = running.people
        people.say("kim", "/sla log L1")
        people.wait_for(lambda: people.modal("kim"), user="kim")
        people.submit("kim", {"What it was": "Call, no answer"})
        people.wait_for("call logged", user="kim")
        for who, expect in (("lee", "not yours"), ("jo", "not yours"), ("ceo", "not yours")):
            assert ask(running, who, "/sla log L1", expect, channel="#sla").ephemeral
        ask(running, "guest", "/sla log L1", "members of this workspace only", channel="#sla")


class TestForms:
    def test_log_without_words_picks_a_lead_and_a_time(self, running: Office) -> None:
        people = running.people
        people.say("ana", "/sla log")
        people.wait_for(lambda: people.modal("ana"), user="ana")
        sent = people.submit("ana", {
            "Lead": "Harbour GmbH (L1)", "What it was": "Call, spoke with them", "When": datetime.fromisoformat("2025-11-20T10:30+01:00"),
        })  # fmt: skip
        assert sent.error_at("When") == "This lies in the future; log it when it has happened."
        sent = people.submit("ana", {"When": datetime.fromisoformat("2025-11-05T08:00+01:00")})
        assert "14 days" in str(sent.error_at("When"))
        people.submit("ana", {"When": datetime.fromisoformat("2025-11-18T15:00+01:00"), "Note": "rang twice"})
        shown = people.wait_for("*3 of 3*, caught up", user="ana").shown
        assert "Marked as logged late" in shown
        assert "logged late" in ask(running, "ana", "/sla why harbour", "follow-up 3").shown
        people.press("ana", "Undo call", about="Harbour GmbH", in_message="caught up")
        people.wait_for("call undone", user="ana")

    def test_inbound_is_saved_and_not_counted(self, running: Office) -> None:
        people = running.people
        ask(running, "ana", "/sla leads", "Harbour GmbH")
        people.choose("ana", "Log something else …", block_id="L1")
        sent = people.submit("ana", {"What it was": "Call, no answer", "Who reached out": "They did"})
        assert "I reached out" in str(sent.error_at("Who reached out"))
        people.submit("ana", {"What it was": "Email"})
        shown = people.wait_for("email logged", user="ana").shown
        assert "not counted" in shown
        assert "The lead reached out" in shown

    def test_words_that_name_a_lead_open_the_form_and_others_are_helped(self, running: Office) -> None:
        people = running.people
        people.say("ana", "/sla log harbour")
        people.wait_for(lambda: people.modal("ana"), user="ana")
        people.submit("ana", {"What it was": "Meeting, only scheduled"})
        people.wait_for("A meeting counts when it was held", user="ana")
        ask(running, "ana", "/sla log harbour cal", "/sla log harbour call")
        ask(running, "kim", "/sla log", "You carry no leads")

    def test_as_a_shortcut_on_a_message(self, running: Office) -> None:
        people = running.people
        people.say("ana", "I just called Café Lumière", channel="#sla")
        people.shortcut("ana", "log_follow_up", in_message="I just called", channel="#sla")
        people.wait_for(lambda: people.modal("ana"), user="ana")
        people.submit("ana", {"Lead": "Café Lumière (L2)", "What it was": "Call, left a message"})
        answered = people.wait_for("call logged", user="ana", channel="#sla")
        assert answered.ephemeral
        assert "3 of 3" in answered.shown
        for who, expect in (
            ("kim", "You carry no leads"),
            ("jo", "You carry no leads"),
            ("ceo", "You carry no leads"),
        ):
            people.shortcut(who, "log_follow_up", in_message="I just called", channel="#sla")
            people.wait_for(expect, user=who, channel="#sla")
        people.shortcut("guest", "log_follow_up", in_message="I just called", channel="#sla")
        people.wait_for("members of this workspace only", user="guest", channel="#sla")
