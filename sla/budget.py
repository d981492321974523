"""How many private messages of its own accord the bot sends to one person on one local day, and what waits for them.

What answers to one act and cannot wait does not count. Of what counts, the day's own messages (one of each kind at
most) always go, and those that may still come keep their places; the rest goes while there is room.
"""

from collections.abc import Iterable, Mapping

from sla.delivery import Kind
from sla.people import Person, Side

USUAL_A_DAY = 5
"""What somebody with the most parts to play gets of the day's own messages."""

LEAST_A_DAY, MOST_A_DAY = 2, 20
"""What a team may choose instead, as far as the day's own messages leave it room."""

FREE = frozenset({Kind.DIGEST, Kind.WEEKLY, Kind.HELLO, Kind.SIGN, Kind.CARD})
"""Not counted: the channel's; said once ever; asked of this person by name; and a card, which is the lead itself."""

STEADY = frozenset({Kind.NUDGE, Kind.UNTRIED, Kind.UNACCEPTED, Kind.LATE, Kind.TRIAL, Kind.HELD})
"""The day's own: one of each kind a person and day, by their keys. `UNTRIED` is the one urgent message of a day."""

SINGLE = frozenset(Kind) - FREE - STEADY
"""One for each matter, so that a busy day could bring any number."""


def places(person: Person, *, covers: bool) -> frozenset[Kind]:
    """The day's own messages that may still come to this person, whatever the day has brought so far."""
    kinds = {Kind.HELD}
    if person.carries_leads or covers:
        kinds.add(Kind.NUDGE)
    if person.carries_leads:
        kinds.add(Kind.UNTRIED)
    if person.manages(Side.SALES):
        kinds |= {Kind.UNACCEPTED, Kind.LATE}
    return frozenset(kinds)


def fewest(people: Iterable[Person]) -> int:
    """The least that can be kept to: the places of whoever has the most parts, somebody else's leads with them."""
    return max((len(places(one, covers=True)) for one in people), default=LEAST_A_DAY)


def may_go(kind: Kind, taken: Mapping[Kind, int], kept: frozenset[Kind], *, most: int) -> bool:
    """`taken` counts the day's messages so far by kind, `kept` are the kinds whose places are kept free."""
    if kind not in SINGLE:
        return True
    spent = sum(number for each, number in taken.items() if each not in FREE)
    to_come = sum(1 for each in kept if not taken.get(each))
    return spent + to_come < most
