"""A reminder that was sent, with the lines rewritten for which a source has brought what they asked for."""

from collections.abc import Sequence

from handlers.views.lead_lines import is_open, replace_lead
from handlers.views.logged import fed_lines
from handlers.views.message import JsonDict, Message, as_dicts, spoken
from sla.answers import TouchLogged


def mended_message(blocks: Sequence[JsonDict], lines: Sequence[TouchLogged]) -> Message | None:
    """None where no line is to be rewritten; lines that somebody's press rewrote stay as that left them."""
    open_lines = [one for one in lines if is_open(blocks, one.lead.label)]
    after = as_dicts(blocks)
    for one in open_lines:
        after = replace_lead(after, one.lead.label, fed_lines(one))
    return Message(text=spoken(after), blocks=tuple(after)) if open_lines else None
