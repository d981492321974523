"""What a lead's lines become after a press: what was recorded, whether it counted, what is due next, and Undo."""

from handlers.views import days, layout, words
from handlers.views.escape import people
from handlers.views.ids import Act
from handlers.views.lead_lines import LeadPair, lead_button, lead_pair, log_buttons, pair_of
from handlers.views.lead_words import Reading, closed, due, item_lines, lead_name, missing
from handlers.views.message import Message
from handlers.views.tellings import source_name
from handlers.views.values import undo_value
from sla.answers import GivenBack, Snoozed, TouchLogged, TouchUndone
from sla.cadence import State
from sla.calendar import local_date
from sla.leads import StopReason
from sla.touches import JudgedTouch, NotCounted, Role

_REASONS = {
    NotCounted.NOT_YET: "It lies in the future; it counts when it has happened.",
    NotCounted.BEFORE_HANDOFF: "It was before the lead was handed over; the count starts there.",
    NotCounted.NOTE: "A note is no attempt to reach the lead.",
    NotCounted.TASK: "A task is no attempt to reach the lead; what it leads to counts.",
    NotCounted.INBOUND: "The lead reached out; your own attempts are what counts.",
    NotCounted.SCHEDULED_ONLY: "A meeting counts when it was held.",
    NotCounted.BOUNCED: "It bounced, so it did not reach anyone.",
    NotCounted.AUTOMATED: "An automated sequence sent it; a person’s own attempts count.",
    NotCounted.BULK: "It was sent to many at once; an attempt meant for this lead counts.",
    NotCounted.INTERNAL: "Only your own people took part; an attempt that reaches out to the lead counts.",
    NotCounted.TWIN: "It is the same as one that is here already; the two are one.",
    NotCounted.DUPLICATE_60S: "It came within a minute of another of its kind, so the two are one.",
    NotCounted.SAME_DAY: "One follow-up per lead and day counts.",
}


def not_counted(reason: NotCounted) -> str:
    """Why a touch does not count, in one sentence."""
    return _REASONS[reason]


def logged_lines(logged: TouchLogged) -> LeadPair:
    reading = Reading.of(logged)
    name = lead_name(logged.lead)
    at = reading.when(logged.touch.fact.occurred_at)
    head = f"*{name}* · {logged.kind} logged {at} · {_verdict(logged, reading)}"
    undo = lead_button(f"Undo {logged.kind}", Act.UNDO, logged.lead, value=undo_value(logged.touch_id))
    why = lead_button("Why" if logged.touch.not_counted else "Why this date", Act.WHY, logged.lead)
    return pair_of(logged.lead, (head, *_after(logged, reading)), (*_back(logged), undo, why))


def _back(logged: TouchLogged) -> tuple[layout.Element, ...]:
    if not logged.standing.over:
        return ()
    return (lead_button("Give back to marketing", Act.GIVE_BACK, logged.lead),)


def fed_lines(fed: TouchLogged) -> LeadPair:
    """A reminder's line once a source has brought what it asked for; nothing was pressed, so there is no Undo."""
    reading, fact = Reading.of(fed), fed.touch.fact
    done = f"done: {fed.kind} {reading.when(fact.occurred_at)}, from {source_name(fact.source)}"
    head = f"*{lead_name(fed.lead)}* · {done} · {_verdict(fed, reading)}"
    why = lead_button("Why this date", Act.WHY, fed.lead)
    return pair_of(fed.lead, (head, *_after(fed, reading)), (*_back(fed), why))


def logged_message(logged: TouchLogged) -> Message:
    return Message.of(*logged_lines(logged))


def undone_lines(undone: TouchUndone) -> LeadPair:
    """The lead as it stands again, with its buttons back."""
    reading = Reading.of(undone)
    lead = undone.item.lead
    head = f"*{lead_name(lead)}* · {undone.kind} undone"
    return pair_of(
        lead, (head, missing(undone.item, reading)), log_buttons(lead, over=undone.item.standing.over)
    )


def given_back_lines(given: GivenBack) -> LeadPair:
    """Marketing has it; or with its buttons again."""
    reading, lead = Reading.of(given), given.item.lead
    if given.undone:
        return lead_pair(given.item, reading)
    head = (
        f"*{lead_name(lead)}* · *given back to marketing*. No reminders any more; what was due stays counted."
    )
    undo = lead_button("Undo", Act.UNDO_GIVE_BACK, lead)
    return pair_of(lead, (head,), (undo, lead_button("Why", Act.WHY, lead)))


