"""Direct answers to the person who typed or pressed, through Slack's response_url; never a post of our own."""

from http import HTTPStatus
from http.client import HTTPException

import structlog
from slack_sdk.webhook import WebhookClient

from handlers.views.message import Message

ANSWER_WITHIN_SECONDS = 2

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
    """As `rewrite`, for what was pressed a while ago: Slack takes it for half an hour; on Home there is none."""
    if not response_url:
        return
    try:
        rewrite(response_url, message)
    except (AnswerRefusedError, OSError, HTTPException):
        log.info("an older message stays as it was", exc_info=True)


def _send(response_url: str, message: Message, *, replace: bool) -> None:
    # The SDK's own default would post again after a dropped connection: two answers.
    client = WebhookClient(response_url, retry_handlers=[], timeout=ANSWER_WITHIN_SECONDS)
    payload = message.as_payload() | {
        "response_type": "ephemeral",
        "replace_original": replace,
        "unfurl_links": False,
        "unfurl_media": False,
    }
    response = client.send_dict(payload)
    if response.status_code != HTTPStatus.OK:
        raise AnswerRefusedError(response.status_code, response.body)
