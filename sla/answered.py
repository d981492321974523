"""What answers and wins do to a lead: the stop of its clock, and the day on which it comes up again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sla.calendar import WorkingCalendar, local_date
from sla.lead_answers import Answer, NextStep
from sla.leads import Stop, StopReason
from sla.touches import Manner, TouchFact, TouchKind

ASK_AFTER_WORKING_DAYS = 3
"""An answer without a next step is asked about on this working day after it."""

STOPS = {
    NextStep.MEETING: StopReason.ANSWERED,
    NextStep.CONTACT_AGAIN: StopReason.ANSWERED,
    NextStep.NOT_NOW: StopReason.ANSWERED,
    NextStep.NO_INTEREST: StopReason.LOST,
    NextStep.WRONG_PERSON: StopReason.DISQUALIFIED,
}
CLOSING = frozenset(StopReason) - {StopReason.ANSWERED}
"""After these nothing comes up again."""

_CONTACTS = frozenset({TouchKind.CALL, TouchKind.EMAIL, TouchKind.MEETING, TouchKind.MESSAGE})
_ORDER = tuple(StopReason)


@dataclass(frozen=True, kw_only=True, slots=True)
class Reminder:
    """A lead comes up again `on` this day, because of what it answered on `answered_on`."""

    step: NextStep
    on: date
    answered_on: date


def stops_of(answers: Iterable[Answer], ends: Iterable[Stop]) -> tuple[Stop, ...]:
    """Every fact that stops the clock, earliest first; of two at one moment the win.

    `ends` are what deals, stages and decisions say.
    """
    stops = [
        Stop(at=answer.row.at, reason=STOPS[answer.row.next_step])
        for answer in answers
        if answer.live and answer.row.next_step in STOPS
    ]
    return tuple(sorted([*stops, *ends], key=lambda stop: (stop.at, _ORDER.index(stop.reason))))


def closed(stops: Iterable[Stop], now: datetime) -> Stop | None:
    """The first end up to `now`, a return to marketing too: after it nothing is left to be done."""
    return next((stop for stop in stops if stop.reason in CLOSING and stop.at <= now), None)


def reminder(
    answers: Sequence[Answer],
    touches: Iterable[TouchFact],
    ends: Sequence[Stop],
    *,
    zone: str,
    calendar: WorkingCalendar,
    now: datetime,
) -> Reminder | None:
    """When the newest live answer comes up, unless a later contact on that day or after has met it.

    `zone` is the lead's own, which names the days; `calendar` its owner's.
    """
    known = [answer for answer in answers if answer.live and answer.row.at <= now]
    if not known or closed(stops_of(known, ends), now):
        return None
    newest = max(known, key=lambda answer: (answer.row.at, answer.id))
    answered_on = local_date(newest.row.at, zone)
    on = _asked_on(answered_on, calendar) if newest.row.on is None else newest.row.on
    met = any(
        newest.row.at < touch.occurred_at <= now
        and _is_contact(touch)
        and local_date(touch.occurred_at, zone) >= on
        for touch in touches
    )
    return None if met else Reminder(step=newest.row.next_step, on=on, answered_on=answered_on)


def _asked_on(answered_on: date, calendar: WorkingCalendar) -> date:
    day = answered_on
    for _ in range(ASK_AFTER_WORKING_DAYS):
        day = calendar.next_working_day(day)
    return day


def _is_contact(touch: TouchFact) -> bool:
    """A person was in touch with the lead, or tried; a note, a task or a date for later is none."""
    return touch.kind in _CONTACTS and touch.manner is Manner.PERSON and touch.held and not touch.bounced
