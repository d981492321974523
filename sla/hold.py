"""A ledger that was restored does not know what was sent after it was saved: until when nothing in it is believed."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from sla.delivery import ONCE_UNLESS_LOST, Delivery

LINGERS = timedelta(days=7)
"""For so long afterwards what is said once may come to be planned that was said already."""

SETTLES = timedelta(minutes=1)
"""So far Slack's history may lag behind: until then nothing is looked up and nothing held is sent."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Hold:
    """What was due by `until` may have been sent already, at `since` or later."""

    since: datetime
    until: datetime

    def covers(self, delivery: Delivery) -> bool:
        lingers = LINGERS if delivery.kind in ONCE_UNLESS_LOST else timedelta(0)
        return delivery.due_at <= self.until + lingers


@dataclass(frozen=True, kw_only=True, slots=True)
class Pulse:
    """When the ledger was last at work, as it says itself. `is_copy`: it comes from a backup."""

    beat_at: datetime | None
    is_copy: bool
    hold: Hold | None


class Heartbeat(Protocol):
    def read(self) -> Pulse: ...

    def beat(self, at: datetime) -> datetime:
        """The ledger is at work; the moment that is kept, which never goes back."""

    def put_on(self, hold: Hold) -> None:
        """In place of any other; from now on the ledger is no copy."""


class Beating(Protocol):
    """A unit of work has this too."""

    @property
    def heartbeat(self) -> Heartbeat: ...
