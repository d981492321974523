"""The one gate for moments: aware and in UTC inside, or refused (STYLE.md habit 7)."""

from datetime import UTC, datetime


def aware(moment: datetime, name: str = "moment") -> datetime:
    """The same moment in UTC; a naive one is a programming error and raises ValueError naming it."""
    if moment.tzinfo is UTC:
        return moment
    if moment.utcoffset() is None:
        raise ValueError(f"{name} has no time zone: {moment.isoformat()}")
    return moment.astimezone(UTC)
