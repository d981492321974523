"""One message with what was held back on an earlier day, because that day had brought its reader enough."""

from collections.abc import Callable, Iterator

from handlers.views import days, layout, words
from handlers.views.message import AnyBlock, JsonDict, Message, as_dicts
from sla.services.bulletins import HeldBack, HeldOne, Single

MOST_SHOWN = 10
MOST_BLOCKS = 44
"""Room for the headline, the count of the rest and the line at the end."""

WHERE = "what can be done about each is on your Home tab"
SAID = {"section", "header"}
"""The blocks of a message that say what it is about; its buttons are on the Home tab."""


def held_message(held: HeldBack, *, say: Callable[[Single], Message]) -> Message:
    wanted = held.items
    blocks: list[AnyBlock] = []
    shown = 0
    for one in wanted[:MOST_SHOWN]:
        lines = [*_lines(one, held, say)]
        if len(blocks) + len(lines) > MOST_BLOCKS:
            break
        blocks += lines
        shown += 1
    more = len(wanted) - shown
    return Message.of(
        layout.section(f"*{words.counted(len(wanted), 'message')} held back for this morning*"),
        *blocks,
        layout.context(
            f"{more} more like these" if more else None,
            WHERE,
            f"no more than {held.most} messages a day come to you unasked",
            "only you see this",
        ),
    )


def _lines(one: HeldOne, held: HeldBack, say: Callable[[Single], Message]) -> Iterator[AnyBlock]:
    yield layout.divider()
    for block in as_dicts(say(one.content).blocks):
        if block.get("type") in SAID:
            yield _plain(block)
            break
    yield layout.context(f"Of {days.dated(one.on, held.today)}")


def _plain(block: JsonDict) -> JsonDict:
    """Without its button and id, which would meet those of others here."""
    if block.get("type") == "header":
        text = block["text"]
        return {"type": "section", "text": text}
    return {key: block[key] for key in block if key not in {"accessory", "block_id"}}
