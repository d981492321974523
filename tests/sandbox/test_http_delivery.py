"""Signed HTTP instead of sockets: the challenge, what is posted, what the answer does, and when events come again."""

import json
import threading
import time
from collections.abc import Iterator

import pytest
from slack_sdk import WebClient
from slack_sdk.signature import SignatureVerifier

from sandbox.driver import Driver, Refused
from sandbox.errors import SandboxError
from sandbox.manifest import Manifest
from sandbox.server import Sandbox
from sandbox.workspace import Workspace
from tests.sandbox.http_app import Answer, HttpApp, challenge, http_app, nothing

GO = [
    {
        "type": "actions",
        "block_id": "row",
        "elements": [
            {"type": "button", "action_id": "go", "text": {"type": "plain_text", "text": "Go"}},
            {"type": "external_select", "action_id": "pick"},
        ],
    }
]
FORM = {
    "type": "modal",
    "title": {"type": "plain_text", "text": "Form"},
    "submit": {"type": "plain_text", "text": "Save"},
    "blocks": [
        {
            "type": "input",
            "block_id": "note",
            "label": {"type": "plain_text", "text": "Note"},
            "element": {"type": "plain_text_input", "action_id": "a"},
        }
    ],
}


@pytest.fixture
def listening() -> Iterator[HttpApp]:
    with http_app() as app:
        yield app


@pytest.fixture
def app(listening: HttpApp, driver: Driver) -> HttpApp:
    listening.answer = challenge
    driver.deliver_to(listening.url)
    listening.next()
    listening.answer = nothing
    return listening


def as_json(body: object, **more: object) -> Answer:
    return Answer(body=json.dumps(body), kind="application/json", **more)


class TestChallenge:
    def test_it_is_signed_json_and_the_answer_connects(
        self, listening: HttpApp, driver: Driver, sandbox: Sandbox
    ) -> None:
        assert not driver.state("ana")["app"]["connected"]
        listening.answer = challenge
        driver.deliver_to(listening.url)
        asked = listening.next()
        assert set(asked.json) == {"token", "challenge", "type"}
        assert asked.json["type"] == "url_verification"
        assert SignatureVerifier(sandbox.signing_secret).is_valid_request(asked.body, asked.headers)
        driver.wait_until_connected("ana")

    @pytest.mark.parametrize(
        "answer",
        [
            lambda one: as_json({"challenge": one.json["challenge"]}),
            lambda one: Answer(
                body=f"challenge={one.json['challenge']}", kind="application/x-www-form-urlencoded"
            ),
        ],
        ids=["json", "form"],
    )
    def test_it_may_be_answered_as_json_or_form(self, listening: HttpApp, driver: Driver, answer) -> None:
        listening.answer = answer
        driver.deliver_to(listening.url)
        driver.wait_until_connected("ana")

    @pytest.mark.parametrize(
        ("answer", "said"),
        [
            (nothing, "value of the `challenge` parameter"),
            (lambda _: Answer(body="{", kind="application/json"), "value of the `challenge` parameter"),
            (lambda one: Answer(body=one.json["challenge"], status=404), "HTTP error: 404"),
            (lambda _: Answer(status=302, headers={"Location": "/"}), "HTTP error: 302"),
        ],
        ids=["empty", "broken", "missing", "moved"],
    )
    def test_any_other_answer_is_refused_and_changes_nothing(
        self, listening: HttpApp, driver: Driver, answer, said: str
    ) -> None:
        listening.answer = answer
        with pytest.raises(Refused, match=said) as caught:
            driver.deliver_to(listening.url)
        assert caught.value.code == "url_verification_failed"
        assert not driver.state("ana")["app"]["connected"]

    @pytest.mark.parametrize("url", ["nowhere", "ftp://127.0.0.1/", "http://"])
    def test_what_is_no_url_is_refused(self, driver: Driver, url: str) -> None:
        with pytest.raises(Refused, match="no request URL"):
            driver.deliver_to(url)

    def test_nobody_there_is_refused(self, driver: Driver) -> None:
        with http_app() as gone:
            pass
        with pytest.raises(Refused, match="connection_failed"):
            driver.deliver_to(gone.url)


