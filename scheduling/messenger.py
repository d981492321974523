"""What the schedule needs of whoever posts: one message, an honest account of what became of it, and a look back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from sla.answers import TouchLogged
from sla.delivery import Posted
from sla.digest import Digest
from sla.services.bulletins import Late, Private
from sla.weekly import WeeklySummary


@dataclass(frozen=True, kw_only=True, slots=True)
class Refused:
    """Slack answered that it will not take it. With `retry_after` it may take the same later."""

    reason: str
    retry_after: timedelta | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Ambiguous:
    """No answer came: the message may have arrived, so it is never sent again blindly."""

    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Absent:
    """The history was read, and the message is not in it."""


Result = Posted | Refused | Ambiguous

Written = Callable[[str], Result]
"""A message that is written out and needs only the id of its conversation: whatever breaks in it, breaks before."""


class Messenger(Protocol):
    """`reference` is opaque and goes into the message's metadata, so that it can be found in history."""

    def held(self) -> timedelta | None:
        """How long Slack still wants no messages at all from this workspace; None: it takes them."""

    def channel(self, name: str) -> str | Refused:
        """The id of a channel that may be posted to now."""

    def direct(self, slack_id: str) -> str | Refused:
        """The id of the conversation with one person, which this opens."""

    def quiet_until(self, slack_id: str, now: datetime) -> datetime | None:
        """Until when this person does not want to be disturbed; None where they do, or where that is not known."""

    def digest(self, digest: Digest, *, reference: str, doubt: bool) -> Written:
        """Posts nothing yet. `doubt`: one message to this channel may not have arrived."""

    def weekly(self, summary: WeeklySummary, *, reference: str, doubt: bool) -> Written:
        """Posts nothing yet. `doubt` as for a digest."""

    def privately(self, content: Private, *, reference: str, late: Sequence[Late]) -> Written:
        """Posts nothing yet. `late` are messages to this person that may not have arrived."""

    def mend(self, there: Posted, lines: Sequence[TouchLogged], *, reference: str) -> Result | Absent:
        """Rewrite these leads' lines in a message that is there; Absent where it is not, or has no such line open."""

    def find(self, channel_id: str, reference: str, *, since: datetime) -> Posted | Absent | Refused:
        """Look in the history for one whose reference begins so; Refused where that could not be read."""
