"""What became of each message, told honestly: posted, refused, or not to be known."""

import errno
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http.client import BadStatusLine
from socket import gaierror
from ssl import SSLCertVerificationError
from urllib.error import URLError

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from bot.answers import outcome_of_post
from bot.messenger import EVENT_TYPE, SlackMessenger
from handlers.views.message import Message
from handlers.views.weekly import weekly_message
from sandbox.driver import Driver
from sandbox.jsonvalue import Object, as_object
from sandbox.manifest import Manifest
from sandbox.seen import Exchange
from sandbox.server import Sandbox
from scheduling.messenger import Absent, Ambiguous, Refused, Result
from sla.delivery import Posted
from sla.services.bulletins import Private
from tests.bot.conftest import STRANGERS
from tests.handlers.views import lead_examples as leads
from tests.handlers.views import weekly_examples
from tests.handlers.views.examples import digest
from tests.handlers.views.lead_examples import HARBOUR, HARBOUR_FACTS, HELLO, LATER, NUDGE

MINUTE = timedelta(minutes=1)
TODAY = digest()
FROM_HUBSPOT = leads.logged(
    HARBOUR, HARBOUR_FACTS, leads.touch(501, leads.NOW, by_hand=False, source="hubspot", told=True)
)
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.fixture
def messenger(client: WebClient) -> SlackMessenger:
    return SlackMessenger(client)


def to_channel(messenger: SlackMessenger, *, reference: str = "r1") -> Result:
    where = messenger.channel("sla")
    return (
        where
        if isinstance(where, Refused)
        else messenger.digest(TODAY, reference=reference, doubt=False)(where)
    )


def to_person(messenger: SlackMessenger, slack_id: str, content: Private, reference: str) -> Result:
    where = messenger.direct(slack_id)
    if isinstance(where, Refused):
        return where
    return messenger.privately(content, reference=reference, late=())(where)


def in_channel(client: WebClient) -> list[str]:
    """The references of what stands in the channel."""
    read = client.conversations_history(channel="C1SLA", include_all_metadata=True)
    return [one["metadata"]["event_payload"]["reference"] for one in read["messages"]]


def posts(people: Driver) -> list[Exchange]:
    return [entry for entry in people.traffic() if entry.what == "chat.postMessage"]


def request_of(entry: Exchange) -> Object:
    return as_object(entry.request)


class TestPosting:
    def test_a_digest_arrives_once_with_its_reference_in_the_metadata(
        self, messenger: SlackMessenger, client: WebClient, people: Driver
    ) -> None:
        result = to_channel(messenger)
        assert isinstance(result, Posted)
        read = client.conversations_history(channel="C1SLA", include_all_metadata=True)["messages"]
        assert [(one["ts"], one["metadata"]) for one in read] == [
            (result.message_ts, {"event_type": EVENT_TYPE, "event_payload": {"reference": "r1"}})
        ]
        assert result.channel_id == "C1SLA"
        (seen,) = people.messages("kim", "#sla")
        assert "Tue 24 Nov" in seen.shown

    def test_a_nudge_and_a_hello_go_to_the_person_alone(
        self, messenger: SlackMessenger, people: Driver
    ) -> None:
        assert isinstance(to_person(messenger, "U1ANA", HELLO, "r1"), Posted)
        assert isinstance(to_person(messenger, "U1ANA", NUDGE, "r2"), Posted)
        assert len(people.dm("ana")) == 2
        assert not people.dm("lee")
        assert not people.messages("ana", "#sla")
        opened = [entry for entry in people.traffic() if entry.what == "conversations.open"]
        assert len(opened) == 1, "the conversation is opened once and remembered"

    def test_nothing_unfurls_and_no_name_becomes_a_mention(
        self, messenger: SlackMessenger, people: Driver
    ) -> None:
        to_channel(messenger)
        request = request_of(posts(people)[0])
        for flag in ("unfurl_links", "unfurl_media", "link_names"):
            assert str(request[flag]).lower() in {"0", "false"}
        assert request["text"]


