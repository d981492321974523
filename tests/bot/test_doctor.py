"""`sla-bot doctor`: each thing that a first afternoon may stumble over, and what to do about it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace

import pytest
from pydantic import SecretStr

from bot.bootstrap import Bot
from bot.examine import OPTIONAL_SCOPES, WANTED_SCOPES, examine
from bot.findings import Finding, Grade
from bot.settings import Settings
from sandbox.manifest import Manifest
from sandbox.server import Sandbox
from sandbox.workspace import Workspace
from tests.bot.conftest import SlaBot
from tests.e2e.conftest import Office
from tests.e2e.team import PEOPLE


@contextmanager
def elsewhere(office: Office, manifest: Manifest, workspace: Workspace = PEOPLE) -> Iterator[Settings]:
    """The office's settings with another workspace in its place."""
    with Sandbox(workspace, manifest) as sandbox:
        yield office.settings.model_copy(update={"slack_api_url": sandbox.api_url, "sla_clock_file": None})


def found(findings: list[Finding], what: str) -> Finding:
    (one,) = [finding for finding in findings if finding.what == what]
    return one


def wrong(findings: list[Finding]) -> set[str]:
    return {finding.what for finding in findings if finding.grade is Grade.WRONG}


@pytest.mark.usefixtures("there")
def test_all_is_fine(sla_bot: SlaBot) -> None:
    ended = sla_bot("doctor")
    assert ended.code == 0, ended.out
    lines = [line.split(":")[0].split() for line in ended.out.splitlines()]
    assert [tuple(line) for line in lines] == [
        ("ok", "Bot", "token"),
        ("ok", "Scopes"),
        ("ok", "App", "token"),
        ("look", "Clock"),
        ("ok", "Store"),
        ("ok", "Agreement"),
        ("ok", "Channel"),
        ("ok", "People"),
    ]
    assert "4 of 4 found in Slack" in ended.out
    assert "7 leads in sqlite:///" in ended.out
    assert "signed in to Sandbox" in ended.out


def test_without_settings_it_says_what_is_missing(sla_bot: SlaBot) -> None:
    ended = sla_bot("doctor")
    assert ended.code == 1
    assert ended.err.startswith("SLACK_BOT_TOKEN is not set")


