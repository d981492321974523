"""The Home tab through the whole bot: as a rep, the manager of sales, a marketer, a viewer and a guest."""

import pytest

from tests.e2e.asking import asked
from tests.e2e.conftest import Mode, Office
from tests.e2e.home_tabs import home, open_home

pytestmark = pytest.mark.e2e


@pytest.fixture(params=["http", pytest.param("socket", marks=pytest.mark.chaos)])
def mode(request: pytest.FixtureRequest) -> Mode:
    """The same in Socket Mode and over signed HTTP."""
    return request.param


class TestRep:
    def test_the_day_at_a_glance(self, running: Office) -> None:
        shown = open_home(running, "ana", "need you today").shown
        assert "5 leads need you today: 1 overdue, 1 due today" in shown
        assert "Harbour GmbH" in shown
        assert "Your follow-ups" in shown
        assert "only you and the manager of sales can see these numbers" in shown
        assert "Days away:" in shown

    def test_a_press_says_on_the_line_what_it_did(self, running: Office) -> None:
        open_home(running, "ana", "1 overdue")
        running.people.press("ana", "Log call", about="Harbour GmbH", home=True)
        after = home(running, "ana", "call logged")
        assert "overdue" not in after.shown.partition("\n")[0]
        running.people.press("ana", "Undo call", home=True)
        home(running, "ana", "1 overdue")

    def test_what_the_three_dots_open_comes_over_home(self, running: Office) -> None:
        people = running.people
        open_home(running, "ana", "1 overdue")
        people.choose("ana", "Why this date", about="Harbour GmbH", home=True)
        assert "Harbour" in people.wait_for(lambda: people.modal("ana"), user="ana").shown
        people.close("ana")
        people.choose("ana", "Log something else …", about="Harbour GmbH", home=True)
        people.submit("ana", {"What it was": "Meeting, held", "Note": "met at the fair"})
        home(running, "ana", "logged")
        assert people.modal("ana") is None
        people.choose("ana", "They answered …", about="Café", home=True)
        people.submit("ana", {"What comes next": "No interest", "Why not": "has a supplier"})
        home(running, "ana", "no interest")

    def test_the_whole_list_opens_over_it_and_can_be_worked(self, running: Office) -> None:
        people = running.people
        open_home(running, "ana", "1 overdue")
        people.press("ana", "All my leads (6)", home=True)
        listed = people.wait_for(lambda: people.modal("ana"), user="ana")
        assert (listed.title, "6 leads in all" in listed.shown) == ("My leads", True)
        people.press("ana", "Log call", about="Harbour GmbH")
        people.wait_for(lambda: "call logged" in people.modal("ana").shown, user="ana")
        people.press("ana", "Next page")
        people.wait_for(lambda: "Page 2 of 2" in people.modal("ana").shown, user="ana")
        people.close("ana")
        home(running, "ana", "4 leads need you today")

    @pytest.mark.parametrize(
        ("button", "expect"),
        [
            ("The team’s board", "First attempt within 2 h"),
            ("How is this counted?", "A lead is in these numbers where the rep had it"),
        ],
    )
    def test_what_is_read_opens_over_it(self, running: Office, button: str, expect: str) -> None:
        open_home(running, "ana", "1 overdue")
        running.people.press("ana", button, home=True)
        assert expect in running.people.wait_for(lambda: running.people.modal("ana"), user="ana").shown

    def test_away_and_back(self, running: Office) -> None:
        people = running.people
        open_home(running, "ana", "none planned")
        people.press("ana", "I’m away …", home=True)
        people.submit("ana", {"First day": "2025-11-20", "Last day": "2025-11-28", "Stand-in": "Lee Park"})
        home(running, "ana", "You are away until Fri 28 Nov; Lee Park covers")
        open_home(running, "lee", "For Ana Ruiz, who is away until")
        assert (
            "Ana Ruiz is away until Fri 28 Nov; Lee Park covers"
            in open_home(running, "kim", "Away now").shown
        )
        people.press("ana", "I’m back", home=True)
        home(running, "ana", "none planned")

    def test_a_command_and_a_reminder_draw_it_anew(self, running: Office) -> None:
        people = running.people
        open_home(running, "ana", "1 overdue")
        people.say("ana", "/sla log L1 call")
        home(running, "ana", "4 leads need you today")
        running.stop()
        people.advance_to("2025-11-21T09:01")
        running.start()
        people.wait_for("today, Ana", user="ana", timeout=15)
        home(running, "ana", "As of Fri 21 Nov")

    def test_only_who_has_opened_it_gets_one(self, running: Office) -> None:
        asked(running.people, "lee", "/sla leads", "need")
        open_home(running, "ana", "1 overdue")
        assert running.people.home("lee") is None

    def test_a_tab_that_cannot_be_drawn_breaks_no_press(self, running: Office) -> None:
        open_home(running, "ana", "1 overdue")
        running.people.fault("views.publish", "error_500")
        running.people.say("ana", "/sla log L1 call")
        assert "3 of 3" in running.people.wait_for("call logged", user="ana").shown


class TestTakenOn:
    def test_it_is_on_their_home_until_it_is_given_back(self, running: Office) -> None:
        people = running.people
        people.advance_to("2025-11-20T09:00")
        people.wait_for("Thu 20 Nov", user="kim", channel="#sla")
        open_home(running, "ana", "1 overdue")
        people.press("ana", "I take it", about="short of its follow-ups", channel="#sla")
        people.submit("ana", {"Until": "15:00"})
        people.close("ana")
        assert "1 lead short of its follow-ups: open · until" in home(running, "ana", "took on").shown
        assert "took on" not in open_home(running, "kim", "The team:").shown
        people.press("ana", "Change or give back", home=True)
        assert people.submit("ana", {"Until": "16:00"}).errors == {}
        people.close("ana")
        people.press("ana", "Change or give back", home=True)
        people.press("ana", "Give it back")
        people.close("ana")
        people.wait_for(lambda: "took on" not in people.home("ana").shown, user="ana")


