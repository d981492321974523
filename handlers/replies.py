"""Direct answers to the person who typed or pressed, through Slack's response_url; never a post of our own."""

from http import HTTPStatus

from slack_sdk.webhook import WebhookClient, WebhookResponse

from handlers.views.message import Message

ANSWER_WITHIN_SECONDS = 2
INVALID_BLOCKS = "invalid_blocks"
"""What Slack says where it does not take charts (yet)."""


class AnswerRefusedError(Exception):
    """Slack did not take an answer; `args` hold its status and body."""


def answer(response_url: str, message: Message) -> None:
    """Show this to the person alone."""
    _send(response_url, message, replace=False)


def rewrite(response_url: str, message: Message) -> None:
    """Replace the message that was pressed by this one."""
    _send(response_url, message, replace=True)


def _send(response_url: str, message: Message, *, replace: bool) -> None:
    # The SDK's own default would post again after a dropped connection: two answers.
    client = WebhookClient(response_url, retry_handlers=[], timeout=ANSWER_WITHIN_SECONDS)
    response = _posted(client, message, replace=replace)
    plainer = message.without_charts()
    if INVALID_BLOCKS in str(response.body) and plainer != message:
        response = _posted(client, plainer, replace=replace)
    if response.status_code != HTTPStatus.OK:
        raise AnswerRefusedError(response.status_code, response.body)


def _posted(client: WebhookClient, message: Message, *, replace: bool) -> WebhookResponse:
    payload = message.as_payload() | {
        "response_type": "ephemeral",
        "replace_original": replace,
        "unfurl_links": False,
        "unfurl_media": False,
    }
    return client.send_dict(payload)
