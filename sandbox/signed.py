"""Signed HTTP: posts what the app is to acknowledge to its request URL, as Slack does without Socket Mode.

https://docs.slack.dev/authentication/verifying-requests-from-slack
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from urllib.parse import parse_qs, urlencode, urlsplit

import aiohttp

from sandbox.clock import Clock
from sandbox.envelopes import NOBODY_THERE, NOT_ACKED, NOT_REACHED, DeliveryError, Envelope
from sandbox.errors import Refusal
from sandbox.jsonvalue import Object, as_object, as_text, dump, parse

SIGNING_SECRET = "5a4db0c0ffee5a4db0c0ffee5a4db0c0"  # noqa: S105 - a test value, the same for everybody
FORM, JSON = "application/x-www-form-urlencoded", "application/json"
NOT_VERIFIED = "url_verification_failed"
_OK = range(200, 300)


@dataclass(frozen=True, kw_only=True, slots=True)
class Answered:
    """What the app's server said."""

    status: int
    kind: str
    body: str
    no_retry: bool = False


def signature(secret: str, timestamp: str, body: str) -> str:
    """Slack's v0 signature of a request."""
    signed = hmac.new(secret.encode(), f"v0:{timestamp}:{body}".encode(), hashlib.sha256)
    return f"v0={signed.hexdigest()}"


def problem_with(url: str) -> str | None:
    """Why a text is no request URL, in a sentence."""
    split = urlsplit(url)
    if split.scheme in {"http", "https"} and split.hostname:
        return None
    return f"{url!r} is no request URL; it looks like http://127.0.0.1:3000/slack/events."


class SignedHttp:
    """The app's request URL, and the one client session that posts to it."""

    def __init__(self, *, url: str | None, secret: str, clock: Clock, ack_seconds: float) -> None:
        self._ack_seconds = ack_seconds
        self.url = url
        self._secret = secret
        self._clock = clock
        self._session: aiohttp.ClientSession | None = None

    async def set_url(self, url: str | None, *, token: str) -> None:
        """Takes a URL that answers Slack's challenge, None for none; raises Refusal for any other."""
        if url is not None:
            problem = problem_with(url)
            if problem:
                raise Refusal("invalid_url", problem)
            await self._challenge(url, token)
        self.url = url

    async def deliver(self, envelope: Envelope) -> Object:
        """Posts one envelope and returns what its answer says; raises DeliveryError."""
        kind, body = _written(envelope)
        retry = {}
        if envelope.attempt:
            retry = {"X-Slack-Retry-Num": str(envelope.attempt), "X-Slack-Retry-Reason": envelope.reason}
        answered = await self._post(self.url or "", kind, body, retry)
        if answered.status not in _OK:
            raise DeliveryError(NOT_REACHED, "http_error", final=answered.no_retry)
        return _payload(envelope, answered)

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def _challenge(self, url: str, token: str) -> None:
        challenge = secrets.token_urlsafe(32)
        body = dump({"token": token, "challenge": challenge, "type": "url_verification"})
        try:
            answered = await self._post(url, JSON, body, {})
        except DeliveryError as problem:
            raise Refusal(NOT_VERIFIED, f"Your URL didn't respond ({problem.reason}).") from None
        if answered.status not in _OK:
            words = f"Your URL responded with an HTTP error: {answered.status}."
            raise Refusal(NOT_VERIFIED, words)
        if _challenge_in(answered) != challenge:
            raise Refusal(
                NOT_VERIFIED, "Your URL didn't respond with the value of the `challenge` parameter."
            )

    async def _post(self, url: str, kind: str, body: str, more: dict[str, str]) -> Answered:
        timestamp = str(int(self._clock.real()))
        headers = {
            "Content-Type": kind,
            "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
            "X-Slack-Request-Timestamp": timestamp,
            "X-Slack-Signature": signature(self._secret, timestamp, body),
            **more,
        }
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=self._ack_seconds))
        try:
            async with self._session.post(
                url, data=body.encode(), headers=headers, allow_redirects=False
            ) as response:
                return Answered(
                    status=response.status,
                    kind=response.content_type,
                    body=await response.text(errors="replace"),
                    no_retry=response.headers.get("X-Slack-No-Retry") == "1",
                )
        except TimeoutError:
            raise DeliveryError(NOT_ACKED, "http_timeout") from None
        except aiohttp.ClientError:
            raise DeliveryError(NOT_REACHED, NOBODY_THERE) from None


def _written(envelope: Envelope) -> tuple[str, str]:
    """Content type and body: events as JSON, commands as a form, interactions as a form around JSON."""
    if envelope.kind == "events_api":
        return JSON, dump(envelope.payload)
    if envelope.kind == "slash_commands":
        return FORM, urlencode({name: as_text(value) for name, value in envelope.payload.items()})
    return FORM, urlencode({"payload": dump(envelope.payload)})


def _payload(envelope: Envelope, answered: Answered) -> Object:
    """The answer in the body: JSON, or for a command also plain words."""
    if not envelope.accepts_response or not answered.body.strip():
        return {}
    if envelope.kind == "slash_commands" and answered.kind != JSON:
        return {"text": answered.body}
    try:
        value = parse(answered.body)
    except ValueError:
        value = None
    if not isinstance(value, dict):
        raise DeliveryError("invalid_command_response", "unknown_error")
    return value


def _challenge_in(answered: Answered) -> str:
    """The challenge as plain text, JSON or a form."""
    body = answered.body.strip()
    if answered.kind == JSON:
        try:
            return as_text(as_object(parse(body)).get("challenge"))
        except ValueError:
            return ""
    if answered.kind == FORM:
        return parse_qs(body).get("challenge", [""])[0]
    return body
