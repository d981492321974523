"""`sla-bot run`: starts or says in a sentence why not, and stops cleanly when it is told to."""

import signal
from dataclasses import replace
from pathlib import Path

import pytest

from bot.bootstrap import Bot
from sandbox.manifest import Manifest
from sandbox.server import Sandbox
from sla.errors import BadInput
from tests.bot.conftest import Ended, SlaBot, variables
from tests.bot.process import END_WITHIN_SECONDS, python
from tests.e2e.conftest import Office
from tests.e2e.team import PEOPLE


def sentence(ended: Ended) -> str:
    """What a person reads last; the start ended for a reason that they can put right."""
    assert ended.code == 1
    assert "Traceback" not in ended.err
    return ended.err.splitlines()[-1]


def test_without_settings_it_says_what_is_missing(sla_bot: SlaBot) -> None:
    ended = sla_bot("run")
    assert sentence(ended).startswith("SLACK_BOT_TOKEN is not set: it is the Bot User OAuth Token")
    assert ended.err.count("\n") == 1
    assert ended.out == ""


@pytest.mark.usefixtures("there")
class TestWhatStopsTheStart:
    def test_a_bot_token_that_slack_refuses(self, sla_bot: SlaBot, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-10-20-old")
        ended = sla_bot("run")
        assert sentence(ended).startswith("Slack refused SLACK_BOT_TOKEN (invalid_auth)")
        assert "xoxb-10-20-old" not in ended.err

    def test_an_app_token_that_slack_refuses(self, sla_bot: SlaBot, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("SLACK_APP_TOKEN", "xapp-1-old")
        ended = sla_bot("run")
        assert sentence(ended).startswith("Slack refused SLACK_APP_TOKEN (invalid_auth)")
        assert "connections:write" in sentence(ended)
        assert "xapp-1-old" not in ended.err

    def test_a_slack_that_cannot_be_reached(self, sla_bot: SlaBot, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("SLACK_API_URL", "http://127.0.0.1:9/api/")
        told = sentence(sla_bot("run"))
        assert told.startswith("Slack cannot be reached at http://127.0.0.1:9/api/ (")
        assert "refused" in told
        assert told.endswith("check the network and SLACK_API_URL.")

    @pytest.mark.parametrize("method", ["auth.test", "apps.connections.open", "users.lookupByEmail"])
    def test_a_slack_that_is_out_of_order_is_not_blamed_on_a_token(
        self, there: Office, sla_bot: SlaBot, method: str
    ) -> None:
        there.people.fault(method, "error_500")
        told = sentence(sla_bot("run"))
        assert told == (
            "Slack could not serve the bot's start (internal_error); start it again in a few minutes."
        )

    def test_no_agreement(self, there: Office, sla_bot: SlaBot) -> None:
        there.settings.sla_terms.unlink()
        assert "copy sla.example.toml there" in sentence(sla_bot("run"))

    def test_a_database_address_of_no_known_kind(
        self, sla_bot: SlaBot, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("SLA_DATABASE_URL", "mysql://root:hunter2@db/sla")
        told = sentence(sla_bot("run"))
        assert "postgresql://" in told
        assert "hunter2" not in told

    def test_another_bot_on_the_same_file(self, there: Office, sla_bot: SlaBot) -> None:
        there.start()
        told = sentence(sla_bot("run"))
        assert told.startswith("Another bot is already running on ")
        assert "sla.db" in told
        there.people.say("ana", "/sla help")
        there.people.wait_for("/sla status", user="ana")

    def test_a_clock_file_with_a_real_workspace(
        self, sla_bot: SlaBot, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("SLACK_API_URL", "https://slack.com/api/")
        assert "SLA_CLOCK_FILE moves the clock of a demo" in sentence(sla_bot("run"))

    @pytest.mark.parametrize(
        ("change", "says"),
        [
            ({"socket_mode": False}, "Your app has Socket Mode off"),
            (
                {"scopes": ("commands", "chat:write", "users:read")},
                "SLACK_BOT_TOKEN lacks the scope users:read.email",
            ),
        ],
    )
    def test_an_app_that_is_not_set_up_as_the_manifest_says(
        self, office: Office, manifest: Manifest, change: dict[str, object], says: str
    ) -> None:
        with Sandbox(PEOPLE, replace(manifest, **change)) as sandbox:  # type: ignore[arg-type]
            settings = office.settings.model_copy(update={"slack_api_url": sandbox.api_url})
            with pytest.raises(BadInput, match=says):
                Bot(settings).start()


def test_a_start_that_failed_holds_nothing_back(there: Office) -> None:
    there.people.fault("apps.connections.open", "error_500")
    with pytest.raises(Exception, match="internal_error"):
        there.start()
    there.start()
    there.people.say("ana", "/sla help")
    there.people.wait_for("/sla status", user="ana")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "SIGINT"])
def test_a_signal_stops_it_cleanly(office: Office, tmp_path: Path, number: signal.Signals) -> None:
    settings = variables(office.settings)
    with python(tmp_path, "-m", "bot", "run", settings=settings) as process:
        office.people.wait_until_connected("ana", timeout=END_WITHIN_SECONDS)
        office.people.say("ana", "/sla help")
        office.people.wait_for("/sla status", user="ana")
        process.send_signal(number)
        out, log = process.communicate(timeout=END_WITHIN_SECONDS)
    assert process.returncode == 0
    assert out == ""
    assert "socket closed" in log
    assert log.splitlines()[-1].split("]")[-1].strip() == "stopped"
    assert "Traceback" not in log
    assert "[info " in log
    assert "[warning" not in log
    assert "session" not in log, "the libraries' chatter"
    for name in ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"):
        assert settings[name] not in log
    office.start()  # nothing of it holds the store