class TestMending:
    """A reminder's line once a source has brought what it asked for."""

    def test_the_line_is_rewritten_in_place_and_the_rest_stays(
        self, messenger: SlackMessenger, client: WebClient, people: Driver
    ) -> None:
        there = to_person(messenger, "U1ANA", NUDGE, "r1")
        assert isinstance(there, Posted)
        assert messenger.mend(there, [FROM_HUBSPOT], reference="r1") == there
        (seen,) = people.dm("ana")
        assert "done: call" in seen.shown
        assert "from HubSpot · *3 of 3*, caught up" in seen.shown
        read = client.conversations_history(channel=there.channel_id, include_all_metadata=True)["messages"]
        assert [one["metadata"]["event_payload"]["reference"] for one in read] == ["r1"]
        acts = [one.get("elements", ()) for one in read[0]["blocks"] if one.get("block_id") == "L91"]
        assert [each["text"]["text"] for each in acts[0] if "text" in each] == ["Log call", "Log email"]

    def test_a_line_that_is_rewritten_already_or_not_there_is_left_alone(
        self, messenger: SlackMessenger, people: Driver
    ) -> None:
        there = to_person(messenger, "U1ANA", NUDGE, "r1")
        assert isinstance(there, Posted)
        messenger.mend(there, [FROM_HUBSPOT], reference="r1")
        assert messenger.mend(there, [FROM_HUBSPOT], reference="r1") == Absent()
        elsewhere = replace(FROM_HUBSPOT, lead=LATER[0].lead)
        assert messenger.mend(there, [elsewhere], reference="r1") == Absent()
        assert len([one for one in people.traffic() if one.what == "chat.update"]) == 1

    def test_one_that_is_gone_is_gone(self, messenger: SlackMessenger, client: WebClient) -> None:
        there = to_person(messenger, "U1ANA", NUDGE, "r1")
        assert isinstance(there, Posted)
        client.chat_delete(channel=there.channel_id, ts=there.message_ts)
        assert messenger.mend(there, [FROM_HUBSPOT], reference="r1") == Absent()

    @pytest.mark.parametrize("method", ["conversations.history", "chat.update"])
    def test_too_many_calls_are_for_later(
        self, messenger: SlackMessenger, people: Driver, method: str
    ) -> None:
        there = to_person(messenger, "U1ANA", NUDGE, "r1")
        assert isinstance(there, Posted)
        people.fault(method, "rate_limited", seconds=30)
        for _ in range(2):
            result = messenger.mend(there, [FROM_HUBSPOT], reference="r1")
            assert isinstance(result, Refused)
            assert result.retry_after is not None
        assert len([one for one in people.traffic() if one.what == method]) == 1, "held by itself"


class TestWriting:
    def test_what_cannot_be_written_breaks_before_slack_is_asked(
        self, messenger: SlackMessenger, people: Driver
    ) -> None:
        blank = replace(NUDGE, counts=None)  # type: ignore[arg-type]
        with pytest.raises(AttributeError):
            messenger.privately(blank, reference="r1", late=())
        assert people.traffic() == []


