"""Days away through the whole bot: as the rep, the stand-in, the manager, a marketer and a guest."""

import pytest

from sandbox.seen import Seen
from tests.e2e import asking
from tests.e2e.conftest import Mode, Office

pytestmark = pytest.mark.e2e


@pytest.fixture(params=["socket", pytest.param("http", marks=pytest.mark.chaos)])
def mode(request: pytest.FixtureRequest) -> Mode:
    """The same in Socket Mode and over signed HTTP."""
    return request.param


def ask(office: Office, user: str, text: str, expect: str) -> str:
    return asking.ask(office, user, text, expect).shown


def nudges(office: Office, user: str) -> list[Seen]:
    return [seen for seen in office.people.dm(user) if " today, " in seen.shown]


class TestRecording:
    def test_a_rep_goes_away_and_reads_what_it_does(self, running: Office) -> None:
        shown = ask(running, "ana", "/sla away 24.12..31.12 @lee", "You are away")
        assert "from Wed 24 Dec to Wed 31 Dec" in shown
        assert "No reminders to you" in shown
        assert "Due dates stay" in shown
        assert "Lee Park covers" in shown
        assert "Back on Thu 1 Jan 2026" in shown
        running.people.press("ana", "Cancel")
        running.people.wait_for("No days away are planned", user="ana")

    def test_a_manager_does_it_for_a_rep(self, running: Office) -> None:
        shown = ask(running, "kim", "/sla away @ana tomorrow until friday", "Ana Ruiz is away")
        assert "on Fri 21 Nov" in shown
        assert "Nobody covers" in shown

    def test_a_marketer_too(self, running: Office) -> None:
        shown = ask(running, "jo", "/sla away 2025-12-24", "You are away")
        assert "does not write to you" in shown

    @pytest.mark.parametrize(
        ("user", "text", "expect"),
        [
            ("ana", "/sla away 31.12..24.12", "before it starts"),
            ("ana", "/sla away 2025-11-19", "has passed"),
            ("ana", "/sla away next moon", "no day"),
            ("ana", "/sla away 30.2", "no day I can read"),
            ("ana", "/sla away 24.12 @ana", "stand in for themselves"),
            ("ana", "/sla away 24.12 @jo", "other side"),
            ("ana", "/sla away 24.12 @ceo", "not named"),
            ("ana", "/sla away @lee 24.12", "manager of their own side"),
            ("jo", "/sla away @ana 24.12", "manager of their own side"),
            ("kim", "/sla away @jo 24.12", "manager of their own side"),
            ("ceo", "/sla away 24.12", "named in the agreement"),
            ("guest", "/sla away 24.12", "members of this workspace only"),
        ],
    )
    def test_what_does_not_fit_gets_a_sentence(
        self, running: Office, user: str, text: str, expect: str
    ) -> None:
        assert "Something broke" not in ask(running, user, text, expect)

    def test_overlaps_are_refused(self, running: Office) -> None:
        ask(running, "lee", "/sla away 24.12..31.12", "You are away")
        ask(running, "lee", "/sla away 31.12..2.1", "already")
        ask(running, "ana", "/sla away 30.12 @lee", "away on some of these days too")

    def test_the_form_records_lists_and_cancels(self, running: Office) -> None:
        running.people.say("ana", "/sla away")
        done = running.people.submit(
            "ana", {"First day": "2025-12-24", "Last day": "2025-12-23", "Stand-in": "Lee Park"}
        )
        assert "before it starts" in str(done.error_at("Last day"))
        running.people.submit("ana", {"Last day": "2025-12-31"})
        assert "Lee Park covers" in str(running.people.modal("ana"))
        running.people.close("ana", everything=True)
        running.people.say("ana", "/sla away")
        running.people.wait_for(lambda: running.people.modal("ana") is not None, user="ana")
        assert "Lee Park covers" in str(running.people.modal("ana"))
        running.people.press("ana", "Cancel")
        running.people.wait_for(lambda: "Lee Park covers" not in str(running.people.modal("ana")), user="ana")


class TestMornings:
    def test_who_is_away_is_not_written_to(self, running: Office) -> None:
        ask(running, "ana", "/sla away today", "You are away")
        running.people.advance_to("2025-11-20T09:00")
        running.people.wait_for("today, Lee", user="lee")
        for _ in range(3):
            assert running.bot is not None
            running.bot.tick()
        assert not [seen for seen in running.people.dm("ana") if not seen.ephemeral]
        running.people.advance_to("2025-11-21T09:00")
        running.people.wait_for("Ana", user="ana")