class TestWhatIsPosted:
    def test_a_command_is_a_signed_form(self, app: HttpApp, driver: Driver, sandbox: Sandbox) -> None:
        app.answer = lambda _: as_json({"text": "answer"})
        driver.say("ana", "/try a & ü", channel="#sales")
        asked = app.next()
        assert asked.headers["Content-Type"] == "application/x-www-form-urlencoded"
        assert (asked.form["command"], asked.form["text"]) == ("/try", "a &amp; ü")
        assert asked.form["trigger_id"]
        assert asked.form["response_url"].startswith(sandbox.url)
        assert SignatureVerifier(sandbox.signing_secret).is_valid_request(asked.body, asked.headers)
        assert not SignatureVerifier("another secret").is_valid_request(asked.body, asked.headers)
        assert driver.messages("ana", "#sales")[-1].text == "answer"

    def test_a_commands_answer_may_be_plain_words(self, app: HttpApp, driver: Driver) -> None:
        app.answer = lambda _: Answer(body="plain words")
        driver.say("ana", "/try")
        assert (driver.dm("ana")[-1].text, driver.dm("ana")[-1].ephemeral) == ("plain words", True)

    def test_a_press_and_a_submission_are_forms_around_json(
        self, app: HttpApp, driver: Driver, client: WebClient
    ) -> None:
        client.chat_postMessage(channel="U1ANA", text="t", blocks=GO)
        driver.press("ana", "Go")
        pressed = app.next()
        assert (pressed.json["type"], set(pressed.form)) == ("block_actions", {"payload"})
        client.views_open(trigger_id=pressed.json["trigger_id"], view=FORM)
        app.answer = lambda _: as_json({"response_action": "errors", "errors": {"note": "No."}})
        assert driver.submit("ana", {"Note": "x"}).errors == {"note": "No."}
        app.answer = nothing
        assert driver.submit("ana", {"Note": "y"}).action is None
        assert driver.modal("ana") is None

    def test_options_come_back_in_the_body(self, app: HttpApp, driver: Driver, client: WebClient) -> None:
        ts = client.chat_postMessage(channel="C1SALES", text="t", blocks=GO)["ts"]
        options = [{"text": {"type": "plain_text", "text": "One"}, "value": "one"}]
        app.answer = lambda _: as_json({"options": options})
        place = {"as": "ana", "channel": "#sales", "ts": ts, "block_id": "row", "action_id": "pick"}
        assert driver._line.post("options", {**place, "value": "o"})["options"] == options
        assert app.next().json["value"] == "o"

    def test_an_event_is_json(self, app: HttpApp, driver: Driver) -> None:
        driver.say("ana", "hello")
        asked = app.next()
        assert asked.headers["Content-Type"] == "application/json"
        assert (asked.json["type"], asked.json["event"]["text"]) == ("event_callback", "hello")
        assert "X-Slack-Retry-Num" not in asked.headers

    def test_the_signature_holds_five_minutes(self, app: HttpApp, driver: Driver, sandbox: Sandbox) -> None:
        class Later:
            def __init__(self, seconds: float) -> None:
                self.seconds = seconds

            def now(self) -> float:
                return time.time() + self.seconds  # noqa: TID251 - what slack_sdk compares the header with

        driver.advance(days=3)  # signatures do not follow the moved clock
        driver.say("ana", "/try")
        asked = app.next()
        for seconds, valid in ((0, True), (298, True), (303, False), (-298, True), (-303, False)):
            verifier = SignatureVerifier(sandbox.signing_secret, clock=Later(seconds))
            assert verifier.is_valid_request(asked.body, asked.headers) is valid


