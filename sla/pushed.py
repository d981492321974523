"""Who may push facts into the store, how each proves it, and what was answered to a message that comes again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Protocol

REMEMBERED = timedelta(hours=24)
"""For so long a message that comes again gets its first answer again."""

OVERLAP = timedelta(hours=24)
"""For so long a secret that was rotated away still holds, unless it is said otherwise."""

LATELY = timedelta(days=7)


class Proof(StrEnum):
    TOKEN = "token"  # noqa: S105 - the name of a way, no secret
    SIGNATURE = "signature"


@dataclass(frozen=True, kw_only=True, slots=True)
class Pusher:
    """How a feed proves that it is what pushes under its name; a moment of it is real time.

    No secret is here: of a token its hash, of a signature the generation that it is made from. It is kept when
    its feed is removed, so that no later one of the same name ever gets an old secret.
    """

    name: str
    proof: Proof
    generation: int
    token_hash: str | None = None
    former_hash: str | None = None
    former_until: datetime | None = None

    def generations(self, real_now: datetime) -> tuple[int, ...]:
        """Those whose secret holds, the newest first; none of one with tokens."""
        if self.proof is not Proof.SIGNATURE:
            return ()
        return (self.generation, self.generation - 1) if self._overlaps(real_now) else (self.generation,)

    def token_hashes(self, real_now: datetime) -> tuple[str, ...]:
        """Those of the tokens that hold."""
        if self.proof is not Proof.TOKEN or self.token_hash is None:
            return ()
        former = (self.former_hash,) if self.former_hash and self._overlaps(real_now) else ()
        return (self.token_hash, *former)

    def rotated(self, token_hash: str | None, *, until: datetime | None) -> "Pusher":
        """With a new secret; the one before holds until then, None: not at all; any older one no longer."""
        return replace(
            self,
            generation=self.generation + 1,
            token_hash=token_hash,
            former_hash=self.token_hash,
            former_until=until,
        )

    def _overlaps(self, real_now: datetime) -> bool:
        return self.former_until is not None and real_now < self.former_until


@dataclass(frozen=True, kw_only=True, slots=True)
class Message:
    """A request as its sender names it: the same id again is the same message."""

    id: str
    body_hash: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Answered:
    """What was answered to a message, word for word."""

    message: Message
    status: int
    body: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Count:
    """What became of the items of one kind; `reason` is the newest rejection's."""

    kind: str
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: int = 0
    reason: str | None = None


class Pushes(Protocol):
    """Sources that push, counts of what they pushed, and the messages they sent in the last day."""

    def get(self, name: str) -> Pusher | None: ...

    def hold(self, name: str) -> None:
        """Nobody else holds this source until this unit of work ends."""

    def save(self, pusher: Pusher) -> None: ...

    def answer(self, name: str, message_id: str, *, since: datetime) -> Answered | None:
        """What was answered to this message, if that was at `since` or later."""

    def remember(self, name: str, answered: Answered, at: datetime) -> None:
        """In place of what was kept of the same message."""

    def forget(self, before: datetime) -> int:
        """Messages older than that; how many there were."""

    def count(self, name: str, day: date, counts: Iterable[Count]) -> None:
        """Add to that day's; the newest reason stands."""

    def counted(self, since: date) -> Mapping[str, tuple[Count, ...]]:
        """Each source's sums from that day on, by kind, with the newest reason."""

    def rows(self) -> Mapping[str, Mapping[str, int]]:
        """How many facts each source has in the store, by kind, without what was taken back."""

    def standing(self, kind: str, name: str, external_ids: Iterable[str]) -> frozenset[str]:
        """Which of these facts of one kind the source has in the store and did not take back."""


class Pushed(Protocol):
    """A unit of work has this too."""

    @property
    def pushes(self) -> Pushes: ...
