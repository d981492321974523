"""The words that CRMs use for activities, directions, outcomes and won deals, and what each one stands for."""

from collections.abc import Mapping
from dataclasses import dataclass

from intake.columns import normal
from sla.activity import Outcome
from sla.leads import StopReason
from sla.touches import Direction, Manner, TouchKind


@dataclass(frozen=True, kw_only=True, slots=True)
class Activity:
    """`direction` and `manner` are what the word alone says; a column for it goes first."""

    kind: TouchKind
    direction: Direction = Direction.OUTBOUND
    manner: Manner = Manner.PERSON


def _of(kind: TouchKind, *words: str) -> dict[str, Activity]:
    return dict.fromkeys(words, Activity(kind=kind))


def _inbound(kind: TouchKind, *words: str) -> dict[str, Activity]:
    return dict.fromkeys(words, Activity(kind=kind, direction=Direction.INBOUND))


def _internal(kind: TouchKind, *words: str) -> dict[str, Activity]:
    return dict.fromkeys(words, Activity(kind=kind, manner=Manner.INTERNAL))


ACTIVITIES: Mapping[str, Activity] = {
    **_of(
        TouchKind.CALL, "call", "phone", "phone call", "outbound call", "outgoing call", "cold call", "voicemail",
        "follow up", "follow up call", "lead follow up", "offer follow up call", "qualify call",
        "qualification call", "missing docs call",
    ),
    **_of(TouchKind.EMAIL, "email", "e mail", "mail", "email sent", "sent email", "outbound email", "outgoing email"),
    **_of(TouchKind.MEETING, "meeting", "demo", "appointment", "visit", "meeting held"),
    **_of(
        TouchKind.MESSAGE, "message", "sms", "text", "text message", "chat", "whatsapp", "whatsapp message",
        "linkedin", "linkedin message",
    ),
    **_of(TouchKind.NOTE, "note", "comment"),
    **_of(TouchKind.TASK, "task", "to do", "todo"),
    **_inbound(TouchKind.CALL, "inbound call", "incoming call", "missed call"),
    **_inbound(TouchKind.EMAIL, "inbound email", "incoming email", "email received", "reply", "email reply"),
    **_inbound(TouchKind.MESSAGE, "inbound message", "incoming message"),
    **dict.fromkeys(
        ("sequence email", "automated email", "workflow email", "drip email"),
        Activity(kind=TouchKind.EMAIL, manner=Manner.AUTOMATED),
    ),
    **dict.fromkeys(
        ("marketing email", "campaign email", "bulk email", "mass email", "list email", "newsletter"),
        Activity(kind=TouchKind.EMAIL, manner=Manner.BULK),
    ),
    **_internal(TouchKind.CALL, "internal call"),
    **_internal(TouchKind.EMAIL, "internal email"),
    **_internal(TouchKind.MEETING, "internal meeting", "team meeting"),
}  # fmt: skip

PLAIN_ACTIVITIES = (
    *TouchKind, "inbound call", "inbound email", "inbound message", "automated email", "bulk email",
    "internal meeting",
)  # fmt: skip
"""The words to show somebody whose own word is not known; each is one of ACTIVITIES."""

MANNERS: Mapping[str, Manner] = {
    **dict.fromkeys(("person", "by a person", "manual", "one to one", "1 1"), Manner.PERSON),
    **dict.fromkeys(("automated", "automatic", "sequence", "workflow", "cadence", "drip"), Manner.AUTOMATED),
    **dict.fromkeys(("bulk", "mass", "list", "campaign", "marketing", "newsletter"), Manner.BULK),
    **dict.fromkeys(("internal", "own people", "team"), Manner.INTERNAL),
}

DIRECTIONS: Mapping[str, Direction] = {
    **dict.fromkeys(("outbound", "outgoing", "out", "sent", "email", "forwarded email"), Direction.OUTBOUND),
    **dict.fromkeys(("inbound", "incoming", "in", "received", "incoming email"), Direction.INBOUND),
}

OUTCOMES: Mapping[str, Outcome] = {
    **dict.fromkeys(("reached", "connected", "answered", "spoke", "replied", "interested"), Outcome.REACHED),
    **dict.fromkeys(("no answer", "busy", "not reached", "wrong number", "unanswered"), Outcome.NO_ANSWER),
    **dict.fromkeys(
        ("left a message", "left message", "left live message", "left voicemail", "voicemail"),
        Outcome.LEFT_MESSAGE,
    ),
    **dict.fromkeys(("bounced", "bounce", "undelivered", "failed"), Outcome.BOUNCED),
    **dict.fromkeys(("held", "completed", "done", "attended", "sent", "closed"), Outcome.HELD),
    **dict.fromkeys(
        ("scheduled", "rescheduled", "no show", "not held", "canceled", "cancelled"), Outcome.SCHEDULED
    ),
}

NOT_DONE = frozenset(
    (
        "not started",
        "open",
        "planned",
        "to do",
        "pending",
        "in progress",
        "deferred",
        "waiting on someone else",
    )
)
"""An activity that is only intended is no activity yet."""

WON = frozenset(("won", "closed won", "closedwon", "is won", "true", "yes", "1", "signed"))


WON_STAGES = frozenset(("won", "closed won", "closedwon"))
LOST_STAGES = frozenset(("lost", "closed lost", "closedlost"))


def stage_meant(word: str, said: Mapping[str, str]) -> str:
    """Won, lost, or the stage by the name that the person gives it, else by the file's own."""
    meant = known_word(word, said)
    if meant in WON_STAGES:
        return StopReason.WON
    if meant in LOST_STAGES:
        return StopReason.LOST
    return word if meant == normal(word) else meant


def known_word(word: str, said: Mapping[str, str]) -> str:
    """The word to look up: the person's own reading of it where there is one."""
    plain = normal(word)
    return next((normal(meant) for own, meant in said.items() if normal(own) == plain), plain)
