"""`/sla why`: a lead's date with the rule behind it, every touch with what it counted as, and who may move it."""

from datetime import datetime

from handlers.views import days, layout, tellings, words
from handlers.views.answered import next_step
from handlers.views.contract.clause import Part
from handlers.views.escape import people
from handlers.views.handoff_lines import handoff_lines
from handlers.views.ids import Act
from handlers.views.lead_lines import lead_button
from handlers.views.lead_words import Reading, closed, comes_up, lead_name, suggestion
from handlers.views.logged import not_counted
from handlers.views.message import Message
from handlers.views.silent import MOST_GAPS, gap_words
from sla.breaches import Breach
from sla.cadence import Deadline, State
from sla.calendar import local_date
from sla.feeds import Gap
from sla.lead_answers import Answer
from sla.lead_story import Explanation
from sla.leads import StopReason
from sla.touches import JudgedTouch, Role

MOST_TOUCHES = 12


def why_message(why: Explanation) -> Message:
    """Dates are in the lead's own zone, which its handoff fixed."""
    reading = Reading(now=why.now, zone=why.lead.zone)
    answers = (*_silences(why), *_ended_short(why, reading), *_answers(why, reading))
    return Message.of(
        layout.section(f"*{lead_name(why.lead)}: {_headline(why, reading)}*", *_anchor(why, reading)),
        layout.section(*_touches(why, reading)),
        layout.section(*answers) if answers else None,
        layout.section(*handoff) if (handoff := handoff_lines(why, reading)) else None,
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
            State.STOPPED: f"{_closed(why)}, no date any more",
            State.COMPLETED: "all follow-ups done, no date any more",
        }.get(standing.state, "no date yet")
    day = reading.dated(standing.due_on)
    need = words.counted(standing.checkpoint.need, "follow-up")
    if standing.state is State.OVERDUE:
        return f"{need} were due by {day}, end of day"
    return f"{need} by {day}, end of day"


def _closed(why: Explanation) -> str:
    if why.lead.stop_reason is StopReason.GONE and why.gone_in is not None:
        return f"deleted in {tellings.source_name(why.gone_in)}"
    return closed(why.lead)


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
        unrecorded = "No follow-up is recorded for this lead yet."
        return unrecorded, *_first_attempt(why, reading), *_left_out(why, reading)
    shown = why.touches[-MOST_TOUCHES:]
    earlier = len(why.touches) - len(shown)
    dropped = [f"… {earlier} earlier ones not shown"] if earlier else []
    lines = [_touch(touch, why.lead.first_attempt_due_at, reading) for touch in shown]
    to_go = [f"*{why.standing.to_go} to go.*"] if why.standing.to_go else []
    return (*dropped, *lines, *_left_out(why, reading), *to_go)


def _touch(touch: JudgedTouch, due_at: datetime, reading: Reading) -> str:
    fact = touch.fact
    when = f"{reading.dated(local_date(fact.occurred_at, reading.zone))} {days.clock(fact.occurred_at, reading.zone)}"
    late = ", *logged late*" if touch.late_logged else ""
    if same := tellings.twin(touch):
        return f"– {when} {fact.kind} · {same}"
    kind = f"{fact.kind} ({tellings.source_name(fact.source)})" if fact.source else fact.kind
    if touch.role is Role.FIRST_ATTEMPT and touch.number is None:
        in_time = "in time" if fact.occurred_at <= due_at else "late"
        return f"• {when} {kind} · first attempt, {in_time}; not one of the follow-ups{late}"
    if touch.number is not None:
        return f"✓ {when} {kind} · follow-up {touch.number}{late}"
    reason = not_counted(touch.not_counted) if touch.not_counted else "Not counted."
    return f"– {when} {kind} · {reason[:1].lower()}{reason[1:].rstrip('.')}{late}"


def _silences(why: Explanation) -> tuple[str, ...]:
    """In which one of its dates fell: nothing is held against anybody until what was done is known."""
    return tuple(_silence(gap, why) for gap in why.gaps[-MOST_GAPS:])


def _silence(gap: Gap, why: Explanation) -> str:
    said = gap_words(gap, why.now, why.lead.zone)
    if gap.ended_at is None:
        return f"{said}; a date of this lead fell in it, and nobody is counted late until what was done is known."
    return f"{said}; a date of this lead fell in it, and counts by what was known afterwards."


def _ended_short(why: Explanation, reading: Reading) -> tuple[str, ...]:
    """The days that ended with too few, which stays on record, and what was logged afterwards that corrects it."""
    return tuple(_short_day(one, why, reading) for one in why.breaches)


def _short_day(breach: Breach, why: Explanation, reading: Reading) -> str:
    day = next((one.on for one in why.deadlines if one.checkpoint.day == breach.day), None)
    on = f" ({reading.dated(day)})" if day else ""
    said = f"Day {breach.day}{on} ended with {breach.had} of {breach.need}"
    done = [touch for touch in why.touches if touch.number is not None and touch.fact.occurred_at < breach.at]
    late = [touch for touch in done if touch.fact.logged_at >= breach.at]
    if len(done) < breach.need or not late:
        return f"{said}."
    return f"{said}; kept by {words.joined([tellings.late(touch) for touch in late])}."


def _answers(why: Explanation, reading: Reading) -> tuple[str, ...]:
    """What the lead answered, what stopped the clock, and when the lead comes up again."""
    lines = [_answer(answer, reading) for answer in why.answers[-MOST_TOUCHES:]]
    stop = why.lead.stop if why.lead.stopped(why.now) else None
    if stop is not None and why.lead.judged:
        day = days.on(local_date(stop.at, reading.zone), reading.today)
        lines.append(f"*{words.capital(_closed(why))} {day}*: the clock has stopped.")
    if why.reminder is not None:
        day = reading.dated(why.reminder.on)
        lines.append(
            f"It comes up again on {day}: {comes_up(why.reminder, reading)}. Nothing is due by that day."
        )
    return tuple(lines)


def _answer(answer: Answer, reading: Reading) -> str:
    at = answer.row.at
    when = f"{reading.dated(local_date(at, reading.zone))} {days.clock(at, reading.zone)}"
    return f"• {when} answered · {next_step(answer.row, reading)}"


def _first_attempt(why: Explanation, reading: Reading) -> tuple[str, ...]:
    if why.standing.checkpoint is None:
        return ()
    due_at = why.lead.first_attempt_due_at
    verb = "is" if due_at > why.now else "was"
    return (f"The first attempt {verb} due {reading.when(due_at)}.",)


def _left_out(why: Explanation, reading: Reading) -> tuple[str, ...]:
    """Why the first attempt was due as late as it was."""
    if not why.left_out or why.standing.state is State.LISTED:
        return ()
    shown = [reading.dated(day) for day in why.left_out[:MOST_TOUCHES]]
    more = len(why.left_out) - len(shown)
    joined = words.joined([*shown, *([f"{more} more"] if more else [])])
    return (f"Left out of the first attempt’s working time: {joined} (holiday or away).",)


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
