"""Whether anybody acts on a message: what counts as that, and when so few do that it is not worth sending."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Protocol

from sla.delivery import Kind
from sla.people import MemberId
from sla.verdict import FEWEST

LOOK_BACK = timedelta(days=28)

ASKING = frozenset({
    Kind.DIGEST, Kind.NUDGE, Kind.UNTRIED, Kind.UNACCEPTED, Kind.LATE, Kind.SIGN, Kind.SIGN_AGAIN, Kind.CARD,
    Kind.PACE, Kind.REJECTED, Kind.CONTESTED,
})  # fmt: skip
"""Kinds that ask for something; of the others nobody is to do anything."""

ABOUT_OWN_LEADS = frozenset({Kind.NUDGE, Kind.UNTRIED})
"""They ask a rep for a touch, so that one counts, however it came to be recorded."""

FEWEST_TO_PROPOSE = 40
HARDLY_ANY = Fraction(1, 20)


@dataclass(frozen=True, kw_only=True, slots=True)
class ActedOn:
    """Of the messages that arrived and whose time to be acted on is over: how many were acted on in it."""

    sent: int
    acted: int

    @property
    def too_few(self) -> bool:
        """MATHS D12."""
        return self.sent < FEWEST

    @property
    def hardly(self) -> bool:
        """So seldom that switching it off is proposed."""
        return self.sent >= FEWEST_TO_PROPOSE and Fraction(self.acted, self.sent) < HARDLY_ANY


@dataclass(frozen=True, kw_only=True, slots=True)
class Counted:
    """How many of a kind arrived, and how many a day had no room for, whatever became of them next morning."""

    sent: int = 0
    held: int = 0


class Acts(Protocol):
    """The first act on each message that was sent; later ones change nothing."""

    def pressed(self, channel_id: str, message_ts: str, at: datetime) -> None:
        """Something on this message was pressed; nothing where it is none of the ledger's."""

    def touched(self, moments: Iterable[tuple[MemberId, datetime]]) -> None:
        """These members' leads had a touch then: what was sent to them about these leads was acted on."""

    def rates(self, kinds: Iterable[Kind], *, since: datetime, until: datetime) -> Mapping[Kind, ActedOn]:
        """Of what was due from `since` on and had to be acted on by `until`; kinds without any are left out."""

    def counts(self, since: datetime) -> Mapping[Kind, Counted]:
        """Of what was due from `since` on, of all kinds; those without any are left out."""
