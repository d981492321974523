"""What Slack accepts of a message, checked piece by piece, so that a builder can be tried with anything."""

import json
import re
from collections.abc import Iterator, Sequence
from itertools import chain

MOST_CHARACTERS = 13_200
MACHINE_WORDS = ("ratio", "p90", "judged", "stopped", "breach", "unconfirmed", "oops", "!")
_MARKUP = re.compile(r"<(?!!date\^\d+\^\{time\}\|\d\d:\d\d>)")

Json = dict[str, object]


def assert_sendable(payload: Json) -> None:
    """Slack would take this message, and nobody's text in it mentions, links or formats anything."""
    json.dumps(payload, ensure_ascii=False).encode()
    text, blocks = payload["text"], payload["blocks"]
    assert 0 < len(text) <= 4000
    assert 1 <= len(blocks) <= 50
    assert sum(len(one) for one in texts(blocks)) <= MOST_CHARACTERS
    assert sum(block["type"] == "table" for block in blocks) <= 1
    assert sum(element.get("style") == "primary" for element in _elements(blocks)) <= 1
    _unique([block["block_id"] for block in blocks if "block_id" in block])
    for block in blocks:
        assert len(block.get("block_id", "x")) in range(1, 256)
        _CHECKS[block["type"]](block)


def texts(value: object) -> Iterator[str]:
    """Every text that is shown, whatever it is in."""
    if isinstance(value, list):
        yield from chain.from_iterable(texts(one) for one in value)
    elif isinstance(value, dict):
        if isinstance(value.get("text"), str):
            yield value["text"]
        yield from chain.from_iterable(texts(one) for one in value.values())


def _section(block: Json) -> None:
    if "text" in block:
        _mrkdwn(block["text"], 3000)
    assert len(block.get("fields", ())) <= 10
    for field in block.get("fields", ()):
        _mrkdwn(field, 2000)
    if "accessory" in block:
        _element(block["accessory"])


def _context(block: Json) -> None:
    assert 1 <= len(block["elements"]) <= 10
    for element in block["elements"]:
        _mrkdwn(element, 3000)


def _header(block: Json) -> None:
    _plain(block["text"], 150)


def _actions(block: Json) -> None:
    assert 1 <= len(block["elements"]) <= 25
    _unique([element["action_id"] for element in block["elements"]])
    for element in block["elements"]:
        _element(element)


def _table(block: Json) -> None:
    rows = block["rows"]
    assert 1 <= len(rows) <= 100
    assert {len(row) for row in rows} == {len(block["column_settings"])} <= set(range(1, 21))
    for cell in chain.from_iterable(rows):
        assert cell["type"] == "raw_text"
        assert cell["text"]


def _element(element: Json) -> None:
    assert len(element["action_id"]) in range(1, 256)
    if element["type"] == "overflow":
        assert 1 <= len(element["options"]) <= 5
        for option in element["options"]:
            _plain(option["text"], 75)
            assert 1 <= len(option["value"]) <= 150
        return
    assert element["type"] == "button"
    _plain(element["text"], 75)
    assert 1 <= len(element["value"]) <= 2000
    assert 1 <= len(element.get("accessibility_label", "x")) <= 75


def _plain(text: Json, most: int) -> None:
    assert text["type"] == "plain_text"
    assert 1 <= len(text["text"]) <= most
    assert "<" not in text["text"]


def _mrkdwn(text: Json, most: int) -> None:
    assert text["type"] == "mrkdwn"
    assert text["verbatim"] is True
    assert 1 <= len(text["text"]) <= most
    assert not _MARKUP.search(text["text"]), text["text"]
    for line in text["text"].split("\n"):
        assert line.count("*") % 2 == 0, line


def _elements(blocks: Sequence[Json]) -> Iterator[Json]:
    for block in blocks:
        if block["type"] == "actions":
            yield from block["elements"]
        elif "accessory" in block:
            yield block["accessory"]


def _unique(ids: list[str]) -> None:
    assert len(ids) == len(set(ids)), ids


def _nothing(block: Json) -> None:
    assert set(block) == {"type"}


def _chart(block: Json) -> None:
    assert 1 <= len(block["title"]) <= 50
    plot = block["chart"]
    categories = plot["axis_config"]["categories"]
    assert len(categories) <= 20
    _unique(categories)
    _unique([series["name"] for series in plot["series"]])
    assert 1 <= len(plot["series"]) <= 6
    for series in plot["series"]:
        assert [point["label"] for point in series["data"]] == categories
    assert all(1 <= len(label) <= 20 for label in (*categories, *(one["name"] for one in plot["series"])))


_CHECKS = {
    "data_visualization": _chart,
    "section": _section,
    "context": _context,
    "header": _header,
    "actions": _actions,
    "table": _table,
    "divider": _nothing,
}