@pytest.mark.usefixtures("there")
def test_what_is_wrong_ends_with_code_1_and_the_rest_is_looked_at(
    sla_bot: SlaBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SLACK_APP_TOKEN", "xapp-1-old")
    ended = sla_bot("doctor")
    assert ended.code == 1
    assert "wrong  App token: Slack refused it (invalid_auth)" in ended.out
    assert "→ make one with connections:write" in ended.out
    assert "ok  People: 4 of 4" in ended.out


@pytest.mark.parametrize("scope", sorted(set(WANTED_SCOPES) - {"commands"}))
def test_each_missing_scope_is_named_with_what_it_is_for(
    office: Office, manifest: Manifest, scope: str
) -> None:
    poor = replace(manifest, scopes=tuple(set(manifest.scopes) - {scope}))
    with elsewhere(office, poor) as settings:
        finding = found(examine(settings), "Scopes")
    assert finding.grade is Grade.WRONG
    assert finding.found == f"{scope} is missing: {WANTED_SCOPES[scope]}"
    assert "manifest.yml" in str(finding.to_do)


def test_the_manifest_grants_every_scope_that_is_looked_for(manifest: Manifest) -> None:
    assert set(manifest.scopes) == set(WANTED_SCOPES) | set(OPTIONAL_SCOPES)


def test_a_bot_token_that_slack_refuses(office: Office) -> None:
    settings = Settings(_env_file=None, **{**office.settings.model_dump(), "slack_bot_token": "xoxb-old"})
    findings = examine(settings)
    finding = found(findings, "Bot token")
    assert finding.grade is Grade.WRONG
    assert "OAuth & Permissions" in finding.found
    assert found(findings, "App token").grade is Grade.FINE
    assert found(findings, "Store").grade is Grade.FINE


def test_socket_mode_switched_off(office: Office, manifest: Manifest) -> None:
    with elsewhere(office, replace(manifest, socket_mode=False)) as settings:
        finding = found(examine(settings), "App token")
    assert "socket_mode_not_enabled" in finding.found
    assert "enable Socket Mode" in str(finding.to_do)


def test_a_channel_that_the_bot_is_not_in(office: Office, manifest: Manifest) -> None:
    outside = replace(PEOPLE, channels=(replace(PEOPLE.channels[0], has_app=False),))
    with elsewhere(office, manifest, outside) as settings:
        finding = found(examine(settings), "Channel")
    assert finding.grade is Grade.WRONG
    assert finding.found == "#sla is there, but the bot is not in it"
    assert "/invite @" in str(finding.to_do)


@pytest.mark.parametrize("change", [{"name": "other"}, {"archived": True}])
def test_a_channel_that_is_not_there(office: Office, manifest: Manifest, change: dict[str, object]) -> None:
    without = replace(PEOPLE, channels=(replace(PEOPLE.channels[0], **change),))  # type: ignore[arg-type]
    with elsewhere(office, manifest, without) as settings:
        finding = found(examine(settings), "Channel")
    assert finding.grade is Grade.WRONG
    assert finding.found == "#sla is not to be found"
    assert "sla.toml" in str(finding.to_do)


def test_a_person_whom_slack_does_not_know(office: Office, manifest: Manifest) -> None:
    without_lee = replace(
        PEOPLE,
        people=tuple(person for person in PEOPLE.people if person.name != "lee"),
        channels=(replace(PEOPLE.channels[0], members=("U1ANA",)),),
    )
    with elsewhere(office, manifest, without_lee) as settings:
        summary, lee = (finding for finding in examine(settings) if finding.what == "People")
    assert summary.found == "3 of 4 found in Slack"
    assert lee.grade is Grade.WRONG
    assert lee.found == "nobody in Slack has the address lee@example.com (Lee Park)"
    assert "sla.toml" in str(lee.to_do)


def test_no_leads_yet_is_no_fault(office: Office) -> None:
    address = SecretStr(f"sqlite:///{office.folder / 'new.db'}")
    empty = office.settings.model_copy(update={"sla_database_url": address})
    finding = found(examine(empty), "Store")
    assert finding.grade is Grade.LOOK
    assert finding.found.startswith("0 leads in ")
    assert "sla-bot import leads FILE" in str(finding.to_do)


def test_no_agreement_is_told_beside_the_rest(office: Office) -> None:
    office.settings.sla_terms.unlink()
    findings = examine(office.settings)
    assert wrong(findings) == {"Agreement"}
    assert "sla.example.toml" in found(findings, "Agreement").found


def test_a_message_that_may_not_have_arrived_is_shown(office: Office) -> None:
    office.start()
    office.people.fault("chat.postMessage", "drop_after")
    office.people.advance_to("2025-11-20T09:01")
    office.people.wait_for("Hello", user="ana")
    office.stop()
    findings = examine(office.settings)
    finding = found(findings, "Deliveries")
    assert finding.grade is Grade.LOOK
    assert finding.found.startswith("the digest of 2025-11-20 may not have arrived")
    assert not wrong(findings)


def test_a_message_that_was_not_found_is_shown_until_and_after_it_was_told_of(office: Office) -> None:
    office.start()
    office.people.fault("chat.postMessage", "drop_before")
    office.people.advance_to("2025-11-20T09:01")
    office.people.wait_for("Hello", user="ana")
    for minute in (3, 8, 19):
        office.people.advance_to(f"2025-11-20T09:{minute:02}")
        assert office.bot is not None
        office.bot.tick()
    finding = found(examine(office.settings), "Deliveries")
    assert finding.found.startswith("the digest of 2025-11-20 was not found")
    assert "may be missing" in str(finding.to_do)
    office.people.advance_to("2025-11-21T09:01")
    office.people.wait_for("One message to this channel may not have arrived", user="kim")
    office.stop()
    assert found(examine(office.settings), "Deliveries").found.endswith("; a later message has said so")


@pytest.mark.parametrize("scope", sorted(OPTIONAL_SCOPES))
def test_a_scope_that_may_be_left_out_is_worth_a_look(office: Office, manifest: Manifest, scope: str) -> None:
    poor = replace(manifest, scopes=tuple(set(manifest.scopes) - {scope}))
    with elsewhere(office, poor) as settings:
        finding = found(examine(settings), "Scopes")
    assert (finding.grade, finding.found) == (Grade.LOOK, f"{scope} is missing: {OPTIONAL_SCOPES[scope]}")


def test_a_message_that_slack_refused_is_shown(office: Office, manifest: Manifest) -> None:
    outside = replace(PEOPLE, channels=(replace(PEOPLE.channels[0], has_app=False),))
    with elsewhere(office, manifest, outside) as settings:
        bot = Bot(settings.model_copy(update={"sla_clock_file": office.settings.sla_clock_file}))
        office.people.advance_to("2025-11-20T09:01")
        bot.start()
        bot.tick()
        bot.stop()
        finding = found(examine(settings), "Deliveries")
    assert finding.grade is Grade.LOOK
    assert finding.found == "Slack refused the digest of 2025-11-20 (not_in_channel)"


def test_a_slack_that_cannot_be_reached_is_said_of_each_check(office: Office) -> None:
    away = office.settings.model_copy(update={"slack_api_url": "http://127.0.0.1:9/api/"})
    findings = examine(away)
    assert wrong(findings) == {"Bot token", "App token", "Channel", "People"}
    assert found(findings, "Store").grade is Grade.FINE
    assert all("cannot be reached" in one.found for one in findings if one.grade is Grade.WRONG)


def still(store: sqlite3.Connection) -> list[str]:
    """All that is stored, but for the heart of the bot, which goes on beating."""
    return [line for line in store.iterdump() if not line.startswith('INSERT INTO "heartbeat"')]


def test_it_changes_nothing_of_a_running_bots(office: Office) -> None:
    office.start()
    assert office.bot is not None
    office.bot.tick()  # so that what the first beat writes is written
    with closing(sqlite3.connect(office.folder / "sla.db")) as store:
        before = still(store)
        assert not wrong(examine(office.settings))
        assert still(store) == before
