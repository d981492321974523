"""Channels and direct messages with everything posted in them, and who has read how far."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

from sandbox.state.messages import Content, Message
from sandbox.workspace import Channel, ChannelKind


class Kind(StrEnum):
    """What sort of conversation it is."""

    CHANNEL = "channel"
    PRIVATE = "private"
    IM = "im"


@dataclass(kw_only=True, slots=True)
class Conversation:
    """One conversation; `partner` is the person at the other end of the app's direct messages."""

    id: str
    name: str
    kind: Kind
    members: set[str]
    partner: str | None = None
    shared: bool = False
    archived: bool = False
    topic: str = ""
    messages: dict[str, Message] = field(default_factory=dict)
    read: dict[str, str] = field(default_factory=dict)

    def shown_to(self, user: str) -> Iterator[Message]:
        """What a person sees, oldest first."""
        return (message for message in self.messages.values() if message.shown_to(user))

    def lasting(self) -> Iterator[Message]:
        """What everybody sees and Slack keeps, oldest first: all but ephemerals and Slack's own error lines."""
        return (one for one in self.messages.values() if one.only_for is None and not one.system_error)

    def replies(self, ts: str) -> list[Message]:
        return [message for message in self.lasting() if message.is_reply and message.thread_ts == ts]

    def unread(self, user: str) -> int:
        """Messages by others, outside of threads, after what the person has read."""
        seen = self.read.get(user, "")
        return sum(
            1 for one in self.shown_to(user) if one.ts > seen and one.author != user and not one.is_reply
        )


class Conversations:
    """All conversations of a workspace; a direct message with the app appears when it is first opened."""

    def __init__(self, channels: tuple[Channel, ...], *, app_user: str) -> None:
        self._app_user = app_user
        self._all = {channel.id: _conversation(channel, app_user) for channel in channels}
        self._last_micros = 0

    def __iter__(self) -> Iterator[Conversation]:
        return iter(list(self._all.values()))

    def get(self, channel: str) -> Conversation | None:
        return self._all.get(channel)

    def named(self, name: str) -> Conversation | None:
        wanted = name.removeprefix("#")
        return next((one for one in self if one.kind is not Kind.IM and one.name == wanted), None)

    def dm(self, person: str) -> Conversation | None:
        """The app's direct messages with a person, if there are any yet."""
        return next((one for one in self if one.partner == person), None)

    def open_dm(self, person: str) -> Conversation:
        known = self.dm(person)
        if known is not None:
            return known
        opened = Conversation(
            id=f"D{person[1:]}", name=person, kind=Kind.IM, members={person, self._app_user}, partner=person
        )
        self._all[opened.id] = opened
        return opened

    def visible_to(self, person: str) -> list[Conversation]:
        """The conversations in a person's sidebar."""
        return [one for one in self if person in one.members]

    def next_ts(self, now: float) -> str:
        """A message id: the moment, moved on by a microsecond where it was taken already."""
        self._last_micros = max(int(now * 1_000_000), self._last_micros + 1)
        return f"{self._last_micros // 1_000_000}.{self._last_micros % 1_000_000:06d}"

    def add(self, message: Message) -> None:
        self._all[message.channel].messages[message.ts] = message

    def rewrite(self, message: Message, content: Content, *, edited_ts: str | None) -> Message:
        changed = replace(message, content=content, edited_ts=edited_ts or message.edited_ts)
        self.add(changed)
        return changed

    def remove(self, message: Message) -> None:
        del self._all[message.channel].messages[message.ts]


def _conversation(channel: Channel, app_user: str) -> Conversation:
    return Conversation(
        id=channel.id,
        name=channel.name,
        kind=Kind.PRIVATE if channel.kind is ChannelKind.PRIVATE else Kind.CHANNEL,
        members={*channel.members, *([app_user] if channel.has_app else [])},
        shared=channel.shared,
        archived=channel.archived,
        topic=channel.topic,
    )
