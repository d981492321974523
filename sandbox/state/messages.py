"""One message as Slack keeps it."""

from dataclasses import dataclass

from sandbox.jsonvalue import Json, Object


@dataclass(frozen=True, kw_only=True, slots=True)
class Content:
    """What an author decides about a message."""

    text: str = ""
    blocks: list[Json] | None = None
    attachments: list[Json] | None = None
    metadata: Object | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Message:
    """A posted message. `only_for` makes it ephemeral; `system_error` is Slack itself speaking of a failure."""

    ts: str
    channel: str
    author: str
    content: Content
    thread_ts: str | None = None
    only_for: str | None = None
    edited_ts: str | None = None
    system_error: bool = False
    reactions: tuple[tuple[str, str], ...] = ()  # (emoji name, user id)
    files: tuple[str, ...] = ()

    @property
    def is_reply(self) -> bool:
        return self.thread_ts is not None and self.thread_ts != self.ts

    def shown_to(self, user: str) -> bool:
        return self.only_for is None or self.only_for == user
