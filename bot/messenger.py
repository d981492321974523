"""The only one that posts: renders a message with the views, sends it once, and tells what became of it."""

import errno
import re
from collections.abc import Callable, Mapping
from datetime import timedelta
from socket import gaierror
from ssl import SSLCertVerificationError
from urllib.error import URLError

import structlog
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.signing_in import NO_ANSWER
from handlers.views.digest import digest_message
from handlers.views.message import Message, as_dicts
from handlers.views.private import private_message
from scheduling.messenger import Ambiguous, Refused, Result
from sla.delivery import Posted
from sla.digest import Digest
from sla.services.bulletins import Private

log = structlog.get_logger()

EVENT_TYPE = "sla_delivery"
SERVER_ERROR = 500
TOO_MANY = 429
ANSWERED_BUT_UNSURE = {"internal_error", "fatal_error", "service_unavailable"}
"""With these Slack does not rule out that the message was posted all the same."""
MAY_PASS = {"request_timeout", "team_added_to_org", "ratelimited", "rate_limited"}
A_NAME = re.compile("[a-z0-9_]+")
"""How Slack names a refusal; anything else was said by somebody in between."""
SOON = timedelta(minutes=1)

NEVER_SENT = (gaierror, ConnectionRefusedError, TimeoutError, SSLCertVerificationError)
"""As the reason of a URLError, which urllib raises only until the whole request has been handed over."""
NO_WAY_THERE = {errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EHOSTDOWN}


class SlackMessenger:
    """`client` must be made without retry handlers: the SDK's default posts again after a dropped connection.

    `arrived` is told to whom a private message has come; it must not fail.
    """

    def __init__(self, client: WebClient, *, arrived: Callable[[str], None] | None = None) -> None:
        self._client = client
        self._arrived = arrived
        self._direct: dict[str, str] = {}

    def digest(self, channel: str, digest: Digest, *, reference: str) -> Result:
        return self._post(f"#{channel}", digest_message(digest), reference)

    def privately(self, slack_id: str, content: Private, *, reference: str) -> Result:
        result = self._privately(slack_id, private_message(content), reference)
        if isinstance(result, Posted) and self._arrived is not None:
            self._arrived(slack_id)
        return result

    def _privately(self, slack_id: str, message: Message, reference: str) -> Result:
        """Opening the conversation posts nothing, so whatever goes wrong there is a definite refusal."""
        try:
            if slack_id not in self._direct:
                opened = self._client.conversations_open(users=slack_id)
                self._direct[slack_id] = opened["channel"]["id"]
        except SlackApiError as error:
            wait = SOON if _unsure(error) else _retry_after(error)
            return Refused(reason=_reason(error), retry_after=wait)
        except NO_ANSWER as error:
            return Refused(reason=type(_cause(error)).__name__, retry_after=SOON)
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
        except NO_ANSWER as error:
            return _unanswered(error)
        return Posted(channel_id=response["channel"], message_ts=response["ts"])


def _judged(error: SlackApiError) -> Result:
    """A refusal that Slack names is definite; a server's failure is not."""
    reason = _reason(error)
    if _unsure(error):
        return Ambiguous(reason=reason)
    if reason == "invalid_blocks":
        log.error("blocks refused", errors=error.response.get("errors"))
    return Refused(reason=reason, retry_after=_retry_after(error))


def _unanswered(error: Exception) -> Result:
    """What never left this machine posted nothing; any other break leaves it open."""
    cause = _cause(error)
    never_sent = isinstance(cause, NEVER_SENT) or getattr(cause, "errno", None) in NO_WAY_THERE
    if isinstance(error, URLError) and never_sent:
        return Refused(reason=type(cause).__name__, retry_after=SOON)
    return Ambiguous(reason=type(cause).__name__)


def _cause(error: Exception) -> object:
    return error.reason if isinstance(error, URLError) else error


def _unsure(error: SlackApiError) -> bool:
    if error.response.status_code == TOO_MANY:
        return False
    reason = _reason(error)
    return (
        error.response.status_code >= SERVER_ERROR
        or reason in ANSWERED_BUT_UNSURE
        or not A_NAME.fullmatch(reason)
    )


def _reason(error: SlackApiError) -> str:
    data = error.response.data
    name = data.get("error") if isinstance(data, Mapping) else None
    return str(name or f"HTTP {error.response.status_code}")


def _retry_after(error: SlackApiError) -> timedelta | None:
    """How long Slack asks to wait; None for a refusal that is for good."""
    if error.response.status_code == TOO_MANY:
        seconds = str(error.response.headers.get("Retry-After", ""))
        return timedelta(seconds=int(seconds)) if seconds.isdecimal() else SOON
    return SOON if _reason(error) in MAY_PASS else None
