"""What somebody's Slack status says about days away: an offer for the form, never taken by itself."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from sla.calendar import local_date
from sla.people import SlackStatus

AWAY_EMOJI = frozenset(
    (":palm_tree:", ":airplane:", ":beach_with_umbrella:", ":desert_island:", ":umbrella_on_ground:",
     ":face_with_thermometer:", ":sick:", ":mask:", ":luggage:", ":camping:", ":baby:")
)  # fmt: skip
AWAY_WORDS = re.compile(
    r"\b(vacation(ing)?|holidays?|on leave|parental leave|out of (the )?office|ooo|pto|time off|away|"
    r"out sick|sick( leave)?|urlaub|krank|vacaciones|cong[eé]s?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Hint:
    """The days that a status speaks of; `last` is None where it does not end. `said` are its own words."""

    first: date
    last: date | None
    said: str


def hint_of(status: SlackStatus | None, *, zone: str, now: datetime) -> Hint | None:
    """From today on: since when the status has stood there, Slack does not tell."""
    if status is None or (status.until is not None and status.until <= now):
        return None
    if status.emoji not in AWAY_EMOJI and not AWAY_WORDS.search(status.text):
        return None
    said = status.text.strip() or status.emoji
    return Hint(
        first=local_date(now, zone), last=local_date(status.until, zone) if status.until else None, said=said
    )
