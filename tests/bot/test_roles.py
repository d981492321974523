"""Several processes on one database: roles, stops and kills that nobody notices, and a schema that moves on."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy import text

from bot.roles import Role
from bot.settings import read_settings
from bot.store import open_store
from storage.engine import open_engine
from tests.bot.conftest import SlaBot, variables
from tests.bot.process import END_WITHIN_SECONDS, python
from tests.e2e.conftest import Office

pytestmark = pytest.mark.e2e

Replica = Callable[..., AbstractContextManager[subprocess.Popen[str]]]


@pytest.fixture
def shared(office: Office, postgres_url: str) -> Office:
    """The office on PostgreSQL."""
    office.settings = office.settings.model_copy(update={"sla_database_url": SecretStr(postgres_url)})
    office.bring_in()
    return office


@pytest.fixture
def replica(shared: Office, tmp_path: Path) -> Replica:
    """A bot of a role as a process of its own, which runs when the block begins."""

    @contextmanager
    def start(role: str = "all", **changed: str) -> Iterator[subprocess.Popen[str]]:
        settings = {**variables(shared.settings), **changed}
        with python(tmp_path, "-m", "bot", "run", "--role", role, settings=settings) as process:
            assert process.stderr is not None
            for line in process.stderr:
                if "running" in line:
                    break
            else:
                raise AssertionError("it ended before it ran")
            yield process

    return start


def ended(process: subprocess.Popen[str]) -> str:
    """Its log after it was told to stop."""
    process.send_signal(signal.SIGTERM)
    _, log = process.communicate(timeout=END_WITHIN_SECONDS)
    assert process.returncode == 0, log
    assert "Traceback" not in log
    return log


def digests(office: Office) -> int:
    return sum(not one.ephemeral for one in office.people.messages("kim", "#sla"))


def test_one_answers_and_another_sends(shared: Office, replica: Replica) -> None:
    people = shared.people
    with replica("web") as web, replica("worker", SLACK_APP_TOKEN="") as worker:
        people.wait_until_connected("ana")
        people.say("ana", "/sla help")
        people.wait_for("/sla status", user="ana")
        people.advance_to("2025-11-20T09:01")
        people.wait_for("leads today, Ana", user="ana")
        assert "delivery settled" not in ended(web)
        assert "delivery settled" in ended(worker)
    assert digests(shared) == 1


def test_one_is_killed_and_nobody_notices(shared: Office, replica: Replica) -> None:
    people = shared.people
    with replica() as first, replica() as second:
        people.advance_to("2025-11-20T09:01")
        people.wait_for("leads today, Ana", user="ana")
        first.kill()
        first.wait()
        people.advance_to("2025-11-21T09:01")
        people.wait_for(lambda: digests(shared) == 2, user="kim", timeout=20)
        people.say("ana", "/sla log L1 call")
        people.wait_for("call logged", user="ana")
        ended(second)
    assert digests(shared) == 2


def test_a_stop_answers_for_a_while_and_claims_nothing(shared: Office, replica: Replica) -> None:
    people = shared.people
    with replica(SLA_DRAIN_SECONDS="2") as process:
        people.wait_until_connected("ana")
        began = time.monotonic()
        process.send_signal(signal.SIGTERM)
        people.advance_to("2025-11-20T09:01")
        people.say("ana", "/sla help")
        people.wait_for("/sla status", user="ana")
        assert "delivery settled" not in ended_by_itself(process)
        assert time.monotonic() - began >= 2
    assert digests(shared) == 0


def ended_by_itself(process: subprocess.Popen[str]) -> str:
    _, log = process.communicate(timeout=END_WITHIN_SECONDS)
    assert process.returncode == 0, log
    return log


def test_after_a_newer_migration_it_answers_but_sends_nothing(shared: Office, replica: Replica) -> None:
    people = shared.people
    with replica() as process:
        people.wait_until_connected("ana")
        move_schema(shared, "9999")
        people.advance_to("2025-11-20T09:01")
        people.say("ana", "/sla help")
        people.wait_for("/sla status", user="ana")
        time.sleep(1)
        assert digests(shared) == 0
        log = ended(process)
    assert log.count("nothing is sent by this process") == 1
    assert "has the schema 9999 now" in log


def move_schema(office: Office, revision: str) -> None:
    engine = open_engine(office.settings.sla_database_url.get_secret_value(), threads=1)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :to"), {"to": revision})
    engine.dispose()


def test_a_file_is_for_one_process(there: Office, sla_bot: SlaBot) -> None:
    for role in (Role.WEB, Role.WORKER):
        refused = sla_bot("run", "--role", role.value)
        assert refused.code == 1
        assert refused.err.startswith(f"--role {role.value} needs PostgreSQL, because on SQLite one process")
        assert refused.err.count("\n") == 1


def test_who_hears_nothing_needs_no_proof_of_it(there: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SLACK_APP_TOKEN")
    assert os.environ["SLACK_BOT_TOKEN"] == read_settings(hears=False).slack_bot_token.get_secret_value()
    with pytest.raises(Exception, match="SLACK_APP_TOKEN is not set"):
        read_settings()


def test_replicas_that_start_together_bring_the_schema_up_once(postgres_url: str) -> None:
    stores = [open_store(database_url=postgres_url, threads=1) for _ in range(2)]
    assert {store.tenants.sole() for store in stores} == {stores[0].tenants.sole()}
    for store in stores:
        store.engine.dispose()
