"""The bot's one answer in the thread of a dropped file, rewritten as things go on, and the file of rejected rows."""

from pathlib import Path

import structlog
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.answers import FAILURES, reason_of
from bot.messenger import BLOCKS_REFUSED
from bot.sightings import find_reply
from handlers.views.message import Message, as_dicts
from sla.dropped import Dropped

log = structlog.get_logger()

EVENT_TYPE = "sla_file"


class FileThread:
    """`client` must be made without retry handlers: the SDK's default posts again after a dropped connection."""

    def __init__(self, client: WebClient) -> None:
        self._client = client

    def say(self, drop: Dropped, message: Message) -> str:
        """The ts of the answer; raises what the SDK raises."""
        try:
            return self._said(drop, message)
        except SlackApiError as error:
            if reason_of(error) not in BLOCKS_REFUSED:
                raise
            log.exception("blocks refused", errors=error.response.get("errors"))
            return self._said(drop, Message(text=message.text, blocks=()))

    def say_if_it_can(self, drop: Dropped, message: Message) -> None:
        """For progress: what is not said now is said by the next one."""
        try:
            self.say(drop, message)
        except FAILURES:
            log.info("a file's progress was not shown", exc_info=True)

    def hand_back(self, drop: Dropped, path: Path) -> None:
        self._client.files_upload_v2(
            filename=path.name, file=str(path), channel=drop.channel_id, thread_ts=drop.thread_ts
        )

    def _said(self, drop: Dropped, message: Message) -> str:
        """The bot may have stopped between its answer and noting it, so that it stands there already."""
        blocks = as_dicts(message.blocks)
        answer_ts = drop.answer_ts or find_reply(self._client, drop.channel_id, drop.thread_ts, drop.file_id)
        if answer_ts is not None:
            self._client.chat_update(channel=drop.channel_id, ts=answer_ts, text=message.text, blocks=blocks)
            return answer_ts
        answer = self._client.chat_postMessage(
            channel=drop.channel_id,
            thread_ts=drop.thread_ts,
            text=message.text,
            blocks=blocks or None,
            metadata={"event_type": EVENT_TYPE, "event_payload": {"reference": drop.file_id}},
            unfurl_links=False,
            unfurl_media=False,
        )
        return str(answer["ts"])
