"""The two times the schedule lives by."""

from datetime import datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """`now` is the product's time, which a demo may move; leases run on `real_now`."""

    def now(self) -> datetime: ...

    def real_now(self) -> datetime: ...

    def wait(self, how_long: timedelta) -> None:
        """In real time."""
