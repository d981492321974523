"""The socket loses no acknowledgement when it stops, comes back when it is cut, and serves one workspace."""

import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import pytest
from slack_bolt import App, BoltRequest
from slack_sdk import WebClient
from slack_sdk.socket_mode.builtin import SocketModeClient
from structlog.testing import capture_logs

from bot.app import build_app
from bot.assembly import services_of
from bot.clock import SystemClock
from bot.directory import SlackDirectory
from bot.file_worker import FileWorker
from bot.painter import Painter
from bot.questions import Questions
from bot.signing_in import sign_in, slack_client
from bot.store import open_store
from bot.turns import Turns
from handlers.channels import Channels
from handlers.modals import Modals
from sandbox.driver import Driver
from sandbox.jsonvalue import as_object
from sandbox.seen import Seen
from tests.e2e.conftest import Office
from tests.fakes.inbound import Unheard

BACK_WITHIN_SECONDS = 15


@pytest.fixture
def hands() -> Iterator[ThreadPoolExecutor]:
    """People who type at the same moment."""
    with ThreadPoolExecutor(8) as pool:
        yield pool


def seen_by(people: Driver, user: str) -> Seen:
    """The one message that the person comes to see, and it is no failure of Slack's."""
    people.wait_for(lambda: people.dm(user), user=user)
    (seen,) = people.dm(user)
    assert not seen.system_error, seen.shown
    return seen


def asked(people: Driver) -> set[str]:
    """Whose commands the bot has in hand."""
    calls = (as_object(entry.request) for entry in people.traffic() if entry.what == "users.info")
    return {str(request["user"]) for request in calls}


def type_away(running: Office, hands: ThreadPoolExecutor, *users: str) -> list[Future[None]]:
    """`/sla away` whose forms take a while to open, and the bot is at it."""
    running.people.fault("views.open", "latency", times=len(users), seconds=1.2)
    typed = [hands.submit(running.people.say, user, "/sla away") for user in users]
    running.people.wait_for(lambda: len(asked(running.people)) == len(users))
    return typed


class TestStopping:
    def test_commands_in_hand_are_answered_and_acknowledged(
        self, running: Office, hands: ThreadPoolExecutor
    ) -> None:
        typed = type_away(running, hands, "ana", "lee", "kim")
        hands.submit(running.stop).result()
        for one in typed:
            one.result()
        for user in ("ana", "lee", "kim"):
            assert running.people.modal(user) is not None
            assert not running.people.dm(user)

    def test_a_command_that_comes_while_it_stops_is_answered_too(
        self, running: Office, hands: ThreadPoolExecutor
    ) -> None:
        (typed,) = type_away(running, hands, "ana")
        stopping = hands.submit(running.stop)
        time.sleep(0.3)
        running.people.say("kim", "/sla help")
        typed.result()
        stopping.result()
        assert "/sla status" in seen_by(running.people, "kim").shown

    def test_more_commands_than_workers_wait_their_turn(
        self, running: Office, hands: ThreadPoolExecutor
    ) -> None:
        people = ("ana", "lee", "kim", "jo")
        typed = type_away(running, hands, *people)
        late = [hands.submit(running.people.say, user, "/sla help", channel="#sla") for user in people]
        time.sleep(0.2)
        running.stop()
        for one in (*typed, *late):
            one.result()

    def test_questions_that_were_acknowledged_are_answered(self, running: Office) -> None:
        running.people.fault("response_url", "latency", times=4, seconds=0.8)
        for user in ("ana", "lee", "kim", "jo"):
            running.people.say(user, "/sla status")
        running.stop()
        for user in ("ana", "lee", "kim", "jo"):
            (seen,) = running.people.dm(user)
            assert "MARKETING" in seen.shown

    def test_it_takes_no_longer_than_what_is_in_hand(self, running: Office) -> None:
        began = time.monotonic()
        running.stop()
        assert time.monotonic() - began < 2

    def test_stopping_twice_and_starting_again_work(self, running: Office) -> None:
        bot = running.bot
        assert bot is not None
        running.stop()
        bot.stop()
        running.start()
        running.people.say("ana", "/sla help")
        assert "/sla status" in seen_by(running.people, "ana").shown


def test_a_cut_socket_is_back_in_seconds(running: Office) -> None:
    def connected() -> bool:
        return bool(as_object(running.people.state("ana").get("app")).get("connected"))

    began = time.monotonic()
    running.people.fault("socket")
    running.people.wait_for(lambda: not connected())
    running.people.wait_for(connected, timeout=BACK_WITHIN_SECONDS)
    assert time.monotonic() - began < BACK_WITHIN_SECONDS
    running.people.say("ana", "/sla help")
    assert "/sla status" in seen_by(running.people, "ana").shown


class TestAnotherWorkspace:
    @pytest.fixture
    def app(self, office: Office) -> Iterator[App]:
        """The bot's own app, without a socket."""
        settings = office.settings
        client = WebClient(
            token=settings.slack_bot_token.get_secret_value(),
            base_url=settings.slack_api_url,
            retry_handlers=[],
        )
        store = open_store(database_url=settings.sla_database_url.get_secret_value(), threads=1)
        desk, clock = store.desk(store.tenants.sole()), SystemClock()
        directory = SlackDirectory(client, team_id="T0SANDBOX", real_now=clock.real_now)
        services = services_of(
            desk,
            directory,
            clock.now,
            modals=Modals(client),
            channels=Channels(client),
            homes=Painter(),
            later=Questions(Turns()),
            inbound=Unheard(),
            file_desk=FileWorker(),
        )
        yield build_app(slack_api_url=settings.slack_api_url, authorized=sign_in(client), services=services)
        store.engine.dispose()

    @staticmethod
    def command(office: Office, team: str) -> BoltRequest:
        body = {
            "command": "/sla",
            "text": "reassign L999 <@U2LEE>",
            "team_id": team,
            "user_id": "U1ANA",
            "channel_id": "C1SLA",
            "trigger_id": "1.2.3",
            "response_url": f"{office.url}/commands/{team}/1/2",
        }
        return BoltRequest(body=body, mode="socket_mode")

    def test_it_is_told_nothing_but_that(self, office: Office, app: App) -> None:
        response = app.dispatch(self.command(office, "T1ANOTHER"))
        assert response.status == 200
        assert "No lead of yours" not in str(response.body)
        sent = [entry for entry in office.people.traffic() if entry.what != "auth.test"]
        assert [(entry.what, as_object(entry.request).get("text")) for entry in sent] == [
            ("response_url", "This bot belongs to another workspace and cannot answer here.")
        ]

    def test_its_own_workspace_is_served(self, office: Office, app: App) -> None:
        response = app.dispatch(self.command(office, "T0SANDBOX"))
        assert "No lead of yours" in str(response.body)


def test_a_fifth_socket_is_warned_of(office: Office) -> None:
    others = [
        SocketModeClient(office.settings.app_token, web_client=slack_client(office.settings))
        for _ in range(4)
    ]
    try:
        for one in others:
            one.connect()
        with capture_logs() as said:
            office.start()
            until = time.monotonic() + BACK_WITHIN_SECONDS
            while not any("SLA_MODE=http" in one["event"] for one in said) and time.monotonic() < until:
                time.sleep(0.05)
        (warned,) = [one for one in said if "SLA_MODE=http" in one["event"]]
        assert (warned["sockets"], warned["most"]) == (5, 4)
    finally:
        for one in others:
            one.close()
