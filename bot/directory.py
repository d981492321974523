"""Who is who in Slack, remembered for a few minutes."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry import RateLimitErrorRetryHandler

from sla.people import SlackStatus
from sla.ports import SlackUser

REMEMBERED = timedelta(minutes=5)
MOST_WAITS = 5
UNKNOWN = {"user_not_found", "users_not_found", "user_not_visible"}


class SlackDirectory:
    """Answers from memory; asks Slack at most once in five minutes for the same person.

    By address it asks patiently, waiting when Slack says so: the bot's start asks for everybody at once.
    """

    def __init__(self, client: WebClient, *, team_id: str, real_now: Callable[[], datetime]) -> None:
        self._client = client
        self._patient = WebClient(
            token=client.token,
            base_url=client.base_url,
            timeout=client.timeout,
            retry_handlers=[RateLimitErrorRetryHandler(max_retry_count=MOST_WAITS)],
        )
        self._team_id = team_id
        self._real_now = real_now
        self._known: dict[str, tuple[datetime, SlackUser | None]] = {}

    def user(self, slack_id: str) -> SlackUser | None:
        now = self._real_now()
        at, user = self._known.get(slack_id, (None, None))
        if at is None or now - at > REMEMBERED:
            user = self._ask(self._client, "users.info", user=slack_id)
            self._known[slack_id] = (now, user)
        return user

    def by_email(self, email: str) -> SlackUser | None:
        return self._ask(self._patient, "users.lookupByEmail", email=email)

    def _ask(self, client: WebClient, method: str, **arguments: str) -> SlackUser | None:
        try:
            response = client.api_call(method, params=arguments)
        except SlackApiError as error:
            if error.response["error"] in UNKNOWN:
                return None
            raise
        return self._read(response["user"])

    def _read(self, user: dict[str, object]) -> SlackUser:
        flags = ("is_restricted", "is_ultra_restricted", "is_bot", "is_stranger", "deleted")
        elsewhere = user.get("team_id") not in {None, self._team_id}
        return SlackUser(
            id=str(user["id"]),
            name=str(user.get("real_name") or user.get("name")),
            zone=str(user.get("tz") or "UTC"),
            stranger=elsewhere or any(user.get(flag) for flag in flags),
            email=self._email(user),
            status=_status(user),
        )

    @staticmethod
    def _email(user: dict[str, object]) -> str | None:
        profile = user.get("profile")
        return str(profile["email"]) if isinstance(profile, dict) and profile.get("email") else None


def _status(user: dict[str, object]) -> SlackStatus | None:
    """None where nothing is set. Slack gives its end in seconds since the epoch, 0 for none."""
    profile = user.get("profile")
    if not isinstance(profile, dict) or not (profile.get("status_emoji") or profile.get("status_text")):
        return None
    ends = profile.get("status_expiration")
    return SlackStatus(
        emoji=str(profile.get("status_emoji") or ""),
        text=str(profile.get("status_text") or ""),
        until=datetime.fromtimestamp(ends, UTC) if isinstance(ends, int) and ends > 0 else None,
    )