class TestFaults:
    @pytest.mark.parametrize("kind", ["drop_before", "drop_after", "error_500", "error_500_after"])
    def test_what_cannot_be_told_apart_is_ambiguous_and_never_sent_again(
        self, messenger: SlackMessenger, client: WebClient, people: Driver, kind: str
    ) -> None:
        people.fault("chat.postMessage", kind)
        result = to_channel(messenger)
        assert isinstance(result, Ambiguous)
        assert result.reason
        assert in_channel(client) == (["r1"] if kind.endswith("_after") else [])
        assert len(posts(people)) == 1

    def test_an_answer_that_takes_too_long_is_ambiguous(
        self, sandbox: Sandbox, client: WebClient, people: Driver
    ) -> None:
        hasty = WebClient(token=sandbox.bot_token, base_url=sandbox.api_url, timeout=1, retry_handlers=[])
        people.fault("chat.postMessage", "latency", seconds=1.5)
        result = to_channel(SlackMessenger(hasty))
        assert result == Ambiguous(reason="TimeoutError")
        people.wait_for(lambda: in_channel(client) == ["r1"])

    def test_too_many_calls_may_be_tried_again_after_the_wait(
        self, messenger: SlackMessenger, client: WebClient, people: Driver
    ) -> None:
        people.fault("chat.postMessage", "rate_limited", seconds=7)
        result = to_channel(messenger)
        assert result == Refused(reason="ratelimited", retry_after=timedelta(seconds=7))
        assert in_channel(client) == []
        assert isinstance(to_channel(messenger), Posted)

    @pytest.mark.parametrize(
        ("channel", "reason"), [("nowhere", "channel_not_found"), ("elsewhere", "not_in_channel")]
    )
    def test_a_channel_that_cannot_be_posted_to_is_refused_for_good(
        self, messenger: SlackMessenger, channel: str, reason: str
    ) -> None:
        assert messenger.channel(channel) == Refused(reason=reason)

    def test_a_token_that_no_longer_holds_may_be_replaced(self, sandbox: Sandbox) -> None:
        revoked = WebClient(token="xoxb-gone", base_url=sandbox.api_url, retry_handlers=[])
        assert to_channel(SlackMessenger(revoked)) == Refused(reason="invalid_auth", retry_after=MINUTE)

    def test_a_slack_that_is_not_there_may_be_tried_again(
        self, messenger: SlackMessenger, sandbox: Sandbox
    ) -> None:
        sandbox.stop()
        refused = Refused(reason="ConnectionRefusedError", retry_after=MINUTE)
        assert to_channel(messenger) == refused
        assert to_person(messenger, "U1ANA", NUDGE, "r2") == refused


class TestHolding:
    """Slack's word for one method counts for that method alone."""

    def test_too_many_messages_hold_messages_and_no_look(
        self, messenger: SlackMessenger, people: Driver
    ) -> None:
        assert messenger.held() is None
        people.fault("chat.postMessage", "rate_limited", seconds=7)
        to_channel(messenger)
        held = messenger.held()
        assert held is not None
        assert timedelta(seconds=6) < held <= timedelta(seconds=7)
        assert messenger.find("C1SLA", "r1", since=LONG_AGO) == Absent()

    def test_too_many_looks_hold_looks_and_no_message(
        self, messenger: SlackMessenger, people: Driver
    ) -> None:
        people.fault("conversations.history", "rate_limited", seconds=7)
        assert messenger.find("C1SLA", "r1", since=LONG_AGO) == Refused(
            reason="ratelimited", retry_after=timedelta(seconds=7)
        )
        calls = len(people.traffic())
        again = messenger.find("C1SLA", "r1", since=LONG_AGO)
        assert isinstance(again, Refused)
        assert len(people.traffic()) == calls, "it was not even asked"
        assert messenger.held() is None
        assert isinstance(to_channel(messenger), Posted)


class TestFinding:
    def test_by_its_reference_in_any_conversation(self, messenger: SlackMessenger) -> None:
        digest, hello = to_channel(messenger), to_person(messenger, "U1ANA", HELLO, "r2")
        assert messenger.find("C1SLA", "r1", since=LONG_AGO) == digest
        assert messenger.find("D1ANA", "r2", since=LONG_AGO) == hello
        assert messenger.find("C1SLA", "r2", since=LONG_AGO) == Absent()

    def test_on_a_later_page(self, messenger: SlackMessenger, people: Driver) -> None:
        posted = to_channel(messenger)
        for n in range(205):
            people.say("kim", f"line {n}", channel="#sla")
        assert messenger.find("C1SLA", "r1", since=LONG_AGO) == posted

    def test_only_since_the_moment(self, messenger: SlackMessenger) -> None:
        to_channel(messenger)
        assert messenger.find("C1SLA", "r1", since=datetime(2099, 1, 1, tzinfo=UTC)) == Absent()

    @pytest.mark.parametrize("lag", [0, 2, 8, 60])
    def test_a_history_that_lags_shows_it_later(
        self, messenger: SlackMessenger, people: Driver, lag: int
    ) -> None:
        posted = to_channel(messenger)
        people.fault("conversations.history", "history_lag", seconds=lag)
        assert messenger.find("C1SLA", "r1", since=LONG_AGO) == (Absent() if lag else posted)
        people.advance(seconds=lag)
        people.clear_faults()
        people.fault("conversations.history", "history_lag", seconds=lag)
        assert messenger.find("C1SLA", "r1", since=LONG_AGO) == posted

    @pytest.mark.parametrize("kind", ["drop_before", "error_500"])
    def test_a_look_that_fails_may_be_made_again(
        self, messenger: SlackMessenger, people: Driver, kind: str
    ) -> None:
        people.fault("conversations.history", kind)
        result = messenger.find("C1SLA", "r1", since=LONG_AGO)
        assert isinstance(result, Refused)
        assert result.retry_after == MINUTE

    def test_without_the_scope_it_cannot_look(self, manifest: Manifest) -> None:
        poor = replace(manifest, scopes=tuple(set(manifest.scopes) - {"channels:history"}))
        with Sandbox(STRANGERS, poor) as sandbox:
            client = WebClient(token=sandbox.bot_token, base_url=sandbox.api_url, retry_handlers=[])
            found = SlackMessenger(client).find("C1SLA", "r1", since=LONG_AGO)
        assert found == Refused(reason="missing_scope")


