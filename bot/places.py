"""Where messages go: the id of a channel that may be posted to now, and of the conversation with one person."""

from collections.abc import Callable, Iterator
from typing import TypeVar

from slack_sdk import WebClient

from bot.answers import FAILURES, refusal_of_look
from bot.calls import Calls
from scheduling.messenger import Refused

SHARED = "shared_with_another_company"
OPEN, INFO, LIST = "conversations.open", "conversations.info", "conversations.list"

Answer = TypeVar("Answer")


class Places:
    """Ids are kept once they are known; whether a channel may be posted to is asked each time."""

    def __init__(self, client: WebClient, calls: Calls) -> None:
        self._client = client
        self._calls = calls
        self._direct: dict[str, str] = {}
        self._channels: dict[str, str] = {}

    def direct(self, slack_id: str) -> str | Refused:
        if slack_id not in self._direct:
            opened = self._ask(OPEN, lambda: self._client.conversations_open(users=slack_id))
            if isinstance(opened, Refused):
                return opened
            self._direct[slack_id] = opened["channel"]["id"]
        return self._direct[slack_id]

    def whose(self, channel_id: str) -> str | None:
        """Whom a conversation that `direct` gave is with."""
        return next((slack_id for slack_id, known in self._direct.items() if known == channel_id), None)

    def channel(self, name: str) -> str | Refused:
        """Refused where it is archived, gone, shared with another company, or the bot is not in it."""
        known = self._channels.get(name) or self._named(name)
        if isinstance(known, Refused):
            return known
        answer = self._ask(INFO, lambda: self._client.conversations_info(channel=known))
        if isinstance(answer, Refused):
            self._channels.pop(name, None)  # another may have its name by now
            return answer
        self._channels[name] = known
        reason = _why_not(answer["channel"])
        return Refused(reason=reason) if reason else known

    def _named(self, name: str) -> str | Refused:
        found = self._ask(LIST, lambda: next((one for one in self._all() if one["name"] == name), None))
        if isinstance(found, Refused):
            return found
        return str(found["id"]) if found else Refused(reason="channel_not_found")

    def _all(self) -> Iterator[dict[str, object]]:
        for page in self._client.conversations_list(types="public_channel,private_channel", limit=200):
            yield from page["channels"]

    def _ask(self, method: str, call: Callable[[], Answer]) -> Answer | Refused:
        held = self._calls.held(method)
        if held is not None:
            return Refused(reason="ratelimited", retry_after=held)
        try:
            return call()
        except FAILURES as error:
            self._calls.failed(method, error)
            return refusal_of_look(error)


def _why_not(channel: dict[str, object]) -> str | None:
    if channel.get("is_archived"):
        return "is_archived"
    if channel.get("is_ext_shared"):
        return SHARED
    return None if channel.get("is_member") else "not_in_channel"