class TestStandIn:
    def test_sees_the_leads_in_a_section_of_their_own_and_logs_on_them(self, running: Office) -> None:
        ask(running, "lee", "/sla log L1 call", "not yours")
        ask(running, "ana", "/sla away today until friday @lee", "Lee Park covers")
        running.people.advance_to("2025-11-20T09:00")
        hello = running.people.wait_for("today, Lee", user="lee").shown
        assert "For Ana Ruiz, who is away until tomorrow" in hello
        assert hello.index("For Ana Ruiz") < hello.index("Harbour GmbH")
        running.people.press("lee", "Log call", about="Harbour GmbH")
        running.people.wait_for("3 of 3", user="lee")
        shown = ask(running, "lee", "/sla leads", "For Ana Ruiz")
        assert "Harbour GmbH" not in shown
        running.people.press("lee", "Log call", about="Café Lumière", in_message="most urgent first")
        assert "For Ana Ruiz" in running.people.wait_for("call logged", user="lee").shown

    def test_what_waited_is_said_on_the_return(self, running: Office) -> None:
        ask(running, "kim", "/sla away @ana today", "Ana Ruiz is away")
        running.people.advance_to("2025-11-21T09:00")
        running.people.wait_for("*Hello", user="ana")
        assert "leads waited while you were away, Ana" in running.people.wait_for("waited", user="ana").shown


class TestKeeping:
    def test_the_owner_gives_a_lead_away_and_the_heir_is_told(self, running: Office) -> None:
        shown = ask(running, "ana", "/sla reassign L1 @lee", "is Lee Park’s now")
        assert "Its dates and counts stay: 1 more, due Wed 19 Nov" in shown
        ask(running, "ana", "/sla log L1 call", "not yours")
        running.people.advance_to("2025-11-20T09:00")
        nudge = running.people.wait_for("today, Lee", user="lee").shown
        assert "*Handed to you:* Harbour GmbH" in nudge
        ask(running, "lee", "/sla status me", "1 of the overdue inherited, not counted as yours")
        why = ask(running, "lee", "/sla why L1", "from the handoff")
        assert "Ana Ruiz from the handoff, Lee Park from Thu 20 Nov" in why
        assert "Day 14 (Wed 19 Nov): Ana Ruiz on duty" in why

    def test_a_manager_gives_a_lead_to_another(self, running: Office) -> None:
        ask(running, "kim", "/sla reassign fjord @lee", "no longer Ana Ruiz’s")

    def test_skip_and_snooze_move_reminders_only(self, running: Office) -> None:
        shown = ask(running, "ana", "/sla skip L1 they asked for <quiet>", "skipped today")
        assert "they asked for &lt;quiet&gt;" in shown
        assert "The date stays" in shown
        shown = ask(running, "ana", "/sla snooze café 3", "next reminder on Sunday")
        assert "The date stays: 1 more by Thu 20 Nov" in shown
        running.people.advance_to("2025-11-20T09:00")
        assert "Harbour GmbH" not in running.people.wait_for("today, Ana", user="ana").shown

    @pytest.mark.parametrize(
        ("user", "text", "expect"),
        [
            ("ana", "/sla reassign L1", "the one rep who gets it"),
            ("ana", "/sla reassign L1 @kim", "carried by the reps"),
            ("ana", "/sla reassign L1 @ceo", "carried by the reps"),
            ("ana", "/sla reassign L1 @ana", "theirs already"),
            ("lee", "/sla reassign L1 @lee", "not yours"),
            ("jo", "/sla reassign L1 @lee", "not yours"),
            ("guest", "/sla reassign L1 @lee", "members of this workspace only"),
            ("ana", "/sla snooze L1", "1 to 14"),
            ("ana", "/sla snooze L1 15", "15 is not one of them"),
            ("ana", "/sla snooze L1 0", "0 is not one of them"),
            ("lee", "/sla snooze L1 2", "not yours"),
            ("ana", "/sla skip L1", "why it is not for today"),
            ("jo", "/sla skip L1 no time", "not yours"),
            ("guest", "/sla skip L1 no time", "members of this workspace only"),
        ],
    )
    def test_what_does_not_fit_gets_a_sentence(
        self, running: Office, user: str, text: str, expect: str
    ) -> None:
        assert "Something broke" not in ask(running, user, text, expect)


class TestCard:
    def test_shows_what_happened_and_logs(self, running: Office) -> None:
        ask(running, "ana", "/sla skip L1 they asked for quiet", "skipped today")
        ask(running, "kim", "/sla reassign L1 @lee", "is Lee Park’s now")
        shown = ask(running, "lee", "/sla lead harbor gmbh", "given to Lee Park by Kim Wolf")
        assert "handed over to Ana Ruiz" in shown
        assert "skipped by Ana Ruiz: they asked for quiet" in shown
        assert "follow-up 1" in shown
        running.people.press("lee", "Log call", about="Harbour GmbH", in_message="handed over to")
        running.people.wait_for("3 of 3", user="lee")

    @pytest.mark.parametrize(
        ("user", "text", "expect"),
        [
            ("ana", "/sla lead", "Name a lead"),
            ("ana", "/sla lead L5", "not yours"),
            ("ana", "/sla lead %_%", "No lead of yours"),
            ("jo", "/sla lead L1", "not yours"),
            ("guest", "/sla lead L1", "members of this workspace only"),
        ],
    )
    def test_what_does_not_fit_gets_a_sentence(
        self, running: Office, user: str, text: str, expect: str
    ) -> None:
        assert "Something broke" not in ask(running, user, text, expect)
