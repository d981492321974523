"""What the managers of both sides read when one of them has switched a message."""

from handlers.views import days, layout
from handlers.views.ids import Act, Foot
from handlers.views.message import Message
from handlers.views.message_words import NAMES, to_readers
from handlers.views.messages import by_words
from sla.messages import SwitchedNote

SIGNED = "It is a step of the agreed ladder, so the digest says each morning that it is off."


def switched_message(note: SwitchedNote) -> Message:
    change = note.changed.change
    setting, name = change.setting, NAMES[change.setting.kind]
    at = days.when(change.changed_at, note.now, note.zone)
    signed = not setting.on and note.signed
    return Message.of(
        layout.section(
            f"*{name}: {to_readers(setting)}*, {by_words(note.changed)}, {at}.",
            *(
                ["It carries out what both sides signed, so the digest says each morning that it is off."]
                if signed
                else []
            ),
        ),
        layout.buttons(layout.button("Messages", Act.OPEN_MESSAGES, "messages"), block_id=Foot.SWITCHED),
        layout.context("said once, to the managers of both sides", "it can be set back at any time"),
    )
