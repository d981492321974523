"""What an answer of Slack, or none, says about a call: refused for good, refused for now, or not to be known."""

import errno
import re
from collections.abc import Mapping
from datetime import timedelta
from socket import gaierror
from ssl import SSLCertVerificationError
from urllib.error import URLError

import structlog
from slack_sdk.errors import SlackApiError

from bot.signing_in import BAD_TOKEN, NO_ANSWER
from scheduling.messenger import Ambiguous, Refused

log = structlog.get_logger()

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

FAILURES = (SlackApiError, *NO_ANSWER)
"""Everything that the SDK raises for a call."""


def outcome_of_post(error: Exception) -> Refused | Ambiguous:
    """For a call that posts: a refusal that Slack names is definite; a server's failure is not."""
    return _judged(error) if isinstance(error, SlackApiError) else _unanswered(error)


def refusal_of_look(error: Exception) -> Refused:
    """For a call that changes nothing: whatever goes wrong is a definite refusal."""
    if isinstance(error, SlackApiError):
        wait = SOON if _unsure(error) else _retry_after(error)
        return Refused(reason=reason_of(error), retry_after=wait)
    return Refused(reason=type(_cause(error)).__name__, retry_after=SOON)


def hold_of(error: Exception) -> timedelta | None:
    """How long Slack asks this workspace to keep from a method; None where it does not."""
    if isinstance(error, SlackApiError) and error.response.status_code == TOO_MANY:
        return _retry_after(error)
    return None


def _judged(error: SlackApiError) -> Refused | Ambiguous:
    reason = reason_of(error)
    if _unsure(error):
        return Ambiguous(reason=reason)
    return Refused(reason=reason, retry_after=_retry_after(error))


def _unanswered(error: Exception) -> Refused | Ambiguous:
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
    reason = reason_of(error)
    return (
        error.response.status_code >= SERVER_ERROR
        or reason in ANSWERED_BUT_UNSURE
        or not A_NAME.fullmatch(reason)
    )


def reason_of(error: SlackApiError) -> str:
    data = error.response.data
    name = data.get("error") if isinstance(data, Mapping) else None
    return str(name or f"HTTP {error.response.status_code}")


def _retry_after(error: SlackApiError) -> timedelta | None:
    """How long to wait; None for a refusal that is for good.

    A token that no longer holds is for now: nobody can be told in Slack, and with a new one everything goes out.
    """
    if error.response.status_code == TOO_MANY:
        seconds = str(error.response.headers.get("Retry-After", ""))
        return timedelta(seconds=int(seconds)) if seconds.isdecimal() else SOON
    return SOON if reason_of(error) in MAY_PASS | BAD_TOKEN - {"account_inactive"} else None
