"""What Slack tells of files is kept before it is acknowledged, once, and everything else is left alone."""

from dataclasses import replace

import pytest

from handlers.asked import Payload
from handlers.files import on_message
from sla.dropped import Step
from sla.errors import NotFound
from tests.handlers.setup.office import KIM, Office


class Woken:
    """A desk that remembers what it was woken for."""

    def __init__(self) -> None:
        self.files: list[str] = []

    def wake(self, file_id: str) -> None:
        self.files.append(file_id)


def event(**changes: object) -> Payload:
    return {
        "type": "message",
        "subtype": "file_share",
        "channel_type": "im",
        "channel": "D1",
        "user": KIM,
        "ts": "1.1",
        "files": [{"id": "F1"}, {"id": "F2", "file_access": "check_file_info"}],
    } | changes


def told(office: Office, *events: Payload) -> list[str]:
    """The files that somebody is woken for; every event is acknowledged once."""
    woken, acks = Woken(), []
    services = replace(office.services, file_desk=woken)
    for one in events:
        on_message(lambda: acks.append(one), one, services)  # noqa: B023 - called at once
    assert acks == list(events)
    return woken.files


def test_each_file_is_kept_and_looked_at_once_however_often_it_is_told() -> None:
    office = Office()
    assert told(office, event(), event(), event(ts="9.9")) == ["F1", "F2"]
    kept = office.services.dropped_files.get("F2")
    assert (kept.slack_id, kept.channel_id, kept.thread_ts, kept.step) == (KIM, "D1", "1.1", Step.TO_SHOW)


def test_in_a_thread_it_is_answered_in_that_thread() -> None:
    office = Office()
    told(office, event(thread_ts="0.5"))
    assert office.services.dropped_files.get("F1").thread_ts == "0.5"


@pytest.mark.parametrize(
    "other",
    [
        {"subtype": None, "files": []},
        {"channel_type": "channel"},
        {"bot_id": "B1"},
        {"subtype": "message_changed"},
        {"files": None},
    ],
)
def test_words_channels_bots_and_rewritings_are_left_alone(other: dict[str, object]) -> None:
    office = Office()
    assert told(office, event(**other)) == []
    with pytest.raises(NotFound):
        office.services.dropped_files.get("F1")
