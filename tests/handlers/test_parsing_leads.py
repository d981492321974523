"""How the words after reassign, skip and snooze are read."""

from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.parsing import UsageError
from handlers.parsing_leads import parse_reassign, parse_skip, parse_snooze


def test_reassign_takes_a_lead_and_the_one_who_gets_it() -> None:
    words = parse_reassign("Blue Fjord <@U2LEE|lee>")
    assert (words.lead, words.to) == ("Blue Fjord", "U2LEE")


@pytest.mark.parametrize("words", ["", "L1", "<@U2>", "L1 <@U1> <@U2>", "L1 <@U1> please"])
def test_reassign_needs_both(words: str) -> None:
    with pytest.raises(UsageError):
        parse_reassign(words)


@pytest.mark.parametrize(
    ("words", "lead", "reason"),
    [
        ("L1 asked for quiet", "L1", "asked for quiet"),
        ('"Blue Fjord" asked &lt;twice&gt; &amp;lt;', "Blue Fjord", "asked <twice> &lt;"),
    ],
)
def test_skip_keeps_the_reason_as_it_was_typed(words: str, lead: str, reason: str) -> None:
    read = parse_skip(words)
    assert (read.lead, read.reason) == (lead, reason)


@pytest.mark.parametrize("words", ["", "L1", '"Blue Fjord"', '"" why'])
def test_skip_needs_a_reason(words: str) -> None:
    with pytest.raises(UsageError):
        parse_skip(words)


@pytest.mark.parametrize(
    ("words", "lead", "days"),
    [("L1 3", "L1", 3), ("Blue Fjord 2 14", "Blue Fjord 2", 14), ("L1 2 days", "L1", 2), ("L1 1d", "L1", 1)],
)
def test_snooze_ends_with_the_days(words: str, lead: str, days: int) -> None:
    read = parse_snooze(words)
    assert (read.lead, read.days) == (lead, days)


@given(st.text(max_size=30), st.sampled_from([parse_reassign, parse_skip, parse_snooze]))
def test_nothing_typed_breaks_them(words: str, parse: Callable[[str], object]) -> None:
    with suppress(UsageError):
        parse(words)
