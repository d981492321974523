"""What a Web API method is to the sandbox, and what its function is given."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from sandbox.api.takes import Takes
from sandbox.arguments import Arguments
from sandbox.errors import SlackError
from sandbox.jsonvalue import Object
from sandbox.limits import Tier
from sandbox.slack import Slack
from sandbox.state.conversations import Conversation, Kind


class TokenKind(StrEnum):
    """Which of the app's tokens a method takes."""

    BOT = "bot"
    APP = "app"
    ANY = "any"


@dataclass(frozen=True, kw_only=True, slots=True)
class Call:
    """One call that may be carried out: token and needed arguments are there."""

    slack: Slack
    arguments: Arguments
    token: TokenKind = TokenKind.BOT
    lag: float = 0.0  # seconds that conversations.history is behind, when a fault asks for it

    def need_scope(self, scope: str) -> None:
        """For scopes that depend on what is asked for; raises SlackError."""
        if scope not in self.slack.manifest.scopes:
            raise missing_scope(scope, self.slack.manifest.scopes)

    def conversation(self, argument: str = "channel") -> Conversation:
        """The conversation named by `channel`, if the app may know of it; raises SlackError."""
        name = self.arguments.text(argument)
        found = self.slack.conversations.get(name)
        hidden = found is not None and found.kind is Kind.PRIVATE and self.slack.bot_user not in found.members
        if found is None or hidden:
            raise SlackError("channel_not_found")
        return found

    def joined(self, argument: str = "channel") -> Conversation:
        """The same, if the app is a member; raises SlackError."""
        found = self.conversation(argument)
        if self.slack.bot_user not in found.members:
            raise SlackError("not_in_channel")
        return found


@dataclass(frozen=True, kw_only=True, slots=True)
class Method:
    """One entry of the table.

    Any one of `scopes` will do. `takes` are the arguments that matter, in the order in which they are looked at;
    others are passed over, as Slack does. `errors` are its own refusals, beside those that every method has.
    """

    run: Callable[[Call], Object]
    tier: Tier
    scopes: tuple[str, ...] = ()
    takes: tuple[Takes, ...] = ()
    errors: tuple[str, ...] = ()
    token: TokenKind = TokenKind.BOT
    post_only: bool = False


def missing_scope(needed: str, provided: tuple[str, ...]) -> SlackError:
    return SlackError("missing_scope", needed=needed, provided=",".join(provided))


def page(items: list[Object], arguments: Arguments, *, name: str, default: int, most: int = 1000) -> Object:
    """One page of a list by Slack's cursors; raises SlackError for a bad limit or cursor."""
    limit = arguments.number("limit", default)
    if not 0 <= limit <= most:
        raise SlackError("invalid_limit")
    start = _start(arguments.text("cursor"), len(items))
    end = start + (limit or default)
    cursor = f"next:{end}" if end < len(items) else ""
    return {name: [*items[start:end]], "response_metadata": {"next_cursor": cursor}}


def _start(cursor: str, count: int) -> int:
    if not cursor:
        return 0
    number = cursor.removeprefix("next:")
    if not cursor.startswith("next:") or not number.isdecimal() or int(number) > count:
        raise SlackError("invalid_cursor")
    return int(number)