def undone_message(undone: TouchUndone) -> Message:
    return Message.of(*undone_lines(undone))


def snoozed_lines(snoozed: Snoozed) -> LeadPair:
    reading = Reading.of(snoozed)
    lead, standing = snoozed.item.lead, snoozed.item.standing
    until = days.on(local_date(snoozed.until, snoozed.zone), reading.today)
    skipped = f"skipped today: {people(snoozed.reason, 200)} · " if snoozed.reason else ""
    head = f"*{lead_name(lead)}* · {skipped}next reminder {until}"
    if standing.due_on is None:
        return pair_of(
            lead, (head, item_lines(snoozed.item, reading)[1]), log_buttons(lead, over=standing.over)
        )
    stays = f"Only the reminder moves. The date stays: {due(standing, reading)}."
    return pair_of(lead, (head, stays), log_buttons(lead, over=standing.over))


def snoozed_message(snoozed: Snoozed) -> Message:
    return Message.of(*snoozed_lines(snoozed))


def _verdict(logged: TouchLogged, reading: Reading) -> str:
    """What the touch came to: its number, or that it does not count."""
    touch, before = logged.touch, logged.before
    if touch.not_counted:
        return f"saved, *{_beside(logged) or 'not counted'}*"
    if logged.standing.state is State.LISTED:
        return "saved; this lead is listed, never judged"
    if touch.role is Role.FIRST_ATTEMPT:
        return f"*first attempt*, {_in_time(logged, reading)}"
    if before.checkpoint is None or touch.number is None:
        return "saved"
    number = f"*{touch.number} of {before.checkpoint.need}*"
    if logged.was_overdue_on is None:
        return number
    return f"{number}, caught up; it was due {days.on(logged.was_overdue_on, reading.today)}"


def _beside(logged: TouchLogged) -> str | None:
    """Where another source brought the same event, which counts."""
    same, instead = logged.touch.not_counted is NotCounted.TWIN, logged.instead
    if not same or instead is None or instead.role is None:
        return None
    return f"counted once, with the same {logged.kind} from {source_name(instead.fact.source)}"


def _in_time(logged: TouchLogged, reading: Reading) -> str:
    due_at = logged.lead.first_attempt_due_at
    return "in time" if logged.touch.fact.occurred_at <= due_at else f"after {reading.when(due_at)}"


def _after(logged: TouchLogged, reading: Reading) -> tuple[str, ...]:
    """Why it does not count, or what is next."""
    lines = []
    if logged.touch.not_counted and _beside(logged) is None:
        lines.append(_reason(logged.touch.not_counted, logged.instead, reading))
    lines.append(_next(logged, reading))
    if logged.touch.late_logged:
        lines.append("Marked as logged late: more than 24 hours after it happened.")
    return tuple(lines)


def _reason(reason: NotCounted, instead: JudgedTouch | None, reading: Reading) -> str:
    if instead is None:
        return not_counted(reason)
    if instead.not_counted:
        return f"It is also in {source_name(instead.fact.source)}. {not_counted(instead.not_counted)}"
    counted = f"the {instead.fact.kind} at {reading.when(instead.fact.occurred_at)} did."
    return f"{not_counted(reason).rstrip('.')}; {counted}"


def _next(logged: TouchLogged, reading: Reading) -> str:
    standing = logged.standing
    if standing.state is State.COMPLETED:
        done = words.counted(standing.follow_ups, "follow-up")
        return f"All {done} done: the promise is kept, the clock has stopped, no reminders any more."
    if standing.state is State.STOPPED and logged.lead.stop_reason is StopReason.ANSWERED:
        return "They have answered, so nothing is due."
    if standing.state is State.STOPPED:
        return f"The lead is {closed(logged.lead)}, so nothing is due."
    if standing.checkpoint is None or standing.due_on is None:
        return ""
    if standing.state is State.OVERDUE:
        return f"Still short: {due(standing, reading)}."
    suggested = standing.suggested_on
    hint = (
        f", the next suggested {reading.dated(suggested)}" if suggested and suggested > reading.today else ""
    )
    return f"Next: {due(standing, reading)}{hint}."
