"""A source of which nothing was heard for too long, in words: in a line, and as the note that managers get."""

from collections.abc import Mapping
from datetime import datetime

from handlers.views import days, layout
from handlers.views.escape import people
from handlers.views.message import Message
from handlers.views.tellings import source_name
from sla.feeds import FeedKind, Silent, SilentNote

_READ: Mapping[FeedKind, str] = {
    FeedKind.HUBSPOT: "{name} has not been read since {since}",
    FeedKind.PUSH: "Nothing has come in from {name} since {since}",
}
_TO_DO: Mapping[FeedKind, str] = {
    FeedKind.HUBSPOT: (
        "Whoever runs SLA types `sla-bot doctor`, which says what is in the way; `docs/crm.md` has what to do "
        "about each."
    ),
    FeedKind.PUSH: (
        "Whoever looks after {name} sees whether it still sends, and whoever runs SLA types `sla-bot source list`; "
        "`docs/push.md` has what is answered and why."
    ),
}


def silent_since(silent: Silent, now: datetime, zone: str) -> str:
    """Like "HubSpot was last read Thursday 14:05"."""
    return f"{source_name(silent.name)} was last read {days.when(silent.since, now, zone)}"


def silent_message(note: SilentNote) -> Message:
    name, since = source_name(note.silent.name), days.when(note.silent.since, note.now, note.zone)
    return Message.of(
        layout.section(
            f"*{_READ[note.kind].format(name=name, since=since)}.*",
            "What was done there since is not known here, so nobody is counted late for what fell due since. Once "
            "it is known, what was done decides.",
        ),
        layout.section(f"*What it met last* {people(note.trouble)}") if note.trouble else None,
        layout.section(f"*What to do* {_TO_DO[note.kind].format(name=name)}"),
        layout.context(
            "Said once, to the managers of both sides", "the digest says when it is heard of again"
        ),
    )
