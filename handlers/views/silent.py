"""A source of which nothing was heard for too long, in words."""

from datetime import datetime

from handlers.views import days
from handlers.views.tellings import source_name
from sla.feeds import Silent


def silent_since(silent: Silent, now: datetime, zone: str) -> str:
    """Like "HubSpot was last read Thursday 14:05"."""
    return f"{source_name(silent.name)} was last read {days.when(silent.since, now, zone)}"
