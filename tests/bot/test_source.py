"""`sla-bot source` as it is typed: a secret shown once, a list that says what came, one sentence for what cannot be."""

from pathlib import Path

import pytest

from bot.logs import HIDDEN, redact
from tests.bot.conftest import SlaBot


def test_from_adding_to_removing(nowhere: Path, sla_bot: SlaBot) -> None:
    assert "No source was added yet" in sla_bot("source", "list").out
    added = sla_bot("source", "add", "zapier", "--zone", "Europe/Berlin")
    assert added.code == 0
    token = next(line for line in added.out.splitlines() if line.startswith("slabot.zapier."))
    assert "shown once" in added.out
    assert "set SLA_PUSH_PORT" in added.out
    listed = sla_bot("source", "list").out
    assert "zapier" in listed
    assert "never" in listed
    assert token not in listed
    rotated = sla_bot("source", "rotate", "zapier", "--overlap", "0").out
    assert "The old one no longer holds" in rotated
    assert token not in rotated
    assert "What it brought stays" in sla_bot("source", "remove", "zapier").out
    assert token not in "".join(path.read_text("latin-1") for path in nowhere.glob("sla.db*"))


def test_a_signing_secret_needs_a_key(
    nowhere: Path, sla_bot: SlaBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = sla_bot("source", "add", "crm", "--signed")
    assert refused.code == 1
    assert "SLA_PUSH_KEY is not set" in refused.err
    monkeypatch.setenv("SLA_PUSH_KEY", "short")
    assert "SLA_PUSH_KEY cannot be taken" in sla_bot("source", "add", "crm", "--signed").err
    monkeypatch.setenv("SLA_PUSH_KEY", "k" * 32)
    added = sla_bot("source", "add", "crm", "--signed").out
    assert "whsec_" in added
    assert "/v1/events?source=crm" in added


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("add", "My CRM"), "cannot name a source"),
        (("add", "crm", "--zone", "Mars"), "not a time zone"),
        (("rotate", "crm"), "No source crm pushes; none was added."),
        (("remove", "crm"), "No source crm pushes; none was added."),
    ],
)
def test_what_cannot_be(nowhere: Path, sla_bot: SlaBot, arguments: tuple[str, ...], said: str) -> None:
    refused = sla_bot("source", *arguments)
    assert (refused.code, said in refused.err) == (1, True), refused


@pytest.mark.parametrize("secret", ["slabot.my-crm_2.AbC-_123", "whsec_AbC+/123="])
def test_no_secret_comes_into_a_log(secret: str) -> None:
    assert redact(f"sent {secret} again") == f"sent {HIDDEN} again"
