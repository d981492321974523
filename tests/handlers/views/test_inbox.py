"""The line and the page of what was sent to somebody: as recorded, without machine-room words."""

from dataclasses import replace
from datetime import timedelta

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.json import JSONSnapshotExtension

from handlers.views.ids import Foot
from handlers.views.inbox import NAMES, inbox_message, today_line, today_section
from handlers.views.own_status import own_status_message
from handlers.views.page import as_page
from sandbox.blockkit.view import check_view
from sla.budget import FREE
from sla.delivery import TO_CHANNEL, Kind
from sla.received import Became, Inbox, Received
from tests import block_kit
from tests.handlers.views import examples
from tests.handlers.views.limits import MACHINE_WORDS

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NOON = examples.at(12)
ITEMS = (
    Received(kind=Kind.REJECTED, at=NOON, became=Became.HELD),
    Received(kind=Kind.REJECTED, at=NOON - HOUR, became=Became.SENT),
    Received(kind=Kind.CONTESTED, at=NOON - 2 * HOUR, became=Became.SENT),
    Received(kind=Kind.REJECTED, at=NOON - 2 * HOUR, became=Became.SENT),
    Received(kind=Kind.NUDGE, at=NOON - 3 * HOUR, became=Became.SENT, acted_at=NOON - 2 * HOUR),
    Received(kind=Kind.UNTRIED, at=NOON - 20 * HOUR, became=Became.SENT, acted_at=NOON - HOUR),
    *(
        Received(kind=Kind.NUDGE, at=NOON - 3 * HOUR - n * DAY, became=became)
        for n, became in enumerate([one for one in Became if one is not Became.HELD], start=1)
    ),
)
INBOX = Inbox(items=ITEMS, zone=examples.ZONE, now=NOON, most=5)


def test_every_kind_that_goes_to_a_person_has_a_name() -> None:
    assert NAMES.keys() == set(Kind) - TO_CHANNEL
    assert TO_CHANNEL <= FREE


def test_the_page_is_as_recorded(snapshot: SnapshotAssertion) -> None:
    page = as_page("Sent to you", inbox_message(INBOX)).as_view()
    assert page == snapshot(extension_class=JSONSnapshotExtension)
    assert check_view(page) == []
    assert block_kit.faults_of(page["blocks"]) == []


@pytest.mark.parametrize("word", sorted(MACHINE_WORDS))
def test_without_words_of_the_machine_room(word: str) -> None:
    assert word not in inbox_message(INBOX).text.replace("<!date", "").casefold()


def test_the_line_counts_what_came_and_what_waits() -> None:
    line = today_line(INBOX)
    assert "1 reminder of the day at" in line
    assert "2 rejected leads, the last at" in line
    assert "1 contested rejection at" in line
    assert line.endswith("; 1 held back until the next working morning")


def test_a_day_without_any_and_two_weeks_without_any() -> None:
    tomorrow = replace(INBOX, now=NOON + DAY)
    assert today_line(tomorrow) == "Sent to you today: nothing so far"
    assert today_section(replace(INBOX, items=()), block_id=Foot.HOME_INBOX) is None


def test_a_manager_reads_nothing_of_it_in_a_reps_numbers() -> None:
    theirs = own_status_message(replace(examples.OWN, own=False))
    assert "Sent to you" not in theirs.text
    assert "Sent to you today" in own_status_message(examples.OWN, INBOX).text


def test_it_says_what_was_acted_on_and_of_nothing_that_it_was_not() -> None:
    said = inbox_message(INBOX).text
    assert said.count("acted on at") == 1
    assert said.count("acted on: today") == 1
    assert "not acted on" not in said
