"""How often each command goes to the database and back: a budget that fails when it grows, as no clock would."""

from collections.abc import Callable, Iterator

import pytest
from pydantic import SecretStr
from slack_bolt import BoltRequest
from slack_sdk import WebClient

from bot.app import build_app
from bot.assembly import services_of
from bot.clock import open_clock
from bot.directory import SlackDirectory
from bot.file_worker import FileWorker
from bot.painter import Painter
from bot.signing_in import sign_in
from bot.store import open_store
from handlers.channels import Channels
from handlers.later import Question
from handlers.modals import Modals
from tests.chaos.slow_database import SlowWay
from tests.e2e.conftest import Office

pytestmark = pytest.mark.e2e

Trips = Callable[[str], int]
"""How often Ana's command goes there and back."""

BUDGET = {
    "help": 1,
    "log L1 call": 6,
    "log L1 email no answer rang": 6,
    "log harbour call": 7,
    "demand": 5,
    "plan": 6,
    "agreement": 10,
    "leads": 15,
    "status": 19,
    "status me": 24,
    "why L1": 19,
    "lead L1": 23,
    "snooze L1 3": 17,
    "skip L1 gone": 17,
}
"""The way of who it is, then of what is asked; the last of a question's is the end of its transaction."""


class Answered:
    """Questions, at once and to nobody."""

    def answer(self, response_url: str, question: Question) -> None:
        assert response_url
        assert question() is not None


@pytest.fixture
def trips(office: Office, postgres_url: str) -> Iterator[Trips]:
    """The whole app but for what carries Slack's requests to it; whatever is cached has been read."""
    office.settings = settings = office.settings.model_copy(
        update={"sla_database_url": SecretStr(postgres_url)}
    )
    office.bring_in()
    client = WebClient(
        token=settings.slack_bot_token.get_secret_value(), base_url=settings.slack_api_url, retry_handlers=[]
    )
    with SlowWay(postgres_url, seconds=0).open() as way:
        store = open_store(database_url=way.url, threads=1)
        clock, authorized = open_clock(settings.sla_clock_file, settings.slack_api_url), sign_in(client)
        desk = store.desk(store.tenants.sole())
        directory = SlackDirectory(client, team_id=str(authorized.team_id), real_now=clock.real_now)
        services = services_of(
            desk,
            directory,
            clock.now,
            modals=Modals(client),
            channels=Channels(client),
            homes=Painter(),
            later=Answered(),
            file_desk=FileWorker(),
        )
        services.identity.link()
        app = build_app(slack_api_url=settings.slack_api_url, authorized=authorized, services=services)

        def ask(text: str) -> int:
            before = way.trips
            response = app.dispatch(_command(text, f"t{before}"))
            assert response.status == 200
            assert "Something broke" not in str(response.body)
            return way.trips - before

        ask("help")
        yield ask
        store.engine.dispose()


def _command(text: str, name: str) -> BoltRequest:
    body = {
        "command": "/sla",
        "text": text,
        "team_id": "T0SANDBOX",
        "user_id": "U1ANA",
        "channel_id": "C1SLA",
        "trigger_id": name,
        "response_url": f"http://127.0.0.1:9/{name}",
    }
    return BoltRequest(body=body, mode="socket_mode")


def test_no_command_takes_more_than_its_budget(trips: Trips) -> None:
    assert {text: trips(text) for text in BUDGET} == BUDGET
