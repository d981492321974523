"""What the bot sent its reader unasked: a line for today, and a page of two weeks with what was not sent and why."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from handlers.views import days, layout, words
from handlers.views.ids import Act
from handlers.views.message import Message
from sla.calendar import local_date
from sla.delivery import Kind
from sla.received import DAYS, Became, Inbox, Received

MOST_A_SECTION = 25
NAMES: Mapping[Kind, str] = {
    Kind.NUDGE: "reminder of the day",
    Kind.UNTRIED: "urgent reminder",
    Kind.HELLO: "hello",
    Kind.SIGN: "request to sign",
    Kind.SIGN_AGAIN: "reminder to sign",
    Kind.CHANGE_ASKED: "change that was asked for",
    Kind.SETTLED: "answer to a proposal",
    Kind.CARD: "lead card",
    Kind.REJECTED: "rejected lead",
    Kind.CONTESTED: "contested rejection",
    Kind.BACK: "lead that came back",
    Kind.DECIDED: "decision on a rejection",
    Kind.UNACCEPTED: "list of leads not accepted",
    Kind.LATE: "list of follow-ups still due",
    Kind.TROUBLE: "note on what cannot be delivered",
    Kind.SILENT: "note on a source not heard of",
    Kind.TRIAL: "note of the trial",
    Kind.HELD: "message with what was held back",
    Kind.PACE: "notice of the month’s pace",
    Kind.SWITCHED: "note on a message that was switched",
    Kind.UNHEEDED: "question about a message",
}
MANY: Mapping[Kind, str] = {
    Kind.NUDGE: "reminders of the day",
    Kind.SIGN: "requests to sign",
    Kind.SIGN_AGAIN: "reminders to sign",
    Kind.CHANGE_ASKED: "changes that were asked for",
    Kind.SETTLED: "answers to proposals",
    Kind.BACK: "leads that came back",
    Kind.DECIDED: "decisions on rejections",
    Kind.TROUBLE: "notes on what cannot be delivered",
    Kind.SILENT: "notes on sources not heard of",
}
"""Where the last word is not the one that changes."""

COUNTS_NOT = "no more than {} a day come unasked, lead cards and requests to sign apart"
ACTED = (
    "acted on: something in it was pressed, or after a reminder one of your leads was tried, by the end of the next "
    "working day"
)
SETTLED: Mapping[Kind, str] = {
    Kind.NUDGE: "not sent: nothing needed you by then",
    Kind.UNTRIED: "not sent: you had logged it before",
    Kind.SILENT: "not sent: it was heard of again before",
}
"""What it means that there was nothing left to say."""

REASONS: Mapping[Became, str] = {
    Became.IN_DOUBT: "it may not have arrived",
    Became.HELD: "held back for the next working morning, as this day had brought enough",
    Became.BUNDLED: "held back, and said in the next morning’s message",
    Became.WAITS: "waits until your do-not-disturb is over",
    Became.QUIET: "not sent: you had do-not-disturb on until it was too late",
    Became.AWAY: "not sent: you were away",
    Became.DONE: "not sent: it was settled before",
    Became.LATE: "not sent: its time was over",
    Became.REFUSED: "not sent: it could not be delivered",
    Became.SWITCHED_OFF: "not sent: a manager had switched it off",
}


def today_line(inbox: Inbox) -> str:
    """Like "Sent to you today: 1 reminder of the day at 09:00; 1 held back until the next working morning"."""
    here = inbox.on(inbox.today)
    sent = [one for one in reversed(here) if one.became is Became.SENT]
    kinds = dict.fromkeys(one.kind for one in sent)
    said = [_of_kind([one for one in sent if one.kind is kind], inbox) for kind in kinds]
    held = sum(one.became is Became.HELD for one in here)
    more = f"; {held} held back until the next working morning" if held else ""
    return f"Sent to you today: {words.joined(said) or 'nothing so far'}{more}"


def today_section(inbox: Inbox, *, block_id: str) -> layout.Text | None:
    """Nothing for somebody to whom nothing was sent for two weeks."""
    if not inbox.items:
        return None
    show = layout.button("Show", Act.OPEN_INBOX, "inbox", label="Show what was sent to you")
    return layout.section(today_line(inbox), block_id=block_id, accessory=show)


def inbox_message(inbox: Inbox) -> Message:
    on = dict.fromkeys(_day(one, inbox) for one in inbox.items)
    return Message.of(
        layout.section(f"*{words.capital(_total(inbox))} sent to you in the last {DAYS} days*"),
        *(layout.section(*_lines(day, inbox)) for day in on),
        layout.context(
            COUNTS_NOT.format(inbox.most),
            ACTED,
            "only you see this",
        ),
    )


def _total(inbox: Inbox) -> str:
    sent = sum(one.became is Became.SENT for one in inbox.items)
    return words.counted(sent, "message") if sent else "nothing"


def _lines(day: date, inbox: Inbox) -> Iterator[str]:
    here = inbox.on(day)
    yield f"*{words.capital(days.named(day, inbox.today))}*"
    for one in here[:MOST_A_SECTION]:
        why = _reason(one, inbox)
        yield f"• {days.clock(one.at, inbox.zone)} {NAMES.get(one.kind, 'message')}{f' · {why}' if why else ''}"
    if len(here) > MOST_A_SECTION:
        yield f"and {len(here) - MOST_A_SECTION} more"


def _reason(one: Received, inbox: Inbox) -> str | None:
    if one.acted_at is not None:
        return _acted(one.acted_at, one, inbox)
    settled = SETTLED.get(one.kind) if one.became is Became.DONE else None
    return settled or REASONS.get(one.became)


def _acted(at: datetime, one: Received, inbox: Inbox) -> str:
    """The day is only said where it was another."""
    on, clock = local_date(at, inbox.zone), days.clock(at, inbox.zone)
    return (
        f"acted on at {clock}"
        if on == _day(one, inbox)
        else f"acted on: {days.named(on, inbox.today)} {clock}"
    )


def _of_kind(sent: list[Received], inbox: Inbox) -> str:
    kind, last = sent[0].kind, days.clock(sent[-1].at, inbox.zone)
    name = NAMES.get(kind, "message")
    if len(sent) == 1:
        return f"1 {name} at {last}"
    return f"{words.counted(len(sent), name, MANY.get(kind))}, the last at {last}"


def _day(one: Received, inbox: Inbox) -> date:
    return local_date(one.at, inbox.zone)
