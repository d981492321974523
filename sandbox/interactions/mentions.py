"""Turns what a person types into the text that Slack passes on: escaped, with mentions as ids."""

import re
from collections.abc import Callable

from sandbox.slack import Slack

_MENTION = re.compile(r"(?<![\w@#])([@#])([\w.\-]*\w)")
_LINK = re.compile(r"https?://[^\s<>|]+")


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def as_message(slack: Slack, text: str) -> str:
    """A message's text: <@U1> and <#C1|name>."""
    return _with_mentions(slack, escaped(text), lambda user, _name: f"<@{user}>")


def as_command_text(slack: Slack, text: str, *, should_escape: bool) -> str:
    """A command's text; with `should_escape`, <@U1|name>, <#C1|name> and <address>."""
    if not should_escape:
        return escaped(text)
    linked = _LINK.sub(lambda found: f"<{found[0]}>", escaped(text))
    return _with_mentions(slack, linked, lambda user, name: f"<@{user}|{name}>")


def _with_mentions(slack: Slack, text: str, mention: Callable[[str, str], str]) -> str:
    def replaced(found: re.Match[str]) -> str:
        sign, name = found[1], found[2]
        if sign == "@":
            person = slack.people.named(name)
            return mention(person.id, person.name) if person else found[0]
        channel = slack.conversations.named(name)
        return f"<#{channel.id}|{channel.name}>" if channel else found[0]

    return _MENTION.sub(replaced, text)
