"""What an interaction hands the app for later: trigger ids (3 s, one use) and reply addresses (30 minutes, 5 uses).

Both run on real time, whatever the moved clock says.
"""

import secrets
from dataclasses import dataclass

from sandbox.clock import Clock
from sandbox.envelopes import ACK_SECONDS
from sandbox.errors import SlackError

REPLY_SECONDS = 30 * 60.0
REPLY_USES = 5
KEPT = 10_000


@dataclass(kw_only=True, slots=True)
class Trigger:
    """The right to open a modal for a person, once; `channel` is the conversation they were looking at, if any."""

    user: str
    issued_at: float
    view_id: str | None = None
    channel: str | None = None
    used: bool = False


@dataclass(kw_only=True, slots=True)
class ReplyAddress:
    """The right to answer in a channel, as the answer to one person; `message_ts` is the message acted upon."""

    user: str
    channel: str
    issued_at: float
    message_ts: str | None = None
    thread_ts: str | None = None
    uses: int = 0


class Tickets:
    """Issues and redeems both; the oldest are forgotten."""

    def __init__(self, clock: Clock, *, trigger_seconds: float = ACK_SECONDS) -> None:
        self._clock = clock
        self._trigger_seconds = trigger_seconds
        self._triggers: dict[str, Trigger] = {}
        self._replies: dict[str, ReplyAddress] = {}

    def trigger(self, user: str, *, view_id: str | None = None, channel: str | None = None) -> str:
        name = f"{secrets.randbelow(10**13)}.{secrets.randbelow(10**12)}.{secrets.token_hex(16)}"
        self._triggers[name] = Trigger(
            user=user, issued_at=self._clock.real(), view_id=view_id, channel=channel
        )
        _forget(self._triggers)
        return name

    def redeem(self, name: str) -> Trigger:
        """Raises SlackError with Slack's code where the trigger is unknown, used or too old."""
        trigger = self._triggers.get(name)
        if trigger is None:
            raise SlackError("invalid_trigger_id")
        if trigger.used:
            raise SlackError("exchanged_trigger_id")
        if self._clock.real() - trigger.issued_at > self._trigger_seconds:
            raise SlackError("expired_trigger_id")
        trigger.used = True
        return trigger

    def reply_path(self, kind: str, address: ReplyAddress) -> str:
        """The path of a new reply address; `kind` is "commands" or "actions"."""
        name = f"{kind}/{secrets.randbelow(10**13)}/{secrets.token_urlsafe(18)}"
        self._replies[name] = address
        _forget(self._replies)
        return name

    def address(
        self, user: str, channel: str, *, message_ts: str | None = None, thread_ts: str | None = None
    ) -> ReplyAddress:
        return ReplyAddress(
            user=user,
            channel=channel,
            issued_at=self._clock.real(),
            message_ts=message_ts,
            thread_ts=thread_ts,
        )

    def usable(self, path: str) -> ReplyAddress:
        """Raises SlackError where the address is unknown, used up or too old."""
        address = self._replies.get(path)
        if address is None:
            raise SlackError("invalid_url")
        if address.uses >= REPLY_USES:
            raise SlackError("used_url")
        if self._clock.real() - address.issued_at > REPLY_SECONDS:
            raise SlackError("expired_url")
        return address


def _forget(kept: dict[str, Trigger] | dict[str, ReplyAddress]) -> None:
    while len(kept) > KEPT:
        del kept[next(iter(kept))]
