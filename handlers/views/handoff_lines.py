"""The handoff of a lead as `/sla why` tells it: given, accepted or rejected, contested, and the pause."""

from handlers.views import words
from handlers.views.escape import people
from handlers.views.lead_words import Reading
from sla.calendar import local_date
from sla.decisions import Decision, DecisionKind
from sla.delivered import ONCE_WITHIN_DAYS
from sla.lead_story import Explanation

_DECIDED = {
    DecisionKind.ACCEPTED: "accepted with a press",
    DecisionKind.REJECTED: "rejected",
    DecisionKind.DISPUTED: "contested by marketing",
    DecisionKind.UPHELD: "the contest was upheld",
    DecisionKind.DISMISSED: "the rejection was confirmed",
    DecisionKind.RETURNED: "given back to marketing",
    DecisionKind.KEPT_ON: "taken back from marketing",
}


def handoff_lines(why: Explanation, reading: Reading) -> tuple[str, ...]:
    """Nothing for a lead that came with a file and was never answered."""
    lines = (
        *_given(why, reading),
        *(
            f"• {words.capital(decided_words(one))} {reading.when(one.at)}{_note(one)}"
            for one in why.decisions
        ),
        *_pause(why, reading),
        *_uncounted(why, reading),
    )
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


def _uncounted(why: Explanation, reading: Reading) -> tuple[str, ...]:
    """Why marketing's numbers are without it; a rep's dates are as they are."""
    found = why.uncounted
    if found is None:
        return ()
    if found.counted is None:
        return ("• Not among the leads delivered: its rejection is final.",)
    day = reading.dated(local_date(found.counted.handed_off_at, reading.zone))
    once = f"counts once in {ONCE_WITHIN_DAYS} days"
    same = f"the same person was handed over {day} (L{found.counted.lead_id}), and {once}"
    return (f"• Not among the leads delivered: {same}. Its own dates stand.",)


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


def decided_words(one: Decision) -> str:
    reason = f" ({people(one.reason or '')})" if one.kind is DecisionKind.REJECTED else ""
    return f"{_DECIDED[one.kind]}{reason}"


def _note(one: Decision) -> str:
    return f": {people(one.note, 300)}" if one.note else ""


def _pause(why: Explanation, reading: Reading) -> tuple[str, ...]:
    pause = why.lead.pause
    if pause is None:
        return ()
    first, last = (local_date(moment, reading.zone) for moment in (pause.start, pause.end))
    shift = words.counted((last - first).days, "day")
    dates = f"{reading.dated(first)} to {reading.dated(last)}"
    return (f"• The clock stood still from {dates}; what was ahead then is {shift} later",)
