"""What another system pushes is there for people at once: off the list, on the card, and with its source in `why`."""

import json
import urllib.error
import urllib.request
from datetime import UTC, datetime

import pytest

from bot.bootstrap import open_store
from intake.push_sources import Sources
from sla.pushed import Proof
from tests.e2e.conftest import Office

pytestmark = pytest.mark.e2e

KEY = "k" * 40
CALL = {
    "type": "touch",
    "external_id": "call-1",
    "lead": "1",
    "activity": "call",
    "occurred_at": "2025-11-20T08:30:00+01:00",
    "outcome": "connected",
    "owner": "ana@example.com",
}


def source_of(office: Office, name: str, proof: Proof = Proof.TOKEN, zone: str | None = None) -> str:
    store = open_store(database_url=office.settings.sla_database_url.get_secret_value(), threads=1)
    try:
        desk = store.desk(store.tenants.sole())
        return Sources(desk, KEY).add(name, proof, zone=zone, now=datetime(2025, 11, 20, tzinfo=UTC))
    finally:
        store.engine.dispose()


def listening(office: Office) -> str:
    """Beside the socket, at a port of its own."""
    office.settings = office.settings.model_copy(update={"sla_push_port": 0})
    office.start()
    assert office.bot is not None
    return office.bot.pushes.url


def push(base: str, body: object, token: str) -> tuple[int, dict[str, object]]:
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}
    request = urllib.request.Request(f"{base}/v1/events", json.dumps(body).encode(), headers)  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310 - our own loopback address
            return answer.status, json.loads(answer.read())
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, json.loads(refused.read())


def test_a_pushed_call_clears_a_lead_from_the_list(office: Office) -> None:
    token = source_of(office, "csv")
    base, people = listening(office), office.people
    people.advance_to("2025-11-20T09:01")
    people.say("ana", "/sla leads")
    assert "Harbour GmbH" in people.wait_for("overdue", user="ana").shown
    status, answer = push(base, CALL, token)
    assert (status, answer["taken"]) == (200, 1), answer
    people.say("ana", "/sla leads")
    people.wait_for("4 leads need you today", user="ana")
    people.say("ana", "/sla why L1")
    assert "call · follow-up 3" in people.wait_for("2 to go", user="ana").shown
