"""Who reads a channel: what is shared may only be seen by people of this company."""

from collections.abc import Mapping

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sla.errors import BadInput, Conflict, NotAllowed

UNSEEN = {"channel_not_found", "missing_scope", "not_in_channel"}
"""A private channel or a group's conversation that the bot is not in."""


class Channels:
    def __init__(self, client: WebClient) -> None:
        self._client = client

    def check_own(self, channel: str) -> None:
        """Refused where people of another company read along, or may, or where nobody else does."""
        if not channel or channel.startswith("D"):
            raise BadInput("There is nobody else here to share it with; use it in a channel.")
        found = self._about(channel)
        if found.get("is_ext_shared") or found.get("is_pending_ext_shared"):
            raise NotAllowed(
                "People of another company read this channel, so nothing is shared here; use it in a channel of "
                "this company alone."
            )

    def _about(self, channel: str) -> Mapping[str, object]:
        try:
            found = self._client.api_call("conversations.info", params={"channel": channel})["channel"]
        except SlackApiError as error:
            if error.response["error"] not in UNSEEN:
                raise
            raise Conflict(
                "I cannot see who reads this channel, so nothing is shared here; type `/invite @SLA` in it first."
            ) from None
        return found if isinstance(found, Mapping) else {}
