"""What is added to a message where an earlier one may not have arrived."""

from collections.abc import Sequence

from handlers.views import days, layout
from handlers.views.digest import digest_message
from handlers.views.message import MOST_BLOCKS, AnyBlock, JsonDict, Message, as_dicts
from handlers.views.private import private_message
from sla.digest import Digest
from sla.services.bulletins import Late

IN_CHANNEL = "One message to this channel may not have arrived."


def doubted(message: Message) -> Message:
    """The channel learns no more than that."""
    return Message.of(*message.blocks, layout.context(IN_CHANNEL))


def digest_again(digest: Digest, *, doubt: bool) -> Message:
    """The digest in its own place, as it reads by now."""
    message = digest_message(digest)
    return doubted(message) if doubt else message


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
        _quieter(block)
        for block in as_dicts(private_message(one.content).blocks)
        if block.get("block_id") not in ids
    ]
    said = layout.section(f"*A message of {on} may not have arrived. It said:*")
    whole: list[AnyBlock] = [layout.divider(), said, *content]
    if len(taken) + len(whole) > MOST_BLOCKS:
        return [layout.context(f"A message of {on} may not have arrived.")]
    return whole


def _quieter(block: JsonDict) -> JsonDict:
    """The one button that stands out is the message's own."""
    elements = block.get("elements")
    if block.get("type") != "actions" or not isinstance(elements, list):
        return block
    return {**block, "elements": [{key: of[key] for key in of if key != "style"} for of in elements]}
