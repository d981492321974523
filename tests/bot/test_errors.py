"""Whatever breaks, the person reads a sentence in time, and the log has the rest under the same reference."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest
from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot import errors
from bot.app import Socket
from bot.logs import set_up_logs
from sandbox.driver import Driver, Submission
from sandbox.seen import Exchange
from sandbox.server import Sandbox
from sla.errors import BadFields, BadInput, NotAllowed
from tests.bot.conftest import own_logs
from tests.e2e.conftest import Office

REFERENCE = re.compile(r"\(ref ([0-9a-f]{8})\)")


def break_store(office: Office) -> None:
    with closing(sqlite3.connect(office.folder / "sla.db")) as store:
        store.execute("ALTER TABLE lead RENAME TO lead_gone")


def reference_in(text: str) -> str:
    found = REFERENCE.search(text)
    assert found, text
    return found[1]


def answers(office: Office) -> list[Exchange]:
    """Whatever the bot tried to answer at a response_url."""
    return [one for one in office.people.traffic() if one.what == "response_url"]


@contextmanager
def as_in_production() -> Iterator[None]:
    """The bot's own logs; in a test's body only, for pytest takes the stream away between its phases."""
    with own_logs():
        set_up_logs(level="info", as_json=False)
        yield


@pytest.fixture
def calm(office: Office) -> Office:
    """Running, with so slow a beat that only what people do can break."""
    office.settings = office.settings.model_copy(update={"sla_tick_seconds": 300})
    office.start()
    return office


class TestABrokenHandler:
    def test_a_command_is_answered_with_the_reference_of_the_logged_traceback(
        self, calm: Office, capsys: pytest.CaptureFixture[str]
    ) -> None:
        break_store(calm)
        with as_in_production():
            calm.people.say("ana", "/sla leads")
            seen = calm.people.wait_for("Something broke", user="ana")
            log = capsys.readouterr().err
        assert seen.ephemeral
        assert f"reference={reference_in(seen.shown)}" in log
        assert "Traceback" in log
        assert "no such table: lead" in log
        assert "no such table" not in seen.shown

    def test_a_press_is_answered_beside_its_message_which_stays(
        self, calm: Office, capsys: pytest.CaptureFixture[str]
    ) -> None:
        calm.people.say("ana", "/sla leads")
        before = calm.people.wait_for("Harbour GmbH", user="ana")
        break_store(calm)
        with as_in_production():
            calm.people.press("ana", "Log call", about="Harbour GmbH")
            seen = calm.people.wait_for("Something broke", user="ana")
            log = capsys.readouterr().err
        assert seen.ephemeral
        assert f"reference={reference_in(seen.shown)}" in log
        assert calm.people.dm("ana")[0].blocks == before.blocks

    def test_the_bot_goes_on(self, calm: Office) -> None:
        break_store(calm)
        with as_in_production():
            calm.people.say("ana", "/sla leads")
            calm.people.wait_for("Something broke", user="ana")
            calm.people.say("ana", "/sla help")
            calm.people.wait_for("/sla status", user="ana")

    def test_an_answer_that_slack_does_not_take_is_told_in_its_place(self, calm: Office) -> None:
        calm.people.fault("response_url", "error_500")
        with as_in_production():
            calm.people.say("ana", "/sla status")
            reference_in(calm.people.wait_for("Something broke", user="ana").shown)

    def test_one_who_cannot_be_told_at_all_holds_up_nobody(self, calm: Office) -> None:
        calm.people.fault("response_url", "drop_before", times=2)
        with as_in_production():
            calm.people.say("ana", "/sla status")
            calm.people.wait_for(lambda: len(answers(calm)) == 2, user="ana")
            calm.people.say("lee", "/sla status")
            calm.people.wait_for("MARKETING", user="lee")
        assert not calm.people.dm("ana")

    def test_a_press_that_cannot_be_answered_at_all_is_acknowledged_all_the_same(self, calm: Office) -> None:
        calm.people.say("ana", "/sla stauts")
        calm.people.wait_for("Did you mean", user="ana")
        calm.people.fault("response_url", "drop_before", times=2)
        with as_in_production():
            calm.people.press("ana", "What I can do")
        assert len(calm.people.dm("ana")) == 1


class TestADomainError:
    def test_a_command_reads_its_own_sentence(self, running: Office) -> None:
        running.people.say("ana", "/sla log nosuchlead call")
        seen = running.people.wait_for("No lead of yours", user="ana")
        assert seen.ephemeral
        assert "Something broke" not in seen.shown

    def test_a_press_reads_its_own_sentence(self, running: Office) -> None:
        running.people.say("ana", "/sla leads")
        running.people.wait_for("Harbour GmbH", user="ana")
        with closing(sqlite3.connect(running.folder / "sla.db")) as store, store:
            (lee,) = store.execute("SELECT id FROM member WHERE email = 'lee@example.com'").fetchone()
            store.execute("UPDATE lead SET owner_id = ?", (lee,))
        running.people.press("ana", "Log call", about="Harbour GmbH")
        assert "Something broke" not in running.people.wait_for("not yours", user="ana").shown


Block = dict[str, object]


def text_input(name: str) -> Block:
    return {
        "type": "input",
        "block_id": name,
        "optional": True,
        "label": {"type": "plain_text", "text": name},
        "element": {"type": "plain_text_input", "action_id": "text"},
    }


NOTE, DAYS = text_input("note"), text_input("days")
WORDS: Block = {"type": "section", "text": {"type": "mrkdwn", "text": "Sure?"}}


BUTTON: Block = {
    "type": "actions",
    "elements": [{"type": "button", "action_id": "x", "text": {"type": "plain_text", "text": "Press"}}],
}


class TestAForm:
    @contextmanager
    def open(
        self, sandbox: Sandbox, client: WebClient, people: Driver, error: Exception, *blocks: Block
    ) -> Iterator[None]:
        """An app whose only form breaks when it is submitted, open before Ana."""
        app = App(client=client, process_before_response=True)
        errors.register(app)

        def show(ack: Ack, body: Block, client: WebClient) -> None:
            view = {
                "type": "modal",
                "callback_id": "form",
                "title": {"type": "plain_text", "text": "Form"},
                "submit": {"type": "plain_text", "text": "Do it"},
                "blocks": blocks,
            }
            client.views_open(trigger_id=str(body["trigger_id"]), view=view)
            ack()

        def submit() -> None:
            raise error

        app.command("/sla")(show)
        app.view("form")(submit)
        app.action("x")(submit)
        socket = Socket(app, app_token=sandbox.app_token, client=client, workers=2)
        socket.start()
        try:
            people.wait_until_connected("ana")
            people.say("ana", "/sla form")
            yield
        finally:
            socket.stop()

    def submitted(self, sandbox: Sandbox, client: WebClient, people: Driver, error: Exception) -> Submission:
        with self.open(sandbox, client, people, error, WORDS, NOTE, DAYS):
            return people.submit("ana", {})

    def test_the_sentence_stands_at_its_field(
        self, sandbox: Sandbox, client: WebClient, people: Driver
    ) -> None:
        error = BadInput("A lead sleeps 30 days at most.", field="days")
        answer = self.submitted(sandbox, client, people, error)
        assert answer == Submission(action="errors", errors={"days": "A lead sleeps 30 days at most."})

    @pytest.mark.parametrize("field", [None, "--zone"])
    def test_without_a_field_of_this_form_it_stands_at_the_first(
        self, sandbox: Sandbox, client: WebClient, people: Driver, field: str | None
    ) -> None:
        error = NotAllowed("That lead is not yours.", field=field)
        answer = self.submitted(sandbox, client, people, error)
        assert answer == Submission(action="errors", errors={"note": "That lead is not yours."})

    def test_several_sentences_stand_each_at_its_own(
        self, sandbox: Sandbox, client: WebClient, people: Driver
    ) -> None:
        error = BadFields({"days": "is missing; write a number.", "note": "write a text."})
        answer = self.submitted(sandbox, client, people, error)
        assert answer.errors == {"days": "This is missing; write a number.", "note": "Write a text."}

    def test_a_sentence_about_one_of_several_lines_stands_at_their_input(
        self, sandbox: Sandbox, client: WebClient, people: Driver
    ) -> None:
        error = BadFields({"note[2].name": "is listed already.", "note[3].name": "is empty."})
        answer = self.submitted(sandbox, client, people, error)
        assert answer.errors == {"note": "No. 2: This is listed already. No. 3: This is empty."}

    def test_what_belongs_to_another_form_stands_at_the_first_by_name(
        self, sandbox: Sandbox, client: WebClient, people: Driver
    ) -> None:
        error = BadFields({"team.zone": "is missing; write one.", "days": "Too many."})
        answer = self.submitted(sandbox, client, people, error)
        assert answer.errors == {"note": "Time zone: This is missing; write one.", "days": "Too many."}

    def test_what_is_about_several_inputs_stands_at_the_first_of_them(
        self, sandbox: Sandbox, client: WebClient, people: Driver
    ) -> None:
        named = [NOTE, text_input("lead_types[2].name"), text_input("lead_types[2].share")]
        error = BadFields({"lead_types[2]": '"web" stands for both.'})
        with self.open(sandbox, client, people, error, *named):
            assert people.submit("ana", {}).errors == {"lead_types[2].name": '"web" stands for both.'}

    def test_a_press_inside_it_is_answered_on_top_of_it(
        self, sandbox: Sandbox, client: WebClient, people: Driver
    ) -> None:
        with self.open(sandbox, client, people, NotAllowed("Only managers do that."), WORDS, BUTTON):
            people.press("ana", "Press")
            view = people.modal("ana")
            assert view is not None
            assert view.shown.endswith("Only managers do that.")
            people.close("ana")
            assert "Sure?" in str(people.modal("ana"))

    def test_what_broke_is_told_there_too(self, sandbox: Sandbox, client: WebClient, people: Driver) -> None:
        answer = self.submitted(sandbox, client, people, RuntimeError("hidden"))
        reference_in(answer.errors["note"])
        assert "hidden" not in answer.errors["note"]

    def test_a_form_without_inputs_gives_way_to_the_sentence(
        self, sandbox: Sandbox, client: WebClient, people: Driver
    ) -> None:
        with self.open(sandbox, client, people, BadInput("Too late."), WORDS):
            assert people.submit("ana", {}).action == "update"
            view = people.modal("ana")
            assert view is not None
            assert view.shown.endswith("Too late.")
