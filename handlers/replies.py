"""Direct answers to the person who typed or pressed, through Slack's response_url; never a post of our own."""

from http import HTTPStatus
from http.client import HTTPException

import structlog
from slack_sdk.webhook import WebhookClient

from handlers.views.message import Message

ANSWER_WITHIN_SECONDS = 2
NOT_THESE_BLOCKS = "invalid_blocks"

log = structlog.get_logger()


class AnswerRefusedError(Exception):
    """Slack did not take an answer; `args` hold its status and body."""


def answer(response_url: str, message: Message) -> None:
    """Show this to the person alone."""
    _send(response_url, message, replace=False)


def rewrite(response_url: str, message: Message) -> None:
    """Replace the message that was pressed by this one."""
    _send(response_url, message, replace=True)


def rewrite_if_there(response_url: str, message: Message) -> None:
    """As `rewrite`, for what was pressed a while ago: Slack takes it for half an hour."""
    try:
        rewrite(response_url, message)
    except (AnswerRefusedError, OSError, HTTPException):
        log.info("an older message stays as it was", exc_info=True)


def share(response_url: str, message: Message) -> None:
    """Show this to everybody in the channel; the caller knows that it is a channel of this company alone."""
    _send(response_url, message, replace=False, to_all=True)


def _send(response_url: str, message: Message, *, replace: bool, to_all: bool = False) -> None:
    """Without its charts where Slack refuses the blocks: its words say the same."""
    # The SDK's own default would post again after a dropped connection: two answers.
    client = WebhookClient(response_url, retry_handlers=[], timeout=ANSWER_WITHIN_SECONDS)
    payload = message.as_payload() | {
        "response_type": "in_channel" if to_all else "ephemeral",
        "replace_original": replace,
        "unfurl_links": False,
        "unfurl_media": False,
    }
    response = client.send_dict(payload)
    if response.status_code == HTTPStatus.OK:
        return
    plainer = message.without_charts() if NOT_THESE_BLOCKS in str(response.body) else None
    if plainer is None:
        raise AnswerRefusedError(response.status_code, response.body)
    _send(response_url, plainer, replace=replace, to_all=to_all)
