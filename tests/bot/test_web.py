"""HTTP mode: only Slack is believed, the port is named when it is taken, and a stop answers what is in hand."""

import socket
import threading
import time
import urllib.error
import urllib.request
from urllib.parse import urlsplit

import pytest

from bot.web import Web
from sla.errors import Conflict
from tests.e2e.conftest import Mode, Office

pytestmark = pytest.mark.e2e


@pytest.fixture
def mode() -> Mode:
    return "http"


def front(office: Office) -> Web:
    assert office.bot is not None
    assert isinstance(office.bot.front, Web)
    return office.bot.front


def post(url: str, body: bytes, **headers: str) -> int:
    request = urllib.request.Request(url, body, headers)  # noqa: S310 - our own loopback address
    try:
        with urllib.request.urlopen(request, timeout=5) as answer:  # noqa: S310
            return answer.status
    except urllib.error.HTTPError as refused:
        refused.close()
        return refused.code


def test_a_request_that_slack_did_not_sign_is_refused(running: Office) -> None:
    form = b"command=/sla&text=status&user_id=U1ANA&team_id=T0SANDBOX"
    stale = {"X-Slack-Request-Timestamp": "1", "X-Slack-Signature": "v0=00"}
    assert post(front(running).url, form) == 401
    assert post(front(running).url, form, **stale) == 401


def test_it_says_that_it_is_alive_and_knows_no_other_address(running: Office) -> None:
    base = front(running).url.removesuffix(urlsplit(front(running).url).path)
    with urllib.request.urlopen(f"{base}/livez", timeout=5) as answer:  # noqa: S310
        assert answer.read().startswith(b"ok\n")
    assert post(f"{base}/elsewhere", b"") == 404


def test_a_command_in_hand_is_answered_while_it_stops(running: Office) -> None:
    running.people.fault("response_url", "latency", times=1, seconds=1)
    asking = threading.Thread(target=running.people.say, args=("ana", "/sla why L1"))
    asking.start()
    time.sleep(0.4)
    began = time.monotonic()
    running.stop()
    asking.join()
    assert time.monotonic() - began < 5
    seen = running.people.dm("ana")
    assert "14 days after" in seen[-1].shown
    assert not any(one.system_error for one in seen)


def test_a_port_in_use_gets_one_sentence(running: Office) -> None:
    running.stop()
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        running.settings = running.settings.model_copy(update={"sla_http_port": port})
        with pytest.raises(Conflict, match=rf"Port {port} .* SLA_HTTP_PORT"):
            running.start()
