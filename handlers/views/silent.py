"""A source of which nothing was heard for too long, in words: in a line, and as the note that managers get."""

from collections.abc import Mapping
from datetime import datetime

from handlers.views import days, layout, words
from handlers.views.escape import people
from handlers.views.message import Message
from handlers.views.tellings import source_name
from sla.board import SalesSide, ShareLine
from sla.feeds import FeedKind, Gap, Silent, SilentNote

MOST_GAPS = 3
LONGEST = 300

_READ: Mapping[FeedKind, str] = {
    FeedKind.HUBSPOT: "{name} has not been read since {since}",
    FeedKind.PUSH: "Nothing has come in from {name} since {since}",
}
_TO_DO: Mapping[FeedKind, str] = {
    FeedKind.HUBSPOT: (
        "Whoever runs SLA types `sla-bot doctor`, which looks afresh; `docs/crm.md` has what to do about "
        "each trouble."
    ),
    FeedKind.PUSH: (
        "Whoever looks after {name} sees whether it still sends, and whoever runs SLA types `sla-bot source list`; "
        "`docs/push.md` has what is answered and why."
    ),
}


def silent_since(silent: Silent, now: datetime, zone: str) -> str:
    """Like "HubSpot was last read Thursday 14:05"."""
    return f"{source_name(silent.name)} was last read {days.when(silent.since, now, zone)}"


def silence_lines(side: SalesSide, now: datetime, zone: str) -> tuple[str, ...]:
    """While it lasts: since when, and what fell due in it, which is neither kept nor missed yet."""
    if side.silent is None:
        return ()
    since = f"{silent_since(side.silent, now, zone)}; nobody is counted late since"
    waiting = [_waiting(one) for one in side.lines if one.in_gap]
    if not waiting:
        return (since,)
    return since, f"Waiting for {source_name(side.silent.name)}, in no figure yet: {words.joined(waiting)}"


def _waiting(line: ShareLine) -> str:
    if line.checkpoint is None:
        return words.counted(line.in_gap, "first attempt")
    return f"{words.counted(line.in_gap, 'lead')} by day {line.checkpoint.day}"


def gap_lines(side: SalesSide, now: datetime, zone: str) -> tuple[str, ...]:
    """Of those that are over: from when to when, and how many dates of the lines fell in them."""
    return tuple(
        f"{gap_words(one.gap, now, zone)}; {words.counted(one.dates, 'date')} fell in it, counted by what was known "
        "afterwards."
        for one in side.gaps[-MOST_GAPS:]
    )


def gap_words(gap: Gap, now: datetime, zone: str) -> str:
    """Like "HubSpot was not read from Thursday 14:05 to Friday 09:10"."""
    began = days.when(gap.began_at, now, zone)
    if gap.ended_at is None:
        return f"{source_name(gap.name)} has not been read since {began}"
    return f"{source_name(gap.name)} was not read from {began} to {days.when(gap.ended_at, now, zone)}"


def silent_message(note: SilentNote) -> Message:
    name, since = source_name(note.silent.name), days.when(note.silent.since, note.now, note.zone)
    return Message.of(
        layout.section(
            f"*{_READ[note.kind].format(name=name, since=since)}.*",
            "What was done there since is not known here, so nobody is counted late for what fell due since. Once "
            "it is known, what was done decides.",
        ),
        layout.section(f"*What is in the way* {people(note.trouble, LONGEST)}") if note.trouble else None,
        layout.section(f"*What to do* {_TO_DO[note.kind].format(name=name)}"),
        layout.context(
            "Said once, to the managers of both sides", "the digest says when it is heard of again"
        ),
    )
