"""What people type and press, through the whole bot and over real sockets."""

import pytest

from sandbox.seen import Seen
from tests.e2e.asking import ask
from tests.e2e.conftest import Mode, Office

pytestmark = pytest.mark.e2e


@pytest.fixture(params=["socket", "http"])
def mode(request: pytest.FixtureRequest) -> Mode:
    """The same in Socket Mode and over signed HTTP."""
    return request.param


class TestCommands:
    def test_status_shows_both_sides_to_anyone_and_names_no_rep(self, running: Office) -> None:
        shown = ask(running, "ceo", "/sla status", "First attempt within 2 h", channel="#sla").shown
        assert "MARKETING" in shown
        assert "SALES" in shown
        assert "not signed yet" in shown
        assert "Ana" not in shown

    def test_a_rep_sees_own_numbers_and_not_anothers(self, running: Office) -> None:
        ask(running, "ana", "/sla status me", "1 overdue, 1 due today, 2 new")
        ask(running, "ana", "/sla status @lee", "shown to that rep and to the manager of sales only")
        ask(running, "kim", "/sla status @ana", "Ana Ruiz")

    def test_demand_shows_the_chain_and_a_what_if(self, running: Office) -> None:
        shown = ask(running, "jo", "/sla demand", "3,900").shown
        for step in ("250 deals", "1,087", "1,326", "$128"):
            assert step in shown
        assert "3,900" in ask(running, "jo", "/sla demand win=27%", "3,324 leads").shown

    def test_leads_lists_the_reps_own_most_urgent_first(self, running: Office) -> None:
        shown = ask(running, "ana", "/sla leads", "Harbour GmbH").shown
        assert shown.index("Harbour GmbH") < shown.index("Café Lumière") < shown.index("Northwind Ltd")
        assert "Lee's own lead" not in shown
        assert "Old friend" not in shown

    def test_leads_of_before_the_agreement_are_listed_not_judged(self, running: Office) -> None:
        ask(running, "ana", "/sla leads all", "most urgent first")
        running.people.press("ana", "Next page")
        assert "Old friend" in running.people.wait_for("Page 2 of 2", user="ana").shown

    def test_log_counts_and_says_what_is_next(self, running: Office) -> None:
        shown = ask(running, "ana", "/sla log harbour call no answer rang twice", "3 of 3").shown
        assert "day 28" in shown
        again = ask(running, "ana", "/sla log L1 email", "not counted").shown
        assert "One follow-up per lead and day counts" in again

    def test_why_explains_every_touch(self, running: Office) -> None:
        shown = ask(running, "ana", "/sla why harbour", "Wed 19 Nov").shown
        assert "first attempt" in shown
        assert "follow-up 1" in shown
        ask(running, "lee", "/sla why L1", "not yours")

    def test_help_is_for_the_persons_side(self, running: Office) -> None:
        assert "/sla log" in ask(running, "ana", "/sla", "/sla leads").shown
        assert "/sla log" not in ask(running, "jo", "/sla help", "/sla status").shown

    @pytest.mark.parametrize(
        ("text", "expect"),
        [
            ("/sla stauts", "/sla status"),
            ("/sla status yesterday", "/sla status [me"),
            ("/sla log nobody at all", "call, email, meeting or message"),
            ("/sla log harbour cal", "/sla log harbour call"),
            ("/sla log nosuchlead call", "No lead of yours"),
            ("/sla why", "Name a lead"),
            ("/sla why L999", "No lead of yours"),
            ("/sla demand win=340%", "340%"),
            ("/sla demand quota=0", "more than 0"),
            ("/sla demand aov=12,5k", "12,5k"),
            ("/sla demand nonsense", "name=value"),
            ("/sla demand mql_won=3%", "mql_sql"),
        ],
    )
    def test_what_cannot_be_read_gets_a_helpful_sentence(
        self, running: Office, text: str, expect: str
    ) -> None:
        shown = ask(running, "ana", text, expect).shown
        assert "Something broke" not in shown

    def test_a_guest_is_refused_politely(self, running: Office) -> None:
        ask(running, "guest", "/sla status", "members of this workspace only", channel="#sla")

    def test_somebody_not_named_has_no_list(self, running: Office) -> None:
        ask(running, "ceo", "/sla leads", "You carry no leads", channel="#sla")

    def test_a_hostile_name_pings_nobody(self, running: Office) -> None:
        ask(running, "ana", "/sla leads", "Evil")
        sent = [entry for entry in running.people.traffic() if "Evil" in str(entry)]
        assert sent
        assert not any("<!channel>" in str(entry.request) for entry in sent)


