"""How one lead is named, why it is on a list, what is missing and by when: the two lines it has in every message."""

from dataclasses import dataclass
from datetime import date, datetime

from handlers.views import days, words
from handlers.views.escape import people, plain
from handlers.views.tellings import source_name
from sla.answered import Reminder
from sla.answers import AnswerLogged, AnswerUndone, GivenBack, Snoozed, TouchLogged, TouchUndone
from sla.cadence import Standing, State
from sla.calendar import local_date
from sla.digest import NudgeItem
from sla.lead_answers import NextStep
from sla.leads import Lead, StopReason, Urgency

_CLOSED = {
    StopReason.WON: "won",
    StopReason.LOST: "lost",
    StopReason.DISQUALIFIED: "disqualified",
    StopReason.ANSWERED: "answered",
    StopReason.REJECTED: "rejected",
    StopReason.RETURNED: "given back to marketing",
    StopReason.GONE: "deleted in the CRM",
    StopReason.MERGED: "one with another lead",
}
_NAME_IN_LABEL = 50


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """When and where a message is read: names of days and times depend on it."""

    now: datetime
    zone: str

    @classmethod
    def of(
        cls, answer: TouchLogged | TouchUndone | Snoozed | AnswerLogged | AnswerUndone | GivenBack
    ) -> "Reading":
        return cls(now=answer.now, zone=answer.zone)

    @property
    def today(self) -> date:
        return local_date(self.now, self.zone)

    def when(self, moment: datetime) -> str:
        return days.when(moment, self.now, self.zone)

    def until(self, moment: datetime) -> str:
        return days.until(moment, self.now, self.zone)

    def named(self, day: date) -> str:
        return days.named(day, self.today)

    def dated(self, day: date) -> str:
        return days.dated(day, self.today)


def lead_name(lead: Lead) -> str:
    """For mrkdwn; the short name where a file gave none."""
    return people(lead.name) if lead.name.strip() else lead.label


def spoken_name(lead: Lead) -> str:
    """For the labels of buttons, short enough that the act still fits before it."""
    return plain(lead.name, _NAME_IN_LABEL) if lead.name.strip() else lead.label


def item_lines(item: NudgeItem, reading: Reading) -> tuple[str, str]:
    """The lead with why it is on the list; what is missing and by when."""
    head = f"*{lead_name(item.lead)}* · {people(item.type_name, 40)} · {_why(item, reading)}"
    return head, f"{missing(item, reading)}{_also(item, reading)}{_asleep(item.lead, reading)}"


def missing(item: NudgeItem, reading: Reading) -> str:
    """What the lead still needs, in one or two short sentences."""
    standing, lead = item.standing, item.lead
    if standing.checkpoint is None:
        return _without_clock(standing, lead, reading)
    done = progress(standing)
    if item.waits_for is not None:
        source = source_name(item.waits_for)
        return f"{done}. What you did in {source} may not be known here yet, so it does not count as late."
    if lead.derived.first_attempt_at is None:
        return _first_attempt(item, reading)
    if standing.state is State.OVERDUE:
        more = "One more catches" if standing.to_go == 1 else f"{standing.to_go} more, one a day, catch"
        return f"{done}. {more} up."
    if standing.due_on == reading.today:
        return f"{done}. {_today(standing)}"
    return f"{done}. {suggestion(standing, reading)}".rstrip()


def progress(standing: Standing) -> str:
    """Like "2 of 3 follow-ups by day 14"."""
    if standing.checkpoint is None:
        return words.counted(standing.follow_ups, "follow-up")
    need = words.counted(standing.checkpoint.need, "follow-up")
    return f"{standing.follow_ups} of {need} by day {standing.checkpoint.day}"


def due(standing: Standing, reading: Reading) -> str:
    """The checkpoint to reach with its date: "2 more by Fri 4 Dec (day 28)", "1 more, due Fri 20 Nov (day 14)"."""
    if standing.checkpoint is None or standing.due_on is None:
        return ""
    by = ", due" if standing.state is State.OVERDUE else " by"
    missing_ones = (
        f"{standing.to_go} more" if standing.follow_ups else words.counted(standing.to_go, "follow-up")
    )
    return f"{missing_ones}{by} {reading.dated(standing.due_on)} (day {standing.checkpoint.day})"


def suggestion(standing: Standing, reading: Reading, *, what: str = "") -> str:
    """When the next follow-up is suggested; that day is never judged."""
    if standing.suggested_on is None:
        return ""
    verb = "was" if standing.suggested_on < reading.today else "is"
    which = f"The {words.ordinal(standing.follow_ups + 1)}{what}"
    return f"{which} {verb} suggested for {reading.named(standing.suggested_on)}."


