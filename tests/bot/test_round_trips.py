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
from handlers.afterwards import perform
from handlers.channels import Channels
from handlers.later import Question
from handlers.modals import Modals
from sla.arrivals import Arrival
from sla.services.desk import Desk
from tests.chaos.slow_database import SlowWay
from tests.e2e.conftest import Office

pytestmark = pytest.mark.e2e

Trips = Callable[[str], tuple[int, int]]
"""How often Ana's command, or press of a button on L1, goes there and back: before it is acknowledged, and in all."""

KEPT = {
    "log L1 call": 1,
    "log harbour call": 1,
    "snooze L1 3": 1,
    "skip L1 gone": 1,
    "press lead.log_call": 1,
}
"""Before the acknowledgement of what is kept first, which is all that a person must wait for."""

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
    "snooze L1 3": 6,
    "skip L1 gone": 6,
    "press lead.log_call": 6,
    "press lead.snooze": 6,
}
"""The way of who it is, then of what is asked; the last is the end of its transaction. Where it is kept first,
after its acknowledgement.
"""


class Afterwards:
    """Questions, at once and to nobody; and what is kept, which is done when it is asked for."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.kept: list[Arrival] = []

    def answer(self, slack_id: str, response_url: str, question: Question) -> None:
        assert slack_id
        assert response_url
        assert question() is not None

    def keep(self, arrival: Arrival) -> None:
        with self._desk.open() as work:
            work.arrivals.keep([arrival], "a")
            work.commit()
        self.kept.append(arrival)


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
        afterwards = Afterwards(desk)
        services = services_of(
            desk,
            directory,
            clock.now,
            modals=Modals(client),
            channels=Channels(client),
            homes=Painter(),
            later=afterwards,
            inbound=afterwards,
            file_desk=FileWorker(),
        )
        services.identity.link()
        app = build_app(slack_api_url=settings.slack_api_url, authorized=authorized, services=services)

        def ask(text: str) -> tuple[int, int]:
            before = way.trips
            response = app.dispatch(_request(text, f"t{before}"))
            assert response.status == 200
            assert "Something broke" not in str(response.body)
            acknowledged = way.trips
            for one in afterwards.kept:
                perform(one, services)
            done = way.trips - (acknowledged if afterwards.kept else before)
            afterwards.kept.clear()
            return acknowledged - before, done

        ask("help")
        yield ask
        store.engine.dispose()


def _request(text: str, name: str) -> BoltRequest:
    verb, _, act = text.partition(" ")
    return BoltRequest(
        body=_press(act, name) if verb == "press" else _command(text, name), mode="socket_mode"
    )


def _press(act: str, name: str) -> dict[str, object]:
    return {
        "type": "block_actions",
        "user": {"id": "U1ANA"},
        "team": {"id": "T0SANDBOX"},
        "channel": {"id": "D1ANA"},
        "trigger_id": name,
        "view": {"id": "V1", "type": "home"},
        "actions": [{"type": "button", "action_id": act, "block_id": "L1", "value": "L1"}],
    }


def _command(text: str, name: str) -> dict[str, object]:
    return {
        "command": "/sla",
        "text": text,
        "team_id": "T0SANDBOX",
        "user_id": "U1ANA",
        "channel_id": "C1SLA",
        "trigger_id": name,
        "response_url": f"http://127.0.0.1:9/{name}",
    }


def test_no_command_takes_more_than_its_budget(trips: Trips) -> None:
    assert {text: trips(text)[1] for text in BUDGET} == BUDGET


def test_what_is_kept_first_takes_one_way_to_its_acknowledgement(trips: Trips) -> None:
    assert {text: trips(text)[0] for text in KEPT} == KEPT
