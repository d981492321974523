"""Looks for our messages in a conversation or a thread: by the reference in its metadata, or one as it is now."""

from collections.abc import Iterator, Mapping
from datetime import datetime

import structlog
from slack_sdk import WebClient

from bot.answers import FAILURES, refusal_of_look
from bot.calls import Calls
from scheduling.messenger import Absent, Refused
from sla.delivery import Posted

log = structlog.get_logger()

Blocks = Mapping[str, object]

HISTORY = "conversations.history"
MOST_PAGES = 25
"""Of 200 messages, the newest first."""


def find_reference(
    client: WebClient, calls: Calls, channel_id: str, reference: str, *, since: datetime
) -> Posted | Absent | Refused:
    """One whose reference begins so.

    Refused where the history could not be read: without the scope for good, otherwise for now.
    """
    held = calls.held(HISTORY)
    if held is not None:
        return Refused(reason="ratelimited", retry_after=held)
    try:
        for message in _messages(client, channel_id, since):
            if _reference(message).startswith(reference):
                return Posted(channel_id=channel_id, message_ts=str(message["ts"]))
    except FAILURES as error:
        calls.failed(HISTORY, error)
        return refusal_of_look(error)
    return Absent()


def read_blocks(client: WebClient, calls: Calls, there: Posted) -> tuple[Blocks, ...] | Refused:
    """The blocks of one message as it is now, none where it is gone; Refused as above."""
    held = calls.held(HISTORY)
    if held is not None:
        return Refused(reason="ratelimited", retry_after=held)
    try:
        page = client.conversations_history(
            channel=there.channel_id,
            oldest=there.message_ts,
            latest=there.message_ts,
            inclusive=True,
            limit=1,
        )
    except FAILURES as error:
        calls.failed(HISTORY, error)
        return refusal_of_look(error)
    found = [one for one in page["messages"] if one.get("ts") == there.message_ts]
    return tuple(found[0].get("blocks") or ()) if found else ()


def find_reply(client: WebClient, channel_id: str, thread_ts: str, reference: str) -> str | None:
    """The ts of the one in this thread with exactly this reference; None also where the thread cannot be read."""
    try:
        pages = client.conversations_replies(
            channel=channel_id, ts=thread_ts, limit=200, include_all_metadata=True
        )
        for _, page in zip(range(MOST_PAGES), pages, strict=False):
            for message in page["messages"]:
                if _reference(message) == reference:
                    return str(message["ts"])
    except FAILURES:
        log.info("a thread was not looked through", exc_info=True)
    return None


def _messages(client: WebClient, channel_id: str, since: datetime) -> Iterator[Mapping[str, object]]:
    pages = client.conversations_history(
        channel=channel_id, oldest=f"{since.timestamp():.6f}", limit=200, include_all_metadata=True
    )
    for _, page in zip(range(MOST_PAGES), pages, strict=False):
        yield from page["messages"]


def _reference(message: Mapping[str, object]) -> str:
    metadata = message.get("metadata")
    payload = metadata.get("event_payload") if isinstance(metadata, Mapping) else None
    return str(payload.get("reference") or "") if isinstance(payload, Mapping) else ""
