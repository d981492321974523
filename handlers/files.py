"""Files that people drop into their conversation with the bot: heard of here, looked at later."""

from collections.abc import Mapping
from functools import partial

from slack_bolt import Ack, App

from handlers.asked import Payload
from handlers.services import Services
from sla.dropped import Dropped

FILE_SHARE, DIRECT = "file_share", "im"


def register(app: App, *, services: Services) -> None:
    app.event("message")(partial(on_message, services=services))


def on_message(ack: Ack, event: Payload, services: Services) -> None:
    """Remembered, then acknowledged. Slack may send it twice: the second time it is known. Words are not answered."""
    if event.get("subtype") == FILE_SHARE and event.get("channel_type") == DIRECT and not event.get("bot_id"):
        for file_id in _files(event):
            drop = Dropped(
                file_id=file_id,
                slack_id=str(event["user"]),
                channel_id=str(event["channel"]),
                thread_ts=str(event.get("thread_ts") or event["ts"]),
                at=services.now(),
            )
            if services.dropped_files.heard(drop):
                services.file_desk.wake(file_id)
    ack()


def _files(event: Payload) -> tuple[str, ...]:
    files = event.get("files")
    return (
        tuple(str(one["id"]) for one in files if isinstance(one, Mapping)) if isinstance(files, list) else ()
    )
