"""The handoff of a lead as `/sla why` tells it: given, accepted or rejected, contested, and the pause."""

from handlers.views import words
from handlers.views.escape import people
from handlers.views.lead_words import Reading
from sla.calendar import local_date
from sla.decisions import Decision, DecisionKind
from sla.lead_story import Explanation


def handoff_lines(why: Explanation, reading: Reading) -> tuple[str, ...]:
    """Nothing for a lead that came with a file and was never answered."""
    lines = (*_given(why, reading), *(_decided(one, reading) for one in why.decisions), *_pause(why, reading))
    return ("*The handoff*", *lines) if lines else ()


def _given(why: Explanation, reading: Reading) -> tuple[str, ...]:
    lead = why.lead
    if lead.given is None:
        return ()
    by = f" by {people(why.given_by)}" if why.given_by else ""
    campaign = f", campaign {people(lead.given.campaign)}" if lead.given.campaign else ""
    points = "quality not checked" if lead.given.points is None else f"{lead.given.points} points ticked"
    lines = [f"• Handed over{by} {reading.when(lead.handed_off_at)}{campaign}; {points}"]
    if lead.accept_due_at is not None:
        lines.append(_answered(why, reading))
    return tuple(lines)


def _answered(why: Explanation, reading: Reading) -> str:
    """When it was to be accepted or rejected, and whether it was by then."""
    lead = why.lead
    moments = [one for one in (lead.derived.accepted_at, lead.derived.rejected_at) if one is not None]
    by = reading.when(lead.accept_due_at) if lead.accept_due_at else ""
    if not moments or lead.accept_due_at is None:
        verb = "is" if lead.accept_due_at is not None and lead.accept_due_at > why.now else "was"
        return f"• It {verb} to be accepted or rejected by {by}; neither has happened"
    answered = min(moments)
    word = "accepted" if answered == lead.derived.accepted_at else "rejected"
    in_time = "in time" if answered <= lead.accept_due_at else "late"
    return f"• It was {word} {reading.when(answered)}, {in_time}; {by} was agreed"


def _decided(one: Decision, reading: Reading) -> str:
    when, note = reading.when(one.at), f": {people(one.note, 300)}" if one.note else ""
    match one.kind:
        case DecisionKind.ACCEPTED:
            return f"• Accepted with a press {when}"
        case DecisionKind.REJECTED:
            return f"• Rejected {when}, {people(one.reason or '')}{note}"
        case DecisionKind.DISPUTED:
            return f"• Contested by marketing {when}{note}"
        case DecisionKind.UPHELD:
            return f"• The contest was upheld {when}"
    return f"• The rejection was kept {when}"


def _pause(why: Explanation, reading: Reading) -> tuple[str, ...]:
    pause = why.lead.pause
    if pause is None:
        return ()
    first, last = (local_date(moment, reading.zone) for moment in (pause.start, pause.end))
    shift = words.counted((last - first).days, "day")
    dates = f"{reading.dated(first)} to {reading.dated(last)}"
    return (f"• The clock stood still from {dates}; what was ahead then is {shift} later",)
