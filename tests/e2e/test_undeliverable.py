"""What cannot be delivered is told once to whoever can put it right, everything else goes on, and nothing is lost."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from sandbox.workspace import Workspace
from tests.e2e.conftest import Office, refused_blocks, slack
from tests.e2e.team import PEOPLE, write_team

pytestmark = pytest.mark.e2e

CHANNEL = PEOPLE.channels[0]


@contextmanager
def workspace(folder: Path, place: Workspace, *, known: bool = False) -> Iterator[Office]:
    """A team's bot in a workspace that is not as it should be; `known`: on the store of a bot that ran before."""
    with slack(folder, place) as sandbox:
        office = Office(folder, sandbox)
        if not known:
            write_team(folder)
            office.bring_in()
        try:
            office.start()
            yield office
            assert refused_blocks(office.people) == []
        finally:
            office.stop()


def ticks(office: Office, number: int = 3) -> None:
    assert office.bot is not None
    for _ in range(number):
        office.bot.tick()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"archived": True}, "#sla is archived"),
        ({"shared": True}, "now shared with another company"),
        ({"has_app": False}, "SLA is not in #sla"),
        ({"name": "other"}, "#sla cannot be found"),
    ],
)
def test_a_channel_that_cannot_have_the_digest(tmp_path: Path, change: dict[str, object], said: str) -> None:
    place = replace(PEOPLE, channels=(replace(CHANNEL, **change),))  # type: ignore[arg-type]
    with workspace(tmp_path, place) as office:
        office.people.advance_to("2025-11-20T09:01")
        note = office.people.wait_for(said, user="kim")
        assert "The digest of Thu 20 Nov was not posted" in note.shown
        office.people.wait_for("today, Ana", user="ana")
        office.people.advance_to("2025-11-21T09:01")
        office.people.wait_for(lambda: len(office.people.dm("ana")) == 3, user="ana")
        ticks(office)
        assert len(office.people.dm("kim")) == 1, "once, not every morning"
        posted = [one for one in office.people.traffic() if one.what == "chat.postMessage"]
        assert not [
            one for one in posted if "The digest" not in str(one.request) and "C1SLA" in str(one.request)
        ]


def test_a_person_whose_account_was_deactivated(tmp_path: Path) -> None:
    with workspace(tmp_path, PEOPLE) as office:
        office.people.advance_to("2025-11-20T09:01")
        office.people.wait_for("today, ", user="lee")
    people = tuple(replace(one, deleted=one.name == "lee") for one in PEOPLE.people)
    with workspace(tmp_path, replace(PEOPLE, people=people), known=True) as office:
        office.people.advance_to("2025-11-21T09:01")
        note = office.people.wait_for("No reminders reach Lee Park", user="kim")
        assert "need another owner" in note.shown
        office.people.wait_for("Fri 21 Nov", user="kim", channel="#sla")
        ticks(office)
        assert len(office.people.dm("kim")) == 1
        assert not [one for one in office.people.dm("jo") if "Lee" in one.shown], "it is not the other side's"


def test_a_message_that_was_not_found_comes_with_the_next(running: Office) -> None:
    people = running.people
    people.fault("chat.postMessage", "drop_before", times=3)
    people.advance_to("2025-11-20T09:01")
    people.wait_for(
        lambda: [one for one in people.traffic() if one.error == "connection dropped"][2:], user="ana"
    )
    for minute in (3, 8, 19):
        people.advance_to(f"2025-11-20T09:{minute:02}")
        ticks(running)
    people.advance_to("2025-11-21T09:01")
    people.wait_for("One message to this channel may not have arrived", user="kim", channel="#sla")
    nudge = people.wait_for("may not have arrived. It said", user="ana")
    assert "Hello Ana" in nudge.shown
    ticks(running)
    assert sum("Hello Ana" in one.shown for one in people.dm("ana")) == 1


def test_a_locked_database_delays_and_loses_nothing(running: Office) -> None:
    with closing(sqlite3.connect(running.folder / "sla.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        running.people.advance_to("2025-11-20T09:01")
        time.sleep(1)
        assert not running.people.dm("ana")
        other.execute("ROLLBACK")
    running.people.wait_for("today, Ana", user="ana")
    running.people.wait_for("Thu 20 Nov", user="kim", channel="#sla")
    ticks(running)
    assert len(running.people.dm("ana")) == 2
    assert len(running.people.messages("kim", "#sla")) == 1
