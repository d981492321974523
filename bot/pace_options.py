"""Numbers of one's own for `sla-bot pace`: a month's target, what came, and the working days up to a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sla.calendar import WorkingCalendar, WorkingWeek
from sla.errors import BadInput
from sla.pace import SETTLING_DAYS, Pace, pace, within_normal_variation
from sla.targets import Month
from sla.verdict import Verdict

LARGEST = 10**12


@dataclass(frozen=True, kw_only=True, slots=True)
class Tried:
    """`as_of` is the last day that counts."""

    as_of: date
    pace: Pace
    normal_variation: bool


def tried_of(target: str | None, delivered: str | None, as_of: str | None, holidays: Sequence[str]) -> Tried:
    """Monday to Friday are working days but for the `holidays`."""
    if as_of is None:
        raise BadInput("Say up to which day with --as-of, like 2025-09-15.", field="--as-of")
    day, free = _day(as_of, "--as-of"), frozenset(_day(one, "--holiday") for one in holidays)
    calendar = WorkingCalendar(zone="UTC", week=WorkingWeek.monday_to_friday(), holidays=free)
    month = Month.of(day)
    found = pace(
        _number(target, "--target"),
        _number(delivered, "--delivered"),
        calendar.working_days(month.first, day),
        calendar.working_days(month.first, month.last),
        settling=SETTLING_DAYS,
    )
    outside = found.verdict in {Verdict.UNDER, Verdict.OVER} and found.ratio is not None
    usual = outside and found.ratio is not None and within_normal_variation(found.target, found.ratio)
    return Tried(as_of=day, pace=found, normal_variation=usual)


def _day(text: str, option: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadInput(f'{option} "{text}" is not a day; write it like 2025-09-15.', field=option) from None


def _number(text: str | None, option: str) -> int:
    if text is None:
        raise BadInput(f"--target and --delivered go together; {option} is missing.", field=option)
    plain = text.replace(",", "").replace("_", "").strip()
    if not plain.isascii() or not plain.isdigit() or int(plain[:20]) > LARGEST:
        raise BadInput(f'{option} "{text}" is not a number of leads; write it like 300.', field=option)
    return int(plain)
