"""Moments as they are typed on the command line."""

from datetime import datetime

from bot.clock import SystemClock
from sla.errors import BadInput


def parse_moment(text: str, option: str) -> datetime:
    """BadInput for what is no moment with a zone, or lies ahead."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise BadInput(f"{option} “{text}” is no moment with a zone; write it like 2018-03-05T08:55-03:00.")
    if moment > SystemClock().real_now():
        raise BadInput(f"{option} “{text}” lies in the future, where nothing can have happened yet.")
    return moment