def closed(lead: Lead) -> str:
    """Why the lead's clock has stopped."""
    return _CLOSED[lead.stop_reason] if lead.stop_reason else "closed"


def comes_up(reminder: Reminder, reading: Reading) -> str:
    """Why an answer brings the lead up on its day: "meeting today", "no next step yet since Tuesday"."""
    day = days.on(reminder.on, reading.today)
    match reminder.step:
        case NextStep.MEETING:
            return f"meeting {'was ' if reminder.on < reading.today else ''}{day}"
        case NextStep.CONTACT_AGAIN:
            return f"they asked to be contacted {day}"
        case NextStep.NOT_NOW:
            return f"they said not now, until {reading.named(reminder.on)}"
        case _:
            return f"no next step yet since {reading.named(reminder.answered_on)}"


def _also(item: NudgeItem, reading: Reading) -> str:
    """The same beside what is more urgent, and for a day that is still to come."""
    if item.reminder is None or item.urgency is Urgency.REMIND:
        return ""
    if item.reminder.on > reading.today and item.reminder.step is NextStep.OPEN:
        return ""
    return f" {words.capital(comes_up(item.reminder, reading))}."


def _why(item: NudgeItem, reading: Reading) -> str:
    standing, lead = item.standing, item.lead
    if item.urgency is Urgency.REMIND and item.reminder is not None:
        return comes_up(item.reminder, reading)
    if standing.state is State.OVERDUE and standing.due_on is not None:
        why = (
            "overdue, was due"
            if item.waits_for is None
            else f"waiting for {source_name(item.waits_for)}, due"
        )
        return f"{why} {days.on(standing.due_on, reading.today)}"
    if standing.checkpoint is None or standing.due_on is None:
        return _state(standing, lead)
    if standing.due_on == reading.today:
        return "due today"
    if lead.derived.first_attempt_at is None:
        return f"new {_since(lead.handed_off_at, reading)}"
    return f"due {days.on(standing.due_on, reading.today)}"


def _state(standing: Standing, lead: Lead) -> str:
    if standing.state is State.STOPPED:
        return closed(lead)
    return {
        State.LISTED: "listed, not judged",
        State.NOT_STARTED: "not handed over yet",
        State.COMPLETED: "all follow-ups done",
    }.get(standing.state, "open")


def _without_clock(standing: Standing, lead: Lead, reading: Reading) -> str:
    if lead.stop_reason is StopReason.ANSWERED and lead.stopped_at is not None and lead.stopped(reading.now):
        day = days.on(local_date(lead.stopped_at, reading.zone), reading.today)
        return f"They answered {day}; the clock has stopped."
    if standing.state is State.STOPPED:
        return f"It was {closed(lead)}; {progress(standing)} until then."
    if standing.state is State.LISTED:
        return "From before the agreement’s first day: shown here, never counted."
    if standing.state is State.COMPLETED:
        return f"{progress(standing)}: the promise is kept, no reminders any more."
    return "Its dates start with the handoff."


def _first_attempt(item: NudgeItem, reading: Reading) -> str:
    """No attempt yet: the first one is due by its own clock, and the follow-ups come after it."""
    standing, lead = item.standing, item.lead
    by = reading.when(lead.first_attempt_due_at)
    if lead.first_attempt_due_at > reading.now:
        return f"First attempt by *{by}*."
    if standing.due_on is None or standing.state is State.OVERDUE:
        return f"No attempt yet; the first was due {by}. {progress(standing)}."
    rest = words.counted(standing.to_go, "follow-up")
    return f"No attempt yet; the first was due {by}. Then {rest} by {reading.named(standing.due_on)}."


def _since(moment: datetime, reading: Reading) -> str:
    day = local_date(moment, reading.zone)
    return f"at {reading.when(moment)}" if day == reading.today else f"since {reading.named(day)}"


def _today(standing: Standing) -> str:
    """What today can still do for a date that ends today: one follow-up a day counts."""
    if standing.to_go == 1 or standing.checkpoint is None:
        return "One more today keeps the date."
    return f"One a day counts: today can bring it to {standing.follow_ups + 1} of {standing.checkpoint.need}."


def _asleep(lead: Lead, reading: Reading) -> str:
    until = lead.snoozed_until
    if until is None or until <= reading.now:
        return ""
    return f" No reminder until {reading.named(local_date(until, reading.zone))}."
