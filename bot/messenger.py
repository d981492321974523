"""The only one that posts: renders a message with the views, sends it once, and tells what became of it."""

from collections.abc import Mapping
from datetime import timedelta
from urllib.error import URLError

import structlog
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from handlers.views.digest import digest_message
from handlers.views.hello import hello_message
from handlers.views.message import Message, as_dicts
from handlers.views.nudge import nudge_message
from scheduling.messenger import Ambiguous, Refused, Result
from sla.delivery import Posted
from sla.digest import Digest, Hello, Nudge

log = structlog.get_logger()

EVENT_TYPE = "sla_delivery"
SERVER_ERROR = 500
TOO_MANY = 429
ANSWERED_BUT_UNSURE = {
    "internal_error",
    "fatal_error",
    "request_timeout",
    "service_unavailable",
    "team_added_to_org",
}
"""Slack says of these that the message may have been posted all the same."""


class SlackMessenger:
    """`client` must be made without retry handlers: the SDK's default posts again after a dropped connection."""

    def __init__(self, client: WebClient) -> None:
        self._client = client
        self._direct: dict[str, str] = {}

    def digest(self, channel: str, digest: Digest, *, reference: str) -> Result:
        return self._post(f"#{channel}", digest_message(digest), reference)

    def nudge(self, slack_id: str, nudge: Nudge, *, reference: str) -> Result:
        return self._privately(slack_id, nudge_message(nudge), reference)

    def hello(self, slack_id: str, hello: Hello, *, reference: str) -> Result:
        return self._privately(slack_id, hello_message(hello), reference)

    def _privately(self, slack_id: str, message: Message, reference: str) -> Result:
        """Opening the conversation posts nothing, so whatever goes wrong there is a definite refusal."""
        try:
            if slack_id not in self._direct:
                opened = self._client.conversations_open(users=slack_id)
                self._direct[slack_id] = opened["channel"]["id"]
        except SlackApiError as error:
            return Refused(reason=_reason(error), retry_after=_retry_after(error))
        except (SlackClientError, OSError) as error:
            return Refused(reason=type(error).__name__, retry_after=timedelta(minutes=1))
        return self._post(self._direct[slack_id], message, reference)

    def _post(self, channel: str, message: Message, reference: str) -> Result:
        try:
            response = self._client.chat_postMessage(
                channel=channel,
                text=message.text,
                blocks=as_dicts(message.blocks),
                metadata={"event_type": EVENT_TYPE, "event_payload": {"reference": reference}},
                unfurl_links=False,
                unfurl_media=False,
                link_names=False,
            )
        except SlackApiError as error:
            return _judged(error)
        except (SlackClientError, OSError) as error:
            return _unanswered(error)
        return Posted(channel_id=response["channel"], message_ts=response["ts"])


def _judged(error: SlackApiError) -> Result:
    """A refusal that Slack names is definite; a server's failure is not."""
    reason = _reason(error)
    if error.response.status_code >= SERVER_ERROR or reason in ANSWERED_BUT_UNSURE:
        return Ambiguous(reason=reason)
    if reason == "invalid_blocks":
        log.error("blocks refused", errors=error.response.get("errors"))
    return Refused(reason=reason, retry_after=_retry_after(error))


def _unanswered(error: Exception) -> Result:
    """A connection that was never made posted nothing; any other break leaves it open."""
    cause = error.reason if isinstance(error, URLError) else error
    if isinstance(cause, ConnectionRefusedError):
        return Refused(reason="connection refused", retry_after=timedelta(seconds=30))
    return Ambiguous(reason=type(cause).__name__)


def _reason(error: SlackApiError) -> str:
    data = error.response.data
    return (
        str(data.get("error", "unknown"))
        if isinstance(data, Mapping)
        else f"HTTP {error.response.status_code}"
    )


def _retry_after(error: SlackApiError) -> timedelta | None:
    if error.response.status_code != TOO_MANY:
        return None
    return timedelta(seconds=int(error.response.headers.get("Retry-After", "30")))
