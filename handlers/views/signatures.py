"""Who has signed a version and who has yet to, when it holds, and the moments of it, in words."""

from collections.abc import Sequence
from datetime import date, datetime

from handlers.views import days, layout, words
from handlers.views.escape import people
from handlers.views.ids import Act
from handlers.views.values import version_value
from sla.agreed import Proposal
from sla.agreement import Signature, State, Version
from sla.calendar import local_date
from sla.people import Side

MOST_NAMES = 8
_NAME = 40


def version_name(number: int) -> str:
    """Like "version 2"; the one loaded at the start is nobody's proposal."""
    return f"version {number}" if number else "the version loaded at the start"


def stamp(moment: datetime, zone: str) -> str:
    """Like "Tue 24 Nov 2026 10:12": the text may be read much later."""
    day = local_date(moment, zone)
    return f"{days.dated(day, day)} {day.year} {days.clock(moment, zone)}"


def full_day(day: date) -> str:
    return f"{days.dated(day, day)} {day.year}"


def names(of: Sequence[str]) -> str:
    """Like "Ana, Bo and Cy"; a long list ends with a count."""
    shown = [people(name, _NAME) for name in of[:MOST_NAMES]]
    hidden = len(of) - len(shown)
    return words.joined([*shown, f"{hidden} more"] if hidden else shown)


def by_side(signatures: Sequence[Signature]) -> str:
    """Like "Max Orr for marketing; Ana Lima and Bo Reed for sales"."""
    parts = [
        f"{names([one.name for one in signatures if one.side is side])} for {side}"
        for side in Side
        if any(one.side is side for one in signatures)
    ]
    return "; ".join(parts)


def progress(proposal: Proposal) -> str:
    """Like "3 of 6 have signed, waiting for Ana, Bo and Cy"."""
    asked = proposal.version.asked
    signed = len({one.member_id for one in proposal.signatures} & asked)
    if signed == len(asked):
        return f"all {signed} who were asked have signed" if asked else "nobody was asked to sign"
    verb = "has" if signed == 1 else "have"
    waiting = f", waiting for {names([one.name for one in proposal.waiting])}" if proposal.waiting else ""
    return f"{signed} of {len(asked)} {verb} signed{waiting}"


def proposed_words(proposal: Proposal) -> str:
    """Like "Proposed by Max Orr on Mon 23 Nov 2026"."""
    by = f" by {people(proposal.proposer, _NAME)}" if proposal.proposer else ""
    day = local_date(proposal.version.proposed_at, proposal.terms.calendar.zone)
    return f"Proposed{by} on {full_day(day)}"


def begins_on(version: Version) -> date:
    """The day it binds from: settled once signed, before that the one that was proposed."""
    return version.begins_on or version.effective_on


def ended(version: Version) -> str | None:
    """What became of a proposal that nobody can sign any more; None for one that binds or is open."""
    return {
        State.WITHDRAWN: "was withdrawn",
        State.REPLACED: "was replaced by a newer proposal",
        State.LAPSED: "was not signed in time and lapsed",
    }.get(version.state)


def sign_button(proposal: Proposal, *, again: bool = False) -> layout.Element:
    """The primary one. `again`: it is in force already and one more name is put below it."""
    version = proposal.version
    return layout.button(
        f"{'Countersign' if again else 'Sign'} version {version.number}",
        Act.SIGN,
        version_value(version.number, version.sha256),
        primary=True,
    )


def read_button(number: int, text: str = "Read it all") -> layout.Element:
    return layout.button(text, Act.OPEN_VERSION, str(number), label=f"Read all of {version_name(number)}")
