"""The examples of docs/push.md work as they are typed."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from intake.push_events import JSON, LARGEST_BODY, MOST_EVENTS, read_events
from intake.push_reading import SHAPES
from tests.push.desk import PushDesk, results

PAGE = (Path(__file__).parents[2] / "docs" / "push.md").read_text(encoding="utf-8")
FROM_TOOLS = {
    "{{1.id}}": "7",
    "{{1.contactId}}": "4711",
    '{{formatDate(1.date; "YYYY-MM-DDTHH:mm:ssZ")}}': "2026-03-04T11:00:00+0100",
}
"""What Make puts in the place of its expressions."""


def block(begins: str) -> str:
    return next(text for text in re.findall(r"```\w+\n(.*?)```", PAGE, re.DOTALL) if text.startswith(begins))


@pytest.fixture
def later(desk: PushDesk) -> PushDesk:
    desk.now = datetime(2026, 5, 1, tzinfo=UTC)
    desk.add(zone="Europe/Berlin")
    return desk


def pushed(desk: PushDesk, body: str) -> list[str]:
    found = desk.pushing("crm", read_events(body.encode(), JSON), None, now=desk.now, real_now=desk.now)
    assert found is not None
    assert found.status == 200, found.body
    return [one["result"] for one in results(found)]


def test_curl_and_its_answer_and_many_at_once(later: PushDesk) -> None:
    body = re.search(r"-d '(.*?)'", block("curl"), re.DOTALL)
    assert body is not None
    reply = later.pushing("crm", read_events(body[1].encode(), JSON), None, now=later.now, real_now=later.now)
    assert reply is not None
    assert json.loads(reply.body) == json.loads(block('{"taken"'))
    many = block('{"events": [\n')
    assert pushed(later, many) == ["updated", "unchanged", "created", "created", "updated", "unchanged"]


def test_make(later: PushDesk) -> None:
    pushed(later, block('{"events": [\n'))
    body = block('{"type": "touch"')
    for said, meant in FROM_TOOLS.items():
        assert said in body
        body = body.replace(said, meant)
    assert pushed(later, body) == ["created"]


def test_limits_and_fields_are_those_of_the_code() -> None:
    assert f"{LARGEST_BODY:,} bytes" in PAGE
    assert f"up to {MOST_EVENTS} at once" in PAGE
    for shape in SHAPES:
        line = next(line for line in PAGE.splitlines() if line.startswith(f"| `{shape.event}` |"))
        assert set(shape.fields) <= set(re.findall(r"`(\w+)`", line)), shape.event
