"""What is logged helps, and opens no door."""

import json
import logging
from collections.abc import Callable, Iterator

import pytest
import structlog

from bot.logs import HIDDEN, redact, set_up_logs
from tests.bot.conftest import own_logs

SECRETS = {
    "a bot token": ("token xoxb-10-20-aBc9 refused", "xoxb-10-20-aBc9"),
    "an app token": ("{'app_token': 'xapp-1-A0-10-def'}", "xapp-1-A0-10-def"),
    "a refresh token": ("xoxe-1-My0xLTE", "xoxe-1-My0xLTE"),
    "a reply address": (
        "{'response_url': 'https://hooks.slack.com/commands/T0/1/s3cret', 'user': 'ana'}",
        "s3cret",
    ),
    "a press's reply address": ("POST https://hooks.slack.com/actions/T0/1/s3cret failed", "s3cret"),
    "a webhook": ("https://hooks.slack.com/services/T0/B0/s3cret", "s3cret"),
    "a sandbox's reply address": ("http://127.0.0.1:8765/commands/T0/1/s3cret", "s3cret"),
    "a socket's ticket": ("wss://wss.slack.com/link/?ticket=ab%2Fs3cret&app_id=A0", "s3cret"),
    "a password": ("postgresql+psycopg://sla:s3cret@db.example.com/sla", "s3cret"),
    "a password alone": ("redis://:s3cret@db", "s3cret"),
    "a password among parameters": ("host=db password=s3cret dbname=sla", "s3cret"),
}

HARMLESS = (
    'File "/srv/sla/handlers/commands/status.py", line 12, in show_status',
    'File "/srv/sla/handlers/actions/touches.py", line 3, in undo',
    "https://slack.com/api/chat.postMessage",
    "postgresql://db.example.com/sla",
    "ana@example.com wrote at 09:00 about 12/34",
)


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Iterator[Callable[[], str]]:
    """What was logged since the last look."""
    with own_logs():
        yield lambda: capsys.readouterr().err


@pytest.mark.parametrize("name", SECRETS)
def test_a_secret_is_hidden_and_the_rest_of_the_text_stays(name: str) -> None:
    text, secret = SECRETS[name]
    shown = redact(text)
    assert secret not in shown
    assert HIDDEN in shown
    assert shown.split(HIDDEN)[0] == text[: len(shown.split(HIDDEN)[0])]


def test_what_comes_after_a_secret_stays() -> None:
    assert redact(SECRETS["a reply address"][0]).endswith(f"{HIDDEN}', 'user': 'ana'}}")
    assert redact(SECRETS["a socket's ticket"][0]).endswith(f"{HIDDEN}&app_id=A0")
    assert redact(SECRETS["a password"][0]).endswith(f"{HIDDEN}@db.example.com/sla")


@pytest.mark.parametrize("text", HARMLESS)
def test_what_opens_no_door_is_left_alone(text: str) -> None:
    assert redact(text) == text


def break_with(text: str) -> None:
    raise RuntimeError(text)


@pytest.mark.parametrize("as_json", [False, True])
@pytest.mark.parametrize("name", SECRETS)
def test_no_secret_is_logged_in_a_message_a_field_or_a_traceback(
    said: Callable[[], str], name: str, *, as_json: bool
) -> None:
    text, secret = SECRETS[name]
    set_up_logs(level="info", as_json=as_json)
    ours, theirs = structlog.get_logger(), logging.getLogger("a.library")
    ours.info(text, field=text, nested={"deep": [text]}, error=RuntimeError(text))
    theirs.warning("called with %s", text)
    try:
        break_with(text)
    except RuntimeError:
        ours.exception("broke")
        theirs.exception("broke as well")
    logged = said()
    assert secret not in logged
    assert logged.count(HIDDEN) >= 7


@pytest.mark.parametrize("as_json", [False, True])
def test_a_logged_exception_shows_where_and_why(said: Callable[[], str], *, as_json: bool) -> None:
    set_up_logs(level="info", as_json=as_json)
    try:
        break_with("no such lead")
    except RuntimeError as error:
        structlog.get_logger().error("handler broke", reference="ab12cd34", exc_info=error)
    logged = said()
    for part in ("handler broke", "ab12cd34", "RuntimeError: no such lead", "break_with", "test_logs.py"):
        assert part in logged
    assert logged.count("Traceback") == 1, "told once, not by two formatters"


def test_json_is_one_object_a_line(said: Callable[[], str]) -> None:
    set_up_logs(level="info", as_json=True)
    structlog.get_logger().info("delivery settled", kind="digest", attempt=1, reason=None)
    logging.getLogger("a.library").warning("hm")
    ours, theirs = (json.loads(line) for line in said().splitlines())
    assert (ours["event"], ours["level"], ours["kind"], ours["attempt"], ours["reason"]) == (
        "delivery settled",
        "info",
        "digest",
        1,
        None,
    )
    assert ours["timestamp"].endswith("Z")
    assert (theirs["event"], theirs["level"]) == ("hm", "warning")


def test_the_level_holds_for_ours_and_quiets_the_libraries(said: Callable[[], str]) -> None:
    set_up_logs(level="warning", as_json=False)
    structlog.get_logger().info("not this")
    logging.getLogger("slack_bolt.App").info("nor this")
    assert said() == ""
    set_up_logs(level="info", as_json=False)
    logging.getLogger("slack_bolt.App").info("still not this")
    logging.getLogger("apscheduler.scheduler").warning("nor this")
    structlog.get_logger().info("but this")
    assert "but this" in said()
