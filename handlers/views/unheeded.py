"""What managers read of a message that hardly anybody acts on, and what becomes of it when they answer."""

from handlers.views import days, layout
from handlers.views.escape import people
from handlers.views.ids import Act, Foot
from handlers.views.message import Message
from handlers.views.message_words import NAMES, WEEKS
from sla.calendar import local_date
from sla.messages import UnheededAnswer, UnheededNote


def unheeded_message(note: UnheededNote) -> Message:
    proposal = note.proposal
    name, value, acted = NAMES[proposal.kind], str(proposal.id), proposal.acted
    agreed = "It is a step of the agreed ladder: while it is off, the digest says so each morning."
    return Message.of(
        layout.section(
            f"*{name}: acted on {acted.acted} of {acted.sent} times in {WEEKS}*",
            "That is hardly ever. Does it need to be sent?",
            *([agreed] if note.signed else []),
        ),
        layout.buttons(
            layout.button("Switch off", Act.SWITCH_OFF, value, label=f"Switch off: {name}"),
            layout.button("Keep", Act.KEEP_ON, value, label=f"Keep: {name}"),
            layout.button("Messages", Act.OPEN_MESSAGES, "messages"),
            block_id=Foot.UNHEEDED,
        ),
        layout.context(
            "Asked once, of the managers whose side gets it",
            "acted on: something in it was pressed, or a rep it reminded tried a lead, by the end of their next "
            "working day; what was done elsewhere because of it is not seen",
        ),
    )


def answered_message(answer: UnheededAnswer) -> Message:
    name, today = NAMES[answer.kind], local_date(answer.now, answer.zone)
    what = "kept" if answer.keep else "switched off"
    again = days.dated(local_date(answer.asked_again_at, answer.zone), today)
    who = f" It was answered before, by {people(answer.by)}." if answer.again and answer.by else ""
    return Message.of(
        layout.section(f"*{name}: {what}.*{who}"),
        layout.buttons(layout.button("Messages", Act.OPEN_MESSAGES, "messages"), block_id=Foot.UNHEEDED),
        layout.context(
            f"not asked again before {again}",
            None if answer.keep else "it can be set back at any time; the managers of both sides read of it",
        ),
    )
