"""How the agreement is measured, when people work, what they get to read, and how it changes."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import groupby

from handlers.views import quantities, words
from handlers.views.contract import amounts
from handlers.views.contract.clause import Clause, Part
from sla.agreement import LAPSES_AFTER
from sla.calendar import Window
from sla.promises import OtherPromise
from sla.terms import Terms

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MOST_HOLIDAYS = 40
_RUN = 2


def measured(terms: Terms) -> Iterator[Clause]:
    for metric in terms.prose.metrics:
        yield Clause(part=Part.MEASURED, key=f"metric.{metric.name}", label=metric.name, value=metric.source)


def working_times(terms: Terms) -> Iterator[Clause]:
    part, calendar = Part.WORKING_TIMES, terms.calendar
    yield Clause(
        part=part,
        key="zone",
        label="Time zone",
        value=calendar.zone,
        detail="The team’s days and months are of this zone; a person’s own zone and hours go before the team’s",
    )
    yield Clause(part=part, key="hours", label="Working hours", value=_week(calendar.week.days))
    yield Clause(
        part=part,
        key="holidays",
        label="Public holidays",
        value=f"those of {amounts.region(terms.holidays)}" if terms.holidays else "none",
        detail=_holidays(terms) if terms.holidays else "",
    )


def messages(terms: Terms) -> Iterator[Clause]:
    part = Part.MESSAGES
    for key, label, value in (
        ("channel", "Channel", terms.channel),
        ("digest_at", "Morning digest", f"at {amounts.clock(terms.digest_at)}, the team’s time"),
        ("nudge_at", "Private reminder", f"at {amounts.clock(terms.nudge_at)}, each rep’s own time"),
    ):
        yield Clause(part=part, key=key, label=label, value=value)
    for meeting in terms.prose.meetings:
        yield Clause(part=part, key=f"meeting.{meeting.name}", label=meeting.name, value=meeting.when)


def other_promises(terms: Terms) -> Iterator[Clause]:
    for promise in terms.other_promises:
        yield Clause(
            part=Part.OTHER,
            key=f"other.{promise.key}",
            label=promise.name,
            value=_other(promise),
            detail="Entered by hand every month",
        )


def change(_terms: Terms) -> Iterator[Clause]:
    yield Clause(
        part=Part.CHANGE,
        key="change",
        label="A change",
        value="only by a new version that both sides sign",
        detail="Everybody who is asked has "
        f"{words.counted(LAPSES_AFTER.days, 'day')} to sign; otherwise this one stays in force",
    )


def _other(promise: OtherPromise) -> str:
    return f"{promise.target}; {promise.owner}, {promise.side}"


def _week(week: tuple[tuple[Window, ...], ...]) -> str:
    """Like "Mon to Thu 09:00–17:00; Fri 09:00–14:00"."""
    runs = []
    for windows, run in groupby(range(len(week)), key=lambda day: week[day]):
        found = [_DAYS[day] for day in run]
        if windows:
            runs.append(f"{_run(found)} {' and '.join(_window(one) for one in windows)}")
    return "; ".join(runs)


def _run(found: list[str]) -> str:
    return f"{found[0]} to {found[-1]}" if len(found) > _RUN else words.joined(found)


def _window(window: Window) -> str:
    end = amounts.clock(window.end)
    return f"{amounts.clock(window.start)}–{'24:00' if end == '00:00' else end}"


def _holidays(terms: Terms) -> str:
    """The days of the version's first twelve months, by date."""
    first, year = terms.effective_on, timedelta(days=365)
    found = sorted(one for one in terms.calendar.holidays if first <= one < first + year)
    shown = [amounts.brief(one, first) for one in found[:_MOST_HOLIDAYS]]
    more = [f"{quantities.count(len(found) - len(shown))} more"] if len(found) > len(shown) else []
    listed = words.joined([*shown, *more]) if found else "none is known"
    return f"In the first twelve months: {listed}"
