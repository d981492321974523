"""The only reader of the wall clock; a demo may move it forward through a file that holds an offset in seconds."""

import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from sla.errors import BadInput


class SystemClock:
    """The product's time is the machine's."""

    def now(self) -> datetime:
        return self.real_now()

    def real_now(self) -> datetime:
        return datetime.now(UTC)  # noqa: TID251 - the one place

    def wait(self, how_long: timedelta) -> None:
        time.sleep(how_long.total_seconds())


class MovedClock(SystemClock):
    """The machine's time plus the offset in a file, read each time.

    It never goes back: an offset that shrinks, or a file that can no longer be read, leaves the last one.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._offset = self._read()

    def now(self) -> datetime:
        with suppress(BadInput):
            self._offset = max(self._offset, self._read())
        return self.real_now() + self._offset

    def _read(self) -> timedelta:
        try:
            return timedelta(seconds=float(self._file.read_text(encoding="ascii")))
        except (OSError, ValueError, OverflowError):
            raise BadInput(
                f"The clock file {self._file} must hold one number, the seconds to add to the clock.",
                field="SLA_CLOCK_FILE",
            ) from None


def open_clock(clock_file: Path | None, slack_api_url: str) -> SystemClock:
    """A moved clock is for the sandbox alone: a real workspace's reminders must not be moved by a file."""
    if clock_file is None:
        return SystemClock()
    if not is_loopback(slack_api_url):
        raise BadInput(
            "SLA_CLOCK_FILE moves the clock of a demo and is refused with a real workspace; unset it.",
            field="SLA_CLOCK_FILE",
        )
    return MovedClock(clock_file)


def is_loopback(url: str) -> bool:
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return False
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