class TestButtons:
    @pytest.fixture
    def nudged(self, running: Office) -> Office:
        running.people.advance_to("2025-11-20T09:01")
        running.people.wait_for("leads today, Ana", user="ana")
        return running

    def nudge(self, office: Office) -> Seen:
        (nudge,) = [seen for seen in office.people.dm("ana") if "*Harbour GmbH*" in str(seen.blocks)]
        return nudge

    def test_log_call_counts_and_rewrites_only_its_own_lines(self, nudged: Office) -> None:
        nudged.people.press("ana", "Log call", about="Harbour GmbH")
        rewritten = nudged.people.wait_for("call logged", user="ana")
        assert not rewritten.ephemeral
        assert "3 of 3" in rewritten.shown
        assert "Café Lumière" in rewritten.shown
        assert len([seen for seen in nudged.people.dm("ana") if "Café Lumière" in seen.shown]) == 1

    def test_log_email_and_undo(self, nudged: Office) -> None:
        nudged.people.press("ana", "Log email", about="Café Lumière")
        nudged.people.wait_for("email logged", user="ana")
        nudged.people.press("ana", "Undo email", about="Café Lumière")
        nudged.people.wait_for(
            lambda: not any("email logged" in seen.shown for seen in nudged.people.dm("ana")), user="ana"
        )
        assert [seen for seen in nudged.people.dm("ana") if "2 of 3 follow-ups by day 14" in seen.shown]

    def test_a_meeting_from_the_menu(self, nudged: Office) -> None:
        nudged.people.choose("ana", "Log meeting", block_id="L1")
        nudged.people.wait_for("meeting logged", user="ana")

    def test_remind_me_tomorrow_moves_the_reminder_not_the_date(self, nudged: Office) -> None:
        nudged.people.choose("ana", "Remind me tomorrow", block_id="L1")
        shown = nudged.people.wait_for("stays", user="ana").shown
        assert "Harbour GmbH" in shown

    def test_why_this_date_opens_beside_the_nudge(self, nudged: Office) -> None:
        nudged.people.choose("ana", "Why this date", block_id="L1")
        assert nudged.people.wait_for("14 days after", user="ana").ephemeral
        assert "Log call" in [control.label for control in self.nudge(nudged).controls]

    def test_all_my_leads_and_logging_from_the_list(self, nudged: Office) -> None:
        label = next(one.label for one in self.nudge(nudged).controls if one.label.startswith("All my leads"))
        nudged.people.press("ana", label)
        nudged.people.wait_for("most urgent first", user="ana")
        nudged.people.press("ana", "Log call", about="Café Lumière", in_message="most urgent first")
        rewritten = nudged.people.wait_for("call logged", user="ana")
        assert rewritten.ephemeral
        assert "Harbour GmbH" in rewritten.shown
        nudged.people.press("ana", "Undo call", about="Café Lumière", in_message="most urgent first")
        nudged.people.wait_for(lambda: "call logged" not in nudged.people.dm("ana")[-1].shown, user="ana")

    def test_digest_buttons_answer_the_one_who_presses(self, nudged: Office) -> None:
        nudged.people.wait_for("Marketing", user="kim", channel="#sla")
        for label, expect in (("Full board", "Promised"), ("How is this counted?", "90%")):
            nudged.people.press("kim", label, channel="#sla")
            assert nudged.people.wait_for(expect, user="kim", channel="#sla").ephemeral
        nudged.people.press("ana", "My leads", channel="#sla")
        assert nudged.people.wait_for("Harbour GmbH", user="ana", channel="#sla").ephemeral

    def test_a_lead_of_somebody_else_is_refused(self, nudged: Office) -> None:
        nudged.people.say("lee", "/sla log L1 call")
        nudged.people.wait_for("not yours", user="lee")
