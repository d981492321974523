"""What another system pushes is there for people at once: off the list, on the card, and with its source in `why`."""

import json
import time
from datetime import UTC, datetime
from urllib.request import urlopen

import pytest
from pydantic import SecretStr
from standardwebhooks import Webhook

from bot.front import PUSHES
from bot.web import Web
from sla.pushed import Proof
from tests.e2e.asking import asked
from tests.e2e.conftest import Mode, Office
from tests.push.sent import KEY, by_token, post, source_of

pytestmark = pytest.mark.e2e

CALL = {
    "type": "touch",
    "external_id": "call-1",
    "lead": "1",
    "activity": "call",
    "occurred_at": "2025-11-20T08:30:00+01:00",
    "outcome": "connected",
    "owner": "ana@example.com",
}


def at_its_own_port(office: Office) -> str:
    office.settings = office.settings.model_copy(update={"sla_push_port": 0})
    office.start()
    assert office.bot is not None
    return office.bot.apart[PUSHES].url


def test_a_pushed_call_clears_a_lead_from_the_list(office: Office) -> None:
    token = source_of(office, "csv")
    base, people = at_its_own_port(office), office.people
    people.advance_to("2025-11-20T09:01")
    assert "Harbour GmbH" in asked(people, "ana", "/sla leads", "overdue").shown
    status, answer = by_token(base, token, CALL)
    assert (status, answer["taken"]) == (200, 1), answer
    assert "Harbour GmbH" not in asked(people, "ana", "/sla leads", "4 leads need you today").shown
    assert "call (an imported file) · follow-up 3" in asked(people, "ana", "/sla why L1", "2 to go").shown
    by_token(base, token, {"type": "deleted", "what": "touch", "external_id": "call-1"})
    assert "call (an imported file) · follow-up 1" in asked(people, "ana", "/sla why L1", "1 to go").shown


def test_a_call_that_comes_before_its_lead_counts_once_the_lead_is_there(office: Office) -> None:
    token = source_of(office, "webshop", zone="Europe/Berlin")
    base, people = at_its_own_port(office), office.people
    people.advance_to("2025-11-20T09:01")
    status, answer = by_token(base, token, {**CALL, "lead": "w1"})
    assert (status, answer["results"][0]["waiting"]) == (200, True)
    lead = {"type": "lead", "external_id": "w1", "handed_off": "2025-11-20 08:00", "name": "Early Bird"}
    status, _ = by_token(base, token, {**lead, "origin": "website", "owner": "ana@example.com"})
    assert status == 200
    found = asked(people, "ana", "/sla why Early Bird", "Early Bird").shown
    assert "call (webshop) · first attempt" in found


def test_a_lead_from_outside_is_its_owners_and_nobody_elses(office: Office) -> None:
    token = source_of(office, "webshop", zone="Europe/Berlin")
    base, people = at_its_own_port(office), office.people
    lead = {"type": "lead", "external_id": "w1", "handed_off": "2025-11-20 08:50", "name": "<!here> & Co"}
    status, _ = by_token(base, token, {**lead, "origin": "website", "owner": "lee@example.com"})
    assert status == 200
    people.advance_to("2025-11-20T09:01")
    assert "&lt;!here&gt; &amp; Co" in asked(people, "lee", "/sla leads", "new").shown
    assert "here" not in asked(people, "ana", "/sla leads", "leads need you today").shown
    people.say("guest", "/sla leads")
    assert not any("here" in message.shown for message in people.dm("guest"))


def test_by_socket_nothing_listens_unless_a_port_is_set(running: Office) -> None:
    assert running.bot is not None
    assert not hasattr(running.bot, "pushes")


class TestBesideSlacksRequests:
    @pytest.fixture
    def mode(self) -> Mode:
        return "http"

    def test_signed_and_described_at_the_same_port(self, office: Office) -> None:
        secret = source_of(office, "csv", Proof.SIGNATURE)
        office.settings = office.settings.model_copy(update={"sla_push_key": SecretStr(KEY)})
        office.start()
        assert office.bot is not None
        assert isinstance(office.bot.front, Web)
        base = office.bot.front.url.removesuffix("/slack/events")
        body, at = json.dumps(CALL), datetime.fromtimestamp(time.time(), UTC)  # noqa: TID251 - of real time
        headers = {
            "webhook-id": "msg_1",
            "webhook-timestamp": str(int(at.timestamp())),
            "webhook-signature": Webhook(secret).sign("msg_1", at, body),
        }
        first = post(f"{base}/v1/events?source=csv", body.encode(), headers)
        assert first == post(f"{base}/v1/events?source=csv", body.encode(), headers)
        assert first[0] == 200
        assert post(f"{base}/v1/events?source=csv", body.encode() + b" ", headers)[0] == 401
        with urlopen(f"{base}/v1/openapi.json", timeout=5) as answer:  # noqa: S310 - our own loopback address
            assert json.loads(answer.read())["openapi"] == "3.1.0"
        with urlopen(f"{base}/metrics", timeout=5) as answer:  # noqa: S310
            assert b'sla_pushed_items_total{result="created",source="csv"} 1.0' in answer.read()
