"""Composition objects: texts, confirmations, options, and small settings that elements share."""

from collections.abc import Iterator

from sandbox.blockkit.problems import (
    Check,
    Problem,
    address,
    array,
    at_least_one,
    both,
    different,
    exactly_one,
    flag,
    one_of,
    record,
    string,
    typed,
)
from sandbox.jsonvalue import Json

LONGEST = 3000
BLOCK_ID = string(most=255)
ACTION_ID = string(most=255)
USER_ID = string(pattern=r"[UW][A-Z0-9]+")
CHANNEL_ID = string(pattern=r"[CG][A-Z0-9]+")


def _plain(most: int) -> Check:
    return record(needed={"text": string(most=most)}, optional={"emoji": flag})


def _mrkdwn(most: int) -> Check:
    return record(needed={"text": string(most=most)}, optional={"verbatim": flag})


def plain_text(most: int = LONGEST) -> Check:
    return typed({"plain_text": _plain(most)})


def any_text(most: int = LONGEST) -> Check:
    """plain_text or mrkdwn; as Slack does, a failure inside is announced at the object first."""
    inner = typed({"plain_text": _plain(most), "mrkdwn": _mrkdwn(most)})

    def check(value: Json, at: str) -> Iterator[Problem]:
        problems = list(inner(value, at))
        if problems:
            yield Problem(message="failed to match all allowed schemas", pointer=at)
        yield from problems

    return check


def option(*, markdown: bool = False, with_url: bool = False) -> Check:
    """An option of a select, an overflow menu (`with_url`) or of checkboxes and radio buttons (`markdown`)."""
    words = any_text(75) if markdown else plain_text(75)
    optional: dict[str, Check] = {"description": words}
    if with_url:
        optional["url"] = address(most=LONGEST)
    return record(needed={"text": words, "value": string(most=150)}, optional=optional)


def options(*, most: int, markdown: bool = False, with_url: bool = False) -> Check:
    return array(option(markdown=markdown, with_url=with_url), most=most)


OPTION_GROUP = record(needed={"label": plain_text(75), "options": options(most=100)})
CONFIRM = record(
    needed={
        "title": plain_text(100),
        "text": any_text(300),
        "confirm": plain_text(30),
        "deny": plain_text(30),
    },
    optional={"style": one_of("primary", "danger")},
)
DISPATCH = record(
    needed={
        "trigger_actions_on": different(array(one_of("on_enter_pressed", "on_character_entered"), most=2))
    }
)
CONVERSATION_FILTER = both(
    record(
        optional={
            "include": different(array(one_of("im", "mpim", "private", "public"))),
            "exclude_external_shared_channels": flag,
            "exclude_bot_users": flag,
        }
    ),
    at_least_one("include", "exclude_external_shared_channels", "exclude_bot_users"),
)
SLACK_FILE = both(record(optional={"url": address(), "id": string()}), exactly_one("url", "id"))
