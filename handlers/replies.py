"""Direct answers to the person who typed or pressed, through Slack's response_url; never a post of our own."""

from http import HTTPStatus
from http.client import HTTPException

import structlog
from slack_sdk.webhook import WebhookClient, WebhookResponse

from handlers.views.message import Message

ANSWER_WITHIN_SECONDS = 2
INVALID_BLOCKS = "invalid_blocks"
"""What Slack says where it does not take charts (yet)."""

FOR_ONE_PERSON = {
    "response_type": "ephemeral",
    "replace_original": False,
    "unfurl_links": False,
    "unfurl_media": False,
}

log = structlog.get_logger()


class AnswerRefusedError(Exception):
    """Slack did not take an answer; `args` hold its status and body."""


def answer(response_url: str, message: Message) -> None:
    """Show this to the person alone."""
    _send(response_url, message, replace=False)


def rewrite(response_url: str, message: Message) -> None:
    """Replace the message that was pressed by this one."""
    _send(response_url, message, replace=True)


def answer_if_there(response_url: str, message: Message) -> None:
    """As `answer`, of what is done and stays so whether the person learns of it or not."""
    try:
        answer(response_url, message)
    except (AnswerRefusedError, OSError, HTTPException):
        log.warning("could not tell the person", exc_info=True)


def rewrite_if_there(response_url: str, message: Message) -> None:
    """As `rewrite`, for what was pressed a while ago: Slack takes it for half an hour; on Home there is none."""
    if not response_url:
        return
    try:
        rewrite(response_url, message)
    except (AnswerRefusedError, OSError, HTTPException):
        log.info("an older message stays as it was", exc_info=True)


def share(response_url: str, message: Message) -> None:
    """Show this to everybody in the channel; the caller knows that it is a channel of this company alone."""
    _send(response_url, message, replace=False, to_all=True)


def _send(response_url: str, message: Message, *, replace: bool, to_all: bool = False) -> None:
    # The SDK's own default would post again after a dropped connection: two answers.
    client = WebhookClient(response_url, retry_handlers=[], timeout=ANSWER_WITHIN_SECONDS)
    response = _posted(client, message, replace=replace, to_all=to_all)
    plainer = message.without_charts()
    if INVALID_BLOCKS in str(response.body) and plainer != message:
        response = _posted(client, plainer, replace=replace, to_all=to_all)
    if response.status_code != HTTPStatus.OK:
        raise AnswerRefusedError(response.status_code, response.body)


def _posted(client: WebhookClient, message: Message, *, replace: bool, to_all: bool) -> WebhookResponse:
    to_whom = {"response_type": "in_channel"} if to_all else {}
    payload = message.as_payload() | FOR_ONE_PERSON | {"replace_original": replace} | to_whom
    return client.send_dict(payload)
