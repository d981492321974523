"""A source of which nothing was heard for too long, in words."""

from datetime import datetime

from handlers.views import days
from handlers.views.escape import people
from sla.feeds import FeedKind, Silent

NAMES = {FeedKind.HUBSPOT.value: "HubSpot"}
LONGEST = 40


def silent_since(silent: Silent, now: datetime, zone: str) -> str:
    """Like "HubSpot was last read Thursday 14:05"."""
    name = NAMES.get(silent.name) or people(silent.name, LONGEST)
    return f"{name} was last read {days.when(silent.since, now, zone)}"
