"""A Slack status is an offer of days where it speaks of being away, and nothing otherwise."""

from datetime import date, timedelta

import pytest

from sla.away_hint import Hint, hint_of
from sla.people import SlackStatus
from tests.sla.services.agreement import BERLIN, at

NOW = at("2026-03-02 10:00")


@pytest.mark.parametrize(
    ("emoji", "text", "speaks"),
    [
        (":palm_tree:", "Vacationing", True),
        (":palm_tree:", "", True),
        ("", "Out of office until Friday", True),
        ("", "OOO", True),
        (":speech_balloon:", "Im Urlaub", True),
        (":calendar:", "In a meeting", False),
        (":house_with_garden:", "Working remotely", False),
        ("", "giveaway", False),
        ("", "", False),
    ],
)
def test_which_status_speaks_of_it(emoji: str, text: str, *, speaks: bool):
    status = SlackStatus(emoji=emoji, text=text, until=None)
    assert (hint_of(status, zone=BERLIN, now=NOW) is not None) is speaks


def test_its_end_is_a_day_of_the_person():
    status = SlackStatus(emoji=":palm_tree:", text=" Beach ", until=at("2026-03-06 23:59"))
    assert hint_of(status, zone=BERLIN, now=NOW) == Hint(
        first=date(2026, 3, 2), last=date(2026, 3, 6), said="Beach"
    )


def test_one_that_has_ended_says_nothing():
    status = SlackStatus(emoji=":palm_tree:", text="", until=NOW)
    assert hint_of(status, zone=BERLIN, now=NOW) is None
    assert hint_of(status, zone=BERLIN, now=NOW - timedelta(seconds=1)) is not None
    assert hint_of(None, zone=BERLIN, now=NOW) is None
