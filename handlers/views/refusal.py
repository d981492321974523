"""What a person reads when something could not be done: one sentence, and how to do it right."""

from handlers.views import layout
from handlers.views.escape import sentence
from handlers.views.ids import Act, Foot
from handlers.views.message import Message

_LINE = 500


def error_message(text: str) -> Message:
    """The sentence of a domain error, as it is."""
    return Message.of(layout.section(sentence(text)))


def usage_message(text: str, usage: str, nearest: str | None = None) -> Message:
    """`usage` is a line to type, like `/sla log <lead> <kind>`; `nearest` the verb that was probably meant."""
    meant = [f"Did you mean {_typed(f'/sla {nearest}')}?"] if nearest else []
    return Message.of(
        layout.section(sentence(text), *meant, f"Type it like {_typed(usage)}."),
        layout.buttons(layout.button("What I can do", Act.OPEN_HELP, "help"), block_id=Foot.USAGE),
    )


def _typed(line: str) -> str:
    """What to type, as code; a backtick inside would end it."""
    typed = sentence(line.replace("`", ""), _LINE)
    return f"`{typed}`"
