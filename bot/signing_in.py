"""Slack's client, and what Slack says against the bot's start, as sentences that name what to put right."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPException
from typing import Any
from urllib.error import URLError

from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web import SlackResponse

from bot.settings import HOW_TO_GET, Settings
from sla.errors import BadInput, SlaError

SLACK_TIMEOUT_SECONDS = 10
NO_ANSWER = (SlackClientError, OSError, HTTPException)
"""What the SDK raises where no answer of Slack came, besides SlackApiError for one that did."""

BAD_TOKEN = {
    "account_inactive",
    "invalid_auth",
    "not_allowed_token_type",
    "not_authed",
    "token_expired",
    "token_revoked",
}


Called = Callable[[str, str], None]
"""A method of Slack was called, and this came of it: ok, Slack's word, or the name of what broke."""


class HeardClient(WebClient):
    """Tells of each call; a copy that Bolt makes for a listener does not."""

    called: Called | None = None

    def api_call(self, api_method: str, **arguments: Any) -> SlackResponse:
        code = "ok"
        try:
            return super().api_call(api_method, **arguments)
        except SlackApiError as error:
            code = str(error.response.get("error") or error.response.status_code)
            raise
        except NO_ANSWER as error:
            code = type(error).__name__
            raise
        finally:
            if self.called is not None:
                self.called(api_method, code)


def slack_client(settings: Settings, *, called: Called | None = None) -> WebClient:
    client = HeardClient(
        token=settings.slack_bot_token.get_secret_value(),
        base_url=settings.slack_api_url,
        timeout=SLACK_TIMEOUT_SECONDS,
        # The SDK's default would send a post again after a dropped connection.
        retry_handlers=[],
    )
    client.called = called
    return client


def sign_in(client: WebClient) -> AuthorizeResult:
    """Who the bot is in Slack; SlaError where Slack does not say."""
    with explained(client.base_url, token="SLACK_BOT_TOKEN"):  # noqa: S106 - the setting's name
        answer = client.auth_test()
    return AuthorizeResult.from_auth_test_response(auth_test_response=answer, bot_token=client.token)


@contextmanager
def explained(address: str, *, token: str) -> Iterator[None]:
    """Turns what Slack refuses to the setting `token`, or a Slack that cannot be reached, into an SlaError."""
    try:
        yield
    except SlackApiError as error:
        raise _refused(error, token) from None
    except NO_ANSWER as error:
        reason = error.reason if isinstance(error, URLError) else error
        raise BadInput(
            f"Slack cannot be reached at {address} ({reason}); check the network and SLACK_API_URL.",
            field="SLACK_API_URL",
        ) from None


def _refused(error: SlackApiError, token: str) -> SlaError:
    reason = str(error.response.get("error"))
    if reason in BAD_TOKEN:
        return BadInput(f"Slack refused {token} ({reason}): it must be {HOW_TO_GET[token]}.", field=token)
    if reason == "missing_scope":
        needed = error.response.get("needed")
        return BadInput(
            f"{token} lacks the scope {needed}: paste manifest.yml into your app's page, App Manifest, install "
            "the app again, and take the token anew.",
            field=token,
        )
    if reason == "socket_mode_not_enabled":
        return BadInput("Your app has Socket Mode off: enable it on your app's page, Socket Mode.")
    return SlaError(f"Slack could not serve the bot's start ({reason}); start it again in a few minutes.")
