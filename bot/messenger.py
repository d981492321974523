"""The only one that posts or rewrites unasked: renders with the views, sends once, and tells what became of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.answers import FAILURES, outcome_of_post, reason_of, refusal_of_look
from bot.calls import Calls
from bot.places import Places
from bot.quiet import QuietHours
from bot.sightings import find_reference, read_blocks
from handlers.views.digest import digest_message
from handlers.views.late import doubted, with_late
from handlers.views.mended import mended_message
from handlers.views.message import Message, as_dicts
from handlers.views.private import private_message
from handlers.views.weekly import weekly_message
from scheduling.messenger import Absent, Refused, Result, Written
from sla.answers import TouchLogged
from sla.delivery import Posted
from sla.digest import Digest
from sla.services.bulletins import Late, Private
from sla.weekly import WeeklySummary

log = structlog.get_logger()

EVENT_TYPE = "sla_delivery"
POST, UPDATE = "chat.postMessage", "chat.update"
BLOCKS_REFUSED = {"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long"}


Blocks = list[dict[str, object]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Ready:
    """A message down to its JSON, so that nothing of ours is left to break once Slack is called.

    `plainer` is what to show instead where Slack refuses the blocks: the words beside a chart say what it shows, and
    the text says all of it.
    """

    text: str
    blocks: Blocks
    plainer: tuple[Blocks, ...]

    @classmethod
    def of(cls, message: Message) -> "Ready":
        blocks, uncharted = as_dicts(message.blocks), as_dicts(message.without_charts().blocks)
        plainer = [one for one in (uncharted, []) if one != blocks]
        return cls(text=message.text, blocks=blocks, plainer=tuple(plainer))


class SlackMessenger:
    """`client` must be made without retry handlers: the SDK's default posts again after a dropped connection.

    `arrived` is told to whom a private message has come; it must not fail.
    """

    def __init__(self, client: WebClient, *, arrived: Callable[[str], None] | None = None) -> None:
        self._client = client
        self._arrived = arrived
        self._calls = Calls()
        self._places = Places(client, self._calls)
        self._quiet = QuietHours(client, self._calls)

    def held(self) -> timedelta | None:
        return self._calls.held(POST)

    def channel(self, name: str) -> str | Refused:
        return self._places.channel(name)

    def direct(self, slack_id: str) -> str | Refused:
        return self._places.direct(slack_id)

    def quiet_until(self, slack_id: str, now: datetime) -> datetime | None:
        return self._quiet.until(slack_id, now)

    def digest(self, digest: Digest, *, reference: str, doubt: bool) -> Written:
        message = digest_message(digest)
        ready = Ready.of(doubted(message) if doubt else message)
        return lambda channel_id: self._send(channel_id, ready, reference)

    def weekly(self, summary: WeeklySummary, *, reference: str, doubt: bool) -> Written:
        message = weekly_message(summary)
        ready = Ready.of(doubted(message) if doubt else message)
        return lambda channel_id: self._send(channel_id, ready, reference)

    def privately(self, content: Private, *, reference: str, late: Sequence[Late]) -> Written:
        ready = Ready.of(with_late(private_message(content), late))
        return lambda channel_id: self._to_person(channel_id, ready, reference)

    def _to_person(self, channel_id: str, ready: Ready, reference: str) -> Result:
        result = self._send(channel_id, ready, reference)
        slack_id = self._places.whose(channel_id)
        if isinstance(result, Posted) and self._arrived is not None and slack_id is not None:
            self._arrived(slack_id)
        return result

    def mend(self, there: Posted, lines: Sequence[TouchLogged], *, reference: str) -> Result | Absent:
        """What a press changes between the reading and this is lost on its line, and in no fact."""
        blocks = read_blocks(self._client, self._calls, there)
        if isinstance(blocks, Refused):
            return blocks
        message = mended_message(blocks, lines)
        return self._update(there, Ready.of(message), reference) if message else Absent()

    def find(self, channel_id: str, reference: str, *, since: datetime) -> Posted | Absent | Refused:
        return find_reference(self._client, self._calls, channel_id, reference, since=since)

    def _send(self, channel_id: str, ready: Ready, reference: str) -> Result:
        """Blocks that Slack refuses were not posted: the same goes out without its chart, and then as text alone."""
        result = self._post(channel_id, ready.text, ready.blocks, reference)
        for plainer in ready.plainer:
            if not isinstance(result, Refused) or result.reason not in BLOCKS_REFUSED:
                break
            result = self._post(channel_id, ready.text, plainer, reference)
        return result

    def _post(self, channel_id: str, text: str, blocks: Blocks, reference: str) -> Result:
        try:
            response = self._client.chat_postMessage(
                channel=channel_id,
                text=text,
                blocks=blocks or None,
                metadata=_metadata(reference),
                unfurl_links=False,
                unfurl_media=False,
                link_names=False,
            )
        except FAILURES as error:
            self._calls.failed(POST, error)
            if isinstance(error, SlackApiError) and reason_of(error) in BLOCKS_REFUSED:
                log.exception("blocks refused", errors=error.response.get("errors"))
            return outcome_of_post(error)
        return Posted(channel_id=response["channel"], message_ts=response["ts"])

    def _update(self, there: Posted, ready: Ready, reference: str) -> Result:
        held = self._calls.held(UPDATE)
        if held is not None:
            return Refused(reason="ratelimited", retry_after=held)
        try:
            self._client.chat_update(
                channel=there.channel_id,
                ts=there.message_ts,
                text=ready.text,
                blocks=ready.blocks,
                metadata=_metadata(reference),
                link_names=False,
            )
        except FAILURES as error:
            self._calls.failed(UPDATE, error)
            return refusal_of_look(error)
        return there


def _metadata(reference: str) -> dict[str, object]:
    return {"event_type": EVENT_TYPE, "event_payload": {"reference": reference}}
