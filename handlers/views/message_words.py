"""The names of the kinds of message, to whom each goes, and when, in the words of the managers' page."""

from collections.abc import Mapping
from datetime import time

from handlers.views.escape import people
from sla.acted import ActedOn, Counted
from sla.budget import USUAL_A_DAY
from sla.delivery import Kind
from sla.messages import MessageLine
from sla.switches import RULES, Audience, Clock, Setting, Stays

NAMES: Mapping[Kind, str] = {
    Kind.DIGEST: "Morning digest",
    Kind.WEEKLY: "Weekly summary",
    Kind.NUDGE: "Private reminder",
    Kind.UNTRIED: "First attempt reminder",
    Kind.UNACCEPTED: "Leads nobody accepted",
    Kind.LATE: "Late follow-ups",
    Kind.PACE: "Pace notice",
    Kind.SIGN_AGAIN: "Reminder to sign",
    Kind.REJECTED: "Rejected lead",
    Kind.CARD: "Card of a new lead",
    Kind.CONTESTED: "Contested rejection",
    Kind.SIGN: "Request to sign",
    Kind.CHANGE_ASKED: "Change asked for",
    Kind.SETTLED: "Agreement signed or lapsed",
    Kind.BACK: "Lead back after a dispute",
    Kind.DECIDED: "Dispute decided",
    Kind.HELLO: "Hello",
    Kind.TRIAL: "Trial note",
    Kind.HELD: "Messages a day",
    Kind.TROUBLE: "Message that cannot be delivered",
    Kind.SILENT: "Source that is not heard of",
    Kind.SWITCHED: "Message switched off or on",
    Kind.UNHEEDED: "Message that hardly anybody acts on",
}
"""At most 24 characters where it is the title of a form."""

_TO: Mapping[Kind, str] = {
    Kind.PACE: "To everybody in marketing, privately, once a week at most while the month is outside the band",
    Kind.NUDGE: "To each rep whose leads need them that day, privately",
    Kind.UNTRIED: "To the lead’s rep, once, at half of the time for the first attempt",
    Kind.UNACCEPTED: "To the managers of sales, on the agreed day after the time to accept",
    Kind.LATE: "To the managers of sales, on the agreed days after a follow-up day",
    Kind.HELD: "To everybody, privately: what there is no room for comes in one message the next working morning",
    Kind.SIGN_AGAIN: "To whoever has not signed, 2, 5 and 9 working days after the request",
}

STAYS: Mapping[Stays, str] = {
    Stays.ANSWER: "somebody waits for it",
    Stays.DEADLINE: "an agreed time runs until it is answered",
    Stays.FIRST: "once, or for a few days",
    Stays.TROUBLE: "nothing is lost silently",
    Stays.OPENNESS: "each side sees what the other one switched",
}

AUDIENCES: Mapping[Audience, str] = {
    Audience.EVERYBODY: "Everybody in marketing",
    Audience.MANAGERS: "Only the managers of marketing",
}
"""Who of marketing reads of a rejected lead that came in a file; the only choice there is so far."""

WEEKS = "4 weeks"


def to_whom(line: MessageLine, channel: str) -> str:
    if line.kind is Kind.DIGEST:
        return f"To #{people(channel)} on working days, for both sides"
    if line.kind is Kind.WEEKLY:
        return f"To #{people(channel)} on the first working day of a week, ten minutes after the digest"
    if line.kind is Kind.REJECTED:
        whom = "all of marketing" if not line.setting.audience else "the managers of marketing"
        return f"To whoever handed it over; where it came in a file, to {whom}"
    return _TO[line.kind]


def hour(line: MessageLine) -> str:
    """In a line of the list; nothing for what comes as things happen."""
    match line.rule.clock:
        case Clock.AGREED:
            return f", at {clock(line.usual_at)} (agreed)"
        case Clock.CHOSEN:
            return f", at {clock(line.setting.at or line.usual_at)}"
        case Clock.EVENT:
            return ""


def counted_words(counted: Counted) -> str:
    """Like "sent 51 in 4 weeks, held back 3"; no more than how many, so that nobody's messages are seen by it."""
    held = f", held back {counted.held}" if counted.held else ""
    return f"Sent {counted.sent} in {WEEKS}{held}"


def in_brackets(counted: Counted) -> str:
    """The same beside a name in a list; nothing where there was none."""
    held = f", {counted.held} held back" if counted.held else ""
    return f" ({counted.sent}{held})" if counted.sent or counted.held else ""


def acted_words(acted: ActedOn | None) -> str:
    if acted is None:
        return "acted on: none to count"
    few = ", too few to judge" if acted.too_few else ""
    return f"acted on {acted.acted} of {acted.sent}{few}"


def chosen_words(setting: Setting) -> str:
    """A change as one reads it in a list: what holds since."""
    if RULES[setting.kind].limited:
        return a_day(setting)
    if not setting.on:
        return "off"
    said = "on"
    if setting.at is not None:
        said += f", at {clock(setting.at)}"
    if setting.audience is not None:
        said += ", to managers only"
    return said


def to_readers(setting: Setting) -> str:
    """What a change of who gets it comes to."""
    if RULES[setting.kind].limited:
        return a_day(setting)
    if not setting.on:
        return "switched off"
    return "sent to managers only" if setting.audience is Audience.MANAGERS else "sent as usual"


def a_day(setting: Setting) -> str:
    return f"at most {setting.most or USUAL_A_DAY} to one person"


def clock(at: time | None) -> str:
    return f"{at:%H:%M}" if at else "the beginning of the working day"