class TestWhereADigestGoes:
    @pytest.mark.parametrize(
        ("change", "reason"),
        [
            ({"archived": True}, "is_archived"),
            ({"shared": True}, "shared_with_another_company"),
            ({"has_app": False}, "not_in_channel"),
            ({"name": "other"}, "channel_not_found"),
        ],
    )
    def test_nowhere_where_it_must_not(
        self, manifest: Manifest, change: dict[str, object], reason: str
    ) -> None:
        place = replace(STRANGERS, channels=(replace(STRANGERS.channels[0], **change),))  # type: ignore[arg-type]
        with Sandbox(place, manifest) as sandbox:
            client = WebClient(token=sandbox.bot_token, base_url=sandbox.api_url, retry_handlers=[])
            assert to_channel(SlackMessenger(client)) == Refused(reason=reason)
            assert not posts(Driver(sandbox.url))

    def test_its_id_is_asked_once_and_its_state_each_time(
        self, messenger: SlackMessenger, people: Driver
    ) -> None:
        assert [messenger.channel("sla") for _ in range(3)] == ["C1SLA"] * 3
        asked = [entry.what for entry in people.traffic() if entry.what.startswith("conversations")]
        assert asked == ["conversations.list", *["conversations.info"] * 3]


class TestBlocksThatSlackRefuses:
    def test_the_same_goes_out_as_text(
        self, messenger: SlackMessenger, client: WebClient, people: Driver, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        broken = Message(text="All of it, in words.", blocks=({"type": "no such block"},))
        monkeypatch.setattr("bot.messenger.digest_message", lambda _digest: broken)
        assert isinstance(to_channel(messenger), Posted)
        (seen,) = people.messages("kim", "#sla")
        assert seen.shown == "All of it, in words."
        assert posts(people)[0].error == "invalid_blocks"
        assert in_channel(client) == ["r1"]

    def test_a_chart_that_slack_refuses_is_left_out_and_the_rest_stays(
        self, messenger: SlackMessenger, client: WebClient, people: Driver, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        whole = weekly_message(weekly_examples.USUAL)
        chart = {"type": "data_visualization", "title": "of no kind", "chart": {"type": "no such chart"}}
        blocks = (*whole.without_charts().blocks, chart)
        monkeypatch.setattr("bot.messenger.weekly_message", lambda _summary: replace(whole, blocks=blocks))
        result = messenger.weekly(weekly_examples.USUAL, reference="r1", doubt=False)("C1SLA")
        assert isinstance(result, Posted)
        assert [post.error for post in posts(people)] == ["invalid_blocks", None]
        (seen,) = people.messages("kim", "#sla")
        assert "Full board" in [control.label for control in seen.controls]
        assert in_channel(client) == ["r1"]

    def test_a_chart_that_slack_takes_is_there(self, messenger: SlackMessenger, people: Driver) -> None:
        messenger.weekly(weekly_examples.USUAL, reference="r1", doubt=True)("C1SLA")
        (post,) = posts(people)
        assert post.error is None
        assert "data_visualization" in str(request_of(post)["blocks"])


class TestOpeningTheConversation:
    """It posts nothing, so nothing about it is ambiguous."""

    @pytest.mark.parametrize("kind", ["drop_before", "drop_after", "error_500", "error_500_after"])
    def test_a_failure_may_be_tried_again(self, messenger: SlackMessenger, people: Driver, kind: str) -> None:
        people.fault("conversations.open", kind)
        result = to_person(messenger, "U1ANA", NUDGE, "r1")
        assert isinstance(result, Refused)
        assert result.retry_after == MINUTE
        assert not people.dm("ana")
        assert isinstance(to_person(messenger, "U1ANA", NUDGE, "r1"), Posted)

    def test_too_many_calls_wait_as_long_as_slack_says(
        self, messenger: SlackMessenger, people: Driver
    ) -> None:
        people.fault("conversations.open", "rate_limited", seconds=9)
        result = to_person(messenger, "U1ANA", HELLO, "r1")
        assert result == Refused(reason="ratelimited", retry_after=timedelta(seconds=9))

    def test_nobody_there_is_for_good(self, messenger: SlackMessenger) -> None:
        result = to_person(messenger, "U404", HELLO, "r1")
        assert isinstance(result, Refused)
        assert result.retry_after is None

    def test_a_scope_that_is_missing_is_for_good(self, manifest: Manifest) -> None:
        poor = replace(manifest, scopes=tuple(set(manifest.scopes) - {"im:write"}))
        with Sandbox(STRANGERS, poor) as sandbox:
            client = WebClient(token=sandbox.bot_token, base_url=sandbox.api_url, retry_handlers=[])
            assert SlackMessenger(client).direct("U1ANA") == Refused(reason="missing_scope")


def answer(status: int, reason: str) -> SlackApiError:
    response = SlackResponse(
        client=None,
        http_verb="POST",
        api_url="",
        req_args={},
        data={"ok": False, "error": reason},
        headers={},
        status_code=status,
    )
    return SlackApiError("refused", response)


PORTAL = "Received a response in a non-JSON format: <html>"
JUDGED: list[tuple[Exception, Result]] = [
    (URLError(gaierror(-2, "unknown")), Refused(reason="gaierror", retry_after=MINUTE)),
    (URLError(TimeoutError()), Refused(reason="TimeoutError", retry_after=MINUTE)),
    (URLError(OSError(errno.ENETUNREACH, "")), Refused(reason="OSError", retry_after=MINUTE)),
    (URLError(SSLCertVerificationError()), Refused(reason="SSLCertVerificationError", retry_after=MINUTE)),
    (URLError(BrokenPipeError()), Ambiguous(reason="BrokenPipeError")),
    (TimeoutError(), Ambiguous(reason="TimeoutError")),
    (ConnectionResetError(), Ambiguous(reason="ConnectionResetError")),
    (BadStatusLine("?"), Ambiguous(reason="BadStatusLine")),
    (answer(200, "fatal_error"), Ambiguous(reason="fatal_error")),
    (answer(200, "internal_error"), Ambiguous(reason="internal_error")),
    (answer(503, "whatever"), Ambiguous(reason="whatever")),
    (answer(502, PORTAL), Ambiguous(reason=PORTAL)),
    (answer(200, PORTAL), Ambiguous(reason=PORTAL)),
    (answer(200, "team_added_to_org"), Refused(reason="team_added_to_org", retry_after=MINUTE)),
    (answer(429, "ratelimited"), Refused(reason="ratelimited", retry_after=MINUTE)),
    (answer(200, "is_archived"), Refused(reason="is_archived")),
    (answer(200, "msg_blocks_too_long"), Refused(reason="msg_blocks_too_long")),
]
"""What the sandbox cannot bring about, as the SDK would raise it."""


@pytest.mark.parametrize(("error", "result"), JUDGED)
def test_what_the_sandbox_cannot_bring_about_is_judged_alike(error: Exception, result: Result) -> None:
    assert outcome_of_post(error) == result