class TestTrouble:
    @pytest.mark.parametrize("status", [301, 404, 500])
    def test_an_http_error_is_told_to_the_person_and_not_tried_again(
        self, app: HttpApp, driver: Driver, status: int
    ) -> None:
        app.answer = lambda _: Answer(status=status)
        with pytest.raises(Refused) as caught:
            driver.say("ana", "/try")
        assert (caught.value.code, driver.dm("ana")[-1].system_error) == ("dispatch_failed", True)
        assert driver.dm("ana")[-1].text == '/try failed with the error "dispatch_failed"'
        assert app.received.qsize() == 1

    def test_an_answer_after_three_seconds_is_too_late(self, app: HttpApp, driver: Driver) -> None:
        done = threading.Event()
        app.answer = lambda _: Answer(body=str(done.wait(5)))
        began = time.monotonic()
        with pytest.raises(Refused, match="did not respond") as caught:
            driver.say("ana", "/try")
        done.set()
        assert 3.0 <= time.monotonic() - began < 4.0
        assert caught.value.code == "operation_timeout"

    def test_nobody_at_the_url_reads_like_no_socket(self, driver: Driver, client: WebClient) -> None:
        with http_app() as app:
            app.answer = challenge
            driver.deliver_to(app.url)
        client.chat_postMessage(channel="U1ANA", text="t", blocks=GO)
        with pytest.raises(Refused, match="not running") as caught:
            driver.press("ana", "Go")
        assert caught.value.code == "dispatch_failed"

    def test_a_broken_answer_to_a_form_is_trouble(
        self, app: HttpApp, driver: Driver, client: WebClient
    ) -> None:
        driver.say("ana", "/try")
        client.views_open(trigger_id=app.next().form["trigger_id"], view=FORM)
        app.answer = lambda _: Answer(body="saved")
        with pytest.raises(Refused):
            driver.submit("ana", {"Note": "x"})
        assert driver.modal("ana") is not None

    def test_a_commands_broken_json_is_refused(self, app: HttpApp, driver: Driver) -> None:
        app.answer = lambda _: Answer(body='{"text": ', kind="application/json")
        with pytest.raises(Refused, match="invalid_command_response"):
            driver.say("ana", "/try")

    def test_it_goes_back_to_sockets(self, app: HttpApp, driver: Driver) -> None:
        driver.deliver_to(None)
        assert not driver.state("ana")["app"]["connected"]
        with pytest.raises(Refused, match="dispatch_failed"):
            driver.say("ana", "/try")
        assert app.received.empty()


class TestRetries:
    def test_an_event_comes_four_times_with_number_and_reason(self, app: HttpApp, driver: Driver) -> None:
        app.answer = lambda _: Answer(status=503)
        driver.retry_events_after(0, 0.1, 0.2)
        driver.say("ana", "hello")
        asked = [app.next() for _ in range(4)]
        told = [
            (one.headers.get("X-Slack-Retry-Num"), one.headers.get("X-Slack-Retry-Reason")) for one in asked
        ]
        assert told == [(None, None), ("1", "http_error"), ("2", "http_error"), ("3", "http_error")]
        assert len({one.json["event_id"] for one in asked}) == 1
        assert len({one.body for one in asked}) == 1

    def test_the_first_retry_is_at_once_and_the_second_a_minute_later(
        self, app: HttpApp, driver: Driver
    ) -> None:
        app.answer = lambda _: Answer(status=500)
        assert driver._line.get("delivery")["retry_after"] == [0, 60, 300]
        driver.say("ana", "hello")
        app.next()
        app.next()
        time.sleep(0.3)
        assert app.received.empty()

    def test_a_timeout_is_tried_again_for_that_reason(self, app: HttpApp, driver: Driver) -> None:
        late = iter([4.0, 0.0])
        app.answer = lambda _: Answer(body=str(time.sleep(next(late))))
        driver.say("ana", "hello")
        app.next()
        assert app.next().headers["X-Slack-Retry-Reason"] == "http_timeout"

    def test_an_app_can_ask_for_no_retry(self, app: HttpApp, driver: Driver) -> None:
        app.answer = lambda _: Answer(status=500, headers={"X-Slack-No-Retry": "1"})
        driver.retry_events_after(0, 0, 0)
        driver.say("ana", "hello")
        app.next()
        time.sleep(0.2)
        assert app.received.empty()

    def test_a_wait_that_is_none_is_refused(self, driver: Driver) -> None:
        with pytest.raises(Refused, match="no wait in seconds"):
            driver.retry_events_after(-1)


def test_a_request_url_from_the_start(workspace: Workspace, manifest: Manifest) -> None:
    with (
        http_app() as app,
        Sandbox(workspace, manifest, request_url=app.url, signing_secret="mine") as sandbox,
    ):
        people = Driver(sandbox.url)
        people.wait_until_connected("ana")
        people.say("ana", "/try")
        asked = app.next()
        assert SignatureVerifier("mine").is_valid_request(asked.body, asked.headers)


def test_a_request_url_that_is_none_stops_the_start(workspace: Workspace, manifest: Manifest) -> None:
    with pytest.raises(SandboxError, match="'nowhere' is no request URL"):
        Sandbox(workspace, manifest, request_url="nowhere").start()


def test_stopping_does_not_wait_for_an_app_that_hangs(workspace: Workspace, manifest: Manifest) -> None:
    done = threading.Event()
    with http_app() as app:
        app.answer = lambda _: Answer(body=str(done.wait(10)))
        sandbox = Sandbox(workspace, manifest, request_url=app.url).start()
        people = Driver(sandbox.url)
        people.say("ana", "hello")
        app.next()
        began = time.monotonic()
        sandbox.stop()
        assert time.monotonic() - began < 2
        done.set()
