"""What the sender needs of whoever posts: one message, and an honest account of what became of it."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from sla.delivery import Posted
from sla.digest import Digest
from sla.services.bulletins import Private


@dataclass(frozen=True, kw_only=True, slots=True)
class Refused:
    """Slack answered that it will not take it. With `retry_after` it may take the same later."""

    reason: str
    retry_after: timedelta | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Ambiguous:
    """No answer came: the message may have arrived, so it is never sent again blindly."""

    reason: str


Result = Posted | Refused | Ambiguous


class Messenger(Protocol):
    """`reference` is opaque and goes into the message's metadata, so that it can be found in history."""

    def digest(self, channel: str, digest: Digest, *, reference: str) -> Result: ...

    def privately(self, slack_id: str, content: Private, *, reference: str) -> Result: ...