class TestHandedOver:
    def test_accepted_rejected_contested_and_decided_on_home(self, running: Office) -> None:
        people = running.people
        people.advance_to("2025-11-20T10:00")
        open_home(running, "jo", "handed over in November")
        for name in ("Amber Inc", "Birch Inc"):
            people.press("jo", "Hand off a lead", home=True)
            people.submit("jo", {"Company or person": name, "Rep": "Ana Ruiz"})
            people.close("jo")
        assert "Amber Inc" in open_home(running, "ana", "2 leads wait for your answer").shown
        people.press("ana", "Accept", about="Amber Inc", home=True)
        home(running, "ana", "Accepted: Amber Inc")
        people.press("ana", "Reject…", about="Birch Inc", home=True)
        people.submit("ana", {"Reason": "Other", "What marketing should know": "a student"})
        home(running, "ana", "need you today")
        open_home(running, "jo", "1 rejection you can contest")
        people.press("jo", "Contest…", about="Birch Inc", home=True)
        people.submit("jo", {"Why it is a good lead": "they asked for a demo"})
        assert "contested" in home(running, "jo", "contested)").shown
        shown = open_home(running, "kim", "1 contested rejection waits").shown
        assert "they asked for a demo" in shown
        people.press("kim", "Uphold the contest", about="Birch Inc", home=True)
        home(running, "kim", "The contest was upheld")

    @pytest.mark.parametrize("agreed", [True, False])
    def test_a_rejection_that_stands_is_told_on_home(self, running: Office, *, agreed: bool) -> None:
        people = running.people
        people.advance_to("2025-11-20T10:00")
        people.say("jo", "/sla handoff")
        people.submit("jo", {"Company or person": "Birch Inc", "Rep": "Ana Ruiz"})
        people.close("jo")
        open_home(running, "ana", "waits for your answer")
        people.press("ana", "Reject…", about="Birch Inc", home=True)
        people.submit("ana", {"Reason": "Other", "What marketing should know": "a student"})
        open_home(running, "jo", "1 rejection you can contest")
        if agreed:
            people.press("jo", "Agree", about="Birch Inc", home=True)
            home(running, "jo", "The rejection stands")
        else:
            people.press("jo", "Contest…", about="Birch Inc", home=True)
            people.submit("jo", {"Why it is a good lead": "they asked for a demo"})
            open_home(running, "kim", "1 contested rejection waits")
            people.press("kim", "Keep the rejection", about="Birch Inc", home=True)
            home(running, "kim", "The rejection stands")
        assert "you can contest" not in open_home(running, "jo", "handed over in November").shown

    def test_what_comes_to_the_manager_the_rep_reads_first(self, running: Office) -> None:
        people = running.people
        people.advance_to("2025-11-20T10:00")
        people.say("jo", "/sla handoff")
        people.submit("jo", {"Company or person": "Amber Inc", "Rep": "Ana Ruiz"})
        people.advance_to("2025-12-03T10:00")
        shown = open_home(running, "ana", "waits for your answer").shown
        assert "The manager of sales sees this line too" in shown
        theirs = open_home(running, "kim", "1 lead waits to be accepted").shown
        line = next(one for one in shown.split("\n") if "an answer was due" in one)
        assert line in theirs
        people.choose("kim", "Lee Park", about="Amber Inc", home=True)
        home(running, "kim", "goes to Lee Park")


class TestOthers:
    def test_the_manager_sees_the_team_in_counts(self, running: Office) -> None:
        shown = open_home(running, "kim", "The team:").shown
        assert "The team: 1 lead overdue" in shown
        assert "Harbour GmbH" not in shown
        assert "Ana" not in shown

    def test_marketing_sees_what_became_of_its_leads(self, running: Office) -> None:
        shown = open_home(running, "jo", "handed over in November").shown
        assert "6 leads handed over in November so far" in shown
        assert "Ana" not in shown
        assert "Lee P" not in shown

    def test_somebody_who_is_not_named_reads_whom_to_ask(self, running: Office) -> None:
        shown = open_home(running, "ceo", "not named").shown
        assert "ask Kim Wolf to add you" in shown
        running.people.press("ceo", "The agreement", home=True)
        assert (
            running.people.wait_for(lambda: running.people.modal("ceo"), user="ceo").title == "The agreement"
        )

    def test_a_guest_reads_one_line(self, running: Office) -> None:
        shown = open_home(running, "guest", "members of this workspace").shown
        assert "lead" not in shown.lower()

    def test_the_slack_status_is_an_offer_in_the_form(self, running: Office) -> None:
        people = running.people
        people.advance_to("2025-11-20T10:00")
        open_home(running, "jo", "none planned")
        people.press("jo", "I’m away …", home=True)
        form = people.wait_for(lambda: people.modal("jo"), user="jo")
        assert "Your Slack status says “Vacationing” until Fri 28 Nov" in form.shown
        assert (form.value("First day"), form.value("Last day")) == ("2025-11-20", "2025-11-28")
        people.close("jo")
        assert "none planned" in open_home(running, "jo", "none planned").shown
        people.press("jo", "I’m away …", home=True)
        people.submit("jo")
        home(running, "jo", "You are away until Fri 28 Nov; nobody covers")
