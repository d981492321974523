"""The body of a push: JSON or a form, one event or several, numbers as they are written."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.push_events import FORM, JSON, MOST_EVENTS, read_events
from sla.errors import BadInput

texts = st.text(max_size=8)
scalars = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | texts
anything = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)


def test_one_event_and_several_and_a_form_are_the_same() -> None:
    one = read_events(b'{"type": "touch", "external_id": 7, "lead": " 1 "}', JSON)
    several = read_events(b'{"events": [{"type": "touch", "external_id": "7", "lead": "1"}]}', JSON)
    form = read_events(b"type=touch&external_id=7&lead=+1+", FORM)
    assert one == several == form
    assert (one[0].type, one[0].fields) == ("touch", {"external_id": "7", "lead": "1"})


def test_values_are_as_they_are_written() -> None:
    body = (
        b'{"amount": 2000.10, "id": 90071992547409931, "yes": true, "no": false, "none": null, "blank": ""}'
    )
    (event,) = read_events(body, JSON)
    assert event.fields == {"amount": "2000.10", "id": "90071992547409931", "yes": "true", "no": "false"}


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "is not JSON"),
        (b"{", "is not JSON"),
        (b'{"a": NaN}', "is not JSON"),
        (b"[" * 100_000, "is not JSON"),
        (b"\xff", "not UTF-8"),
        (b"[]", "must be one event"),
        (b'"touch"', "must be one event"),
        (b'{"events": []}', "at least one event"),
        (b'{"events": {}}', "at least one event"),
        (b'{"events": [{}], "type": "touch"}', "nothing beside it"),
        (b'{"events": [1]}', "must be an object"),
        (json.dumps({"events": [{}] * (MOST_EVENTS + 1)}).encode(), "at most 500 events; this one has 501"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_sentence(body: bytes, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        read_events(body, JSON)


@given(anything)
def test_no_json_breaks_it(value: object) -> None:
    """Whatever is read can be stored and sent back: no halves of characters, no controls."""
    try:
        events = read_events(json.dumps(value).encode(), JSON)
    except BadInput:
        return
    for event in events:
        for text in (event.type, event.nested or "", *event.fields, *event.fields.values()):
            assert text.isprintable() or not any(mark < " " for mark in text)
            text.encode()
