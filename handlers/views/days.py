"""Days and times as people say them: by name within a week, times in the reader's own zone."""

from datetime import date, datetime, time, timedelta

from sla.calendar import local_date, zone_info

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_NEAR = {-1: "yesterday", 0: "today", 1: "tomorrow"}
_WEEK = 7


def dated(day: date, today: date) -> str:
    """Like "Fri 27 Nov"; with the year where it is not this one."""
    year = "" if day.year == today.year else f" {day.year}"
    return f"{_DAYS[day.weekday()][:3]} {day.day} {_MONTHS[day.month - 1][:3]}{year}"


def brief(day: date, today: date) -> str:
    """Like "1 Jan", for days long gone; with the year where it is not this one."""
    return dated(day, today).partition(" ")[2]


def named(day: date, today: date) -> str:
    """Like "today", "tomorrow", "Friday" within a week on either side, otherwise "Fri 27 Nov"."""
    away = (day - today).days
    if away in _NEAR:
        return _NEAR[away]
    return _DAYS[day.weekday()] if abs(away) < _WEEK else dated(day, today)


def on(day: date, today: date) -> str:
    """`named` as an adverb: "today", "on Friday", "on Fri 27 Nov"."""
    return named(day, today) if abs((day - today).days) <= 1 else f"on {named(day, today)}"


def month(day: date) -> str:
    return _MONTHS[day.month - 1]


def month_before(day: date) -> str:
    return _MONTHS[(day.month - 2) % 12]


def clock(moment: datetime, zone: str) -> str:
    """The time of day, drawn by Slack in the reader's zone; `zone` is for readers of the fallback."""
    local = moment.astimezone(zone_info(zone))
    return f"<!date^{int(moment.timestamp())}^{{time}}|{local:%H:%M}>"


def when(moment: datetime, now: datetime, zone: str) -> str:
    """Like "10:12" today, otherwise "Friday 10:12"."""
    day, today = local_date(moment, zone), local_date(now, zone)
    return clock(moment, zone) if day == today else f"{named(day, today)} {clock(moment, zone)}"


def until(moment: datetime, now: datetime, zone: str) -> str:
    """As `when`, but a midnight is the end of the day before, as people say it."""
    local = moment.astimezone(zone_info(zone))
    if local.time() != time.min:
        return when(moment, now, zone)
    return f"the end of {named(local.date() - timedelta(days=1), local_date(now, zone))}"


def city(zone: str) -> str:
    """Like "Berlin" of Europe/Berlin."""
    return zone.rpartition("/")[2].replace("_", " ")
