"""Notes that somebody acted on a message, whatever becomes of the press itself."""

from datetime import datetime

from sla.services.desk import Desk


class NoteActs:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def pressed(self, channel_id: str, message_ts: str, now: datetime) -> None:
        with self._desk.open() as work:
            work.acts.pressed(channel_id, message_ts, now)
            work.commit()
