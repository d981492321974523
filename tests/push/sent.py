"""What a sender outside has: a secret for a team's bot, and a way to send by HTTP."""

import json
import urllib.error
import urllib.request
from collections.abc import Mapping
from datetime import UTC, datetime

from bot.store import open_store
from intake.push_sources import Sources
from sla.pushed import Proof
from tests.e2e.conftest import Office

KEY = "k" * 40


def source_of(office: Office, name: str, proof: Proof = Proof.TOKEN, zone: str | None = None) -> str:
    """Added beside the bot, running or not; the secret that its sender is given."""
    store = open_store(database_url=office.settings.sla_database_url.get_secret_value(), threads=1)
    try:
        desk = store.desk(store.tenants.sole())
        return Sources(desk, KEY).add(name, proof, zone=zone, now=datetime(2025, 11, 20, tzinfo=UTC))
    finally:
        store.engine.dispose()


def post(url: str, body: bytes, headers: Mapping[str, str]) -> tuple[int, dict[str, object]]:
    request = urllib.request.Request(url, body, {"Content-Type": "application/json", **headers})  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310 - our own loopback address
            return answer.status, json.loads(answer.read())
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, json.loads(refused.read())


def by_token(base: str, token: str, body: object) -> tuple[int, dict[str, object]]:
    headers = {"Authorization": f"Bearer {token}"}
    return post(f"{base}/v1/events", json.dumps(body).encode(), headers)
