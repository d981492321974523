"""What is added to a message where an earlier one may not have arrived."""

from collections.abc import Sequence

from handlers.views import days, layout
from handlers.views.message import MOST_BLOCKS, AnyBlock, Message, as_dicts
from handlers.views.private import private_message
from sla.services.bulletins import Late

IN_CHANNEL = "One message to this channel may not have arrived."


def doubted(message: Message) -> Message:
    """The channel learns no more than that."""
    return Message.of(*message.blocks, layout.context(IN_CHANNEL))


def with_late(message: Message, late: Sequence[Late]) -> Message:
    """Below the message: which earlier ones may be missing, and what they say now."""
    if not late:
        return message
    blocks = [*message.blocks]
    for one in late:
        blocks += _missed(one, taken=blocks)
    return Message.of(*blocks)


def _missed(one: Late, *, taken: Sequence[AnyBlock]) -> list[AnyBlock]:
    on = days.dated(one.on, one.on)
    if one.content is None:
        return [layout.context(f"A message of {on} may not have arrived. What still counts of it is above.")]
    ids = {block.get("block_id") for block in as_dicts(taken)} - {None}
    content = [
        block
        for block in private_message(one.content).blocks
        if as_dicts([block])[0].get("block_id") not in ids
    ]
    said: list[AnyBlock] = [
        layout.divider(),
        layout.section(f"*A message of {on} may not have arrived. It said:*"),
    ]
    whole = [*said, *content]
    if len(taken) + len(whole) > MOST_BLOCKS:
        return [layout.context(f"A message of {on} may not have arrived.")]
    return whole
