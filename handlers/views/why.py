"""`/sla why`: a lead's date with the rule behind it, every touch with what it counted as, and who may move it."""

from datetime import datetime

from handlers.views import days, layout, words
from handlers.views.contract.clause import Part
from handlers.views.escape import people
from handlers.views.ids import Act
from handlers.views.lead_lines import lead_button
from handlers.views.lead_words import Reading, closed, lead_name, suggestion
from handlers.views.logged import not_counted
from handlers.views.message import Message
from sla.answers import Explanation
from sla.cadence import Deadline, State
from sla.calendar import local_date
from sla.touches import JudgedTouch, Role

MOST_TOUCHES = 12


def why_message(why: Explanation) -> Message:
    """Dates are in the lead's own zone, which its handoff fixed."""
    reading = Reading(now=why.now, zone=why.lead.zone)
    return Message.of(
        layout.section(f"*{lead_name(why.lead)}: {_headline(why, reading)}*", *_anchor(why, reading)),
        layout.section(*_touches(why, reading)),
        layout.section(*_rule(why, reading)),
        _hands(why, reading),
        layout.context(
            "Weekends, holidays and days off move reminders, never these dates",
            f"days are {days.city(why.lead.zone)}’s, times your own",
            f"{words.agreement(why.version)}, “{Part.SALES}”",
        ),
        _foot(why),
    )


def _headline(why: Explanation, reading: Reading) -> str:
    standing = why.standing
    if standing.checkpoint is None or standing.due_on is None:
        return {
            State.LISTED: "listed, never judged",
            State.STOPPED: f"{closed(why.lead)}, no date any more",
            State.COMPLETED: "all follow-ups done, no date any more",
        }.get(standing.state, "no date yet")
    day = reading.dated(standing.due_on)
    need = words.counted(standing.checkpoint.need, "follow-up")
    if standing.state is State.OVERDUE:
        return f"{need} were due by {day}, end of day"
    return f"{need} by {day}, end of day"


def _anchor(why: Explanation, reading: Reading) -> tuple[str, ...]:
    """Where the date comes from."""
    standing, handed = why.standing, reading.dated(why.handed_off_on)
    to = "you" if why.owner_is_reader else people(why.owner_name) if why.owner_name else "sales"
    if standing.state is State.LISTED:
        first = reading.dated(why.effective_on)
        return (f"It was handed over on {handed}; the agreement counts from {first} on.",)
    if standing.checkpoint is None:
        return (f"It was handed to {to} on {handed}.",)
    return (f"That is {standing.checkpoint.day} days after {handed}, when it was handed to {to}.",)


def _touches(why: Explanation, reading: Reading) -> tuple[str, ...]:
    if not why.touches:
        return "Nothing is recorded for this lead yet.", *_first_attempt(why, reading)
    shown = why.touches[-MOST_TOUCHES:]
    earlier = len(why.touches) - len(shown)
    dropped = [f"… {earlier} earlier ones not shown"] if earlier else []
    lines = [_touch(touch, why.lead.first_attempt_due_at, reading) for touch in shown]
    to_go = [f"*{why.standing.to_go} to go.*"] if why.standing.to_go else []
    return (*dropped, *lines, *to_go)


def _touch(touch: JudgedTouch, due_at: datetime, reading: Reading) -> str:
    fact = touch.fact
    when = f"{reading.dated(local_date(fact.occurred_at, reading.zone))} {days.clock(fact.occurred_at, reading.zone)}"
    late = ", logged late" if touch.late_logged else ""
    if touch.role is Role.FIRST_ATTEMPT and touch.number is None:
        in_time = "in time" if fact.occurred_at <= due_at else "late"
        return f"• {when} {fact.kind} · first attempt, {in_time}; not one of the follow-ups{late}"
    if touch.number is not None:
        return f"✓ {when} {fact.kind} · follow-up {touch.number}{late}"
    reason = not_counted(touch.not_counted) if touch.not_counted else "Not counted."
    return f"– {when} {fact.kind} · {reason[:1].lower()}{reason[1:].rstrip('.')}"


def _first_attempt(why: Explanation, reading: Reading) -> tuple[str, ...]:
    if why.standing.checkpoint is None:
        return ()
    due_at = why.lead.first_attempt_due_at
    verb = "is" if due_at > why.now else "was"
    return (f"The first attempt {verb} due {reading.when(due_at)}.",)


def _rule(why: Explanation, reading: Reading) -> tuple[str, ...]:
    """All checkpoints of the lead, and when the next follow-up is suggested."""
    if why.standing.state is State.LISTED:
        return ("*The rule* would be " + words.joined([_rule_part(one) for one in why.deadlines]) + ".",)
    dates = ", ".join(f"{_rule_part(one)} ({reading.dated(one.on)})" for one in why.deadlines)
    limits = "One follow-up per lead and day counts; the first attempt is not one of them."
    counts = f"*The rule* follow-ups: {dates}. {limits}"
    hint = suggestion(why.standing, reading, what=" follow-up").rstrip(".")
    return (counts, f"{hint}; suggested days are not judged.") if hint else (counts,)


def _hands(why: Explanation, reading: Reading) -> layout.Text | None:
    """Whose it was since when, and who was on duty for each date that has passed, days away left out."""
    if not why.owners:
        return None
    first, *later = why.owners
    spans = [f"{_named(first.name)} from the handoff"]
    spans += [f"{_named(one.name)} from {reading.dated(one.since)}" for one in later[-MOST_TOUCHES:]]
    lines = [f"*With* {', '.join(spans)}."]
    lines += [
        f"Day {one.deadline.checkpoint.day} ({reading.dated(one.deadline.on)}): {_named(one.name)} on duty on most "
        "working days, days away left out."
        for one in why.answered
    ]
    return layout.section(*lines)


def _named(name: str | None) -> str:
    return people(name) if name else "nobody"


def _rule_part(deadline: Deadline) -> str:
    return f"{deadline.checkpoint.need} by day {deadline.checkpoint.day}"


def _foot(why: Explanation) -> layout.Row | None:
    """The next act, where the reader may do it and it still helps."""
    if not why.owner_is_reader or why.standing.checkpoint is None:
        return None
    call = lead_button("Log call", Act.LOG_CALL, why.lead)
    email = lead_button("Log email", Act.LOG_EMAIL, why.lead)
    return layout.buttons(call, email, block_id=why.lead.label)
