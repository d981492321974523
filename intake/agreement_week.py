"""How a team's working hours are written where they differ by weekday."""

import re
from collections.abc import Mapping

from intake.agreement_words import DAY_NAMES, days, hours, shown
from sla.calendar import Window, WorkingWeek

_DAY_FIRST = re.compile(r"\s*[A-Za-z][A-Za-z\s,–-]*")


def team_hours(value: object) -> tuple[Window, ...] | WorkingWeek:
    """As `hours`, or by weekday: {"Mon-Fri" = "08:00-20:00", "Sat" = "09:00-17:00"}.

    The same as one text, as a form has it: "Mon-Fri 08:00-20:00; Sat 09:00-17:00".
    """
    if isinstance(value, WorkingWeek):
        return value
    if isinstance(value, str) and _DAY_FIRST.match(value):
        value = dict(_day_and_hours(part) for part in value.split(";") if part.strip())
    return _by_weekday(value) if isinstance(value, Mapping) else hours(value)


def _day_and_hours(part: str) -> tuple[str, str]:
    found = _DAY_FIRST.match(part)
    if found is None:
        raise ValueError(
            f'{shown(part)} does not begin with its days; write hours like "Mon-Fri 08:00-20:00; Sat 09:00-17:00".'
        )
    return found[0], part[found.end() :]


def _by_weekday(value: Mapping[object, object]) -> WorkingWeek:
    week: dict[int, tuple[Window, ...]] = {}
    for names, windows in value.items():
        of_these = hours(windows)
        for number in days(names):
            if number in week:
                raise ValueError(f"{DAY_NAMES[number]} has hours twice; name each day once.")
            week[number] = of_these
    return WorkingWeek(days=tuple(week.get(number, ()) for number in range(len(DAY_NAMES))))
