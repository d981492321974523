"""Two leads that may be one person's, each with where it is known from; and what was decided about them."""

from collections.abc import Iterator

from handlers.views import layout, words
from handlers.views.escape import people, plain
from handlers.views.ids import Act
from handlers.views.lead_words import Reading, lead_name
from handlers.views.message import AnyBlock, Message
from handlers.views.tellings import source_name
from handlers.views.values import pair_value
from sla.calendar import local_date
from sla.leads import Lead, LeadId
from sla.same_page import OneOfTwo, SamePage, Settled, TwoLeads


def same_blocks(page: SamePage, reading: Reading) -> Iterator[AnyBlock]:
    if not page.total:
        return
    pairs = words.counted(page.total, "pair")
    yield layout.section(f"*{pairs} of leads may be one: the same person, in two sources*")
    for pair in page.pairs:
        yield from _pair(pair, reading)
    if page.total > len(page.pairs):
        yield layout.context(f"{page.total - len(page.pairs)} more; they come up as these are decided")


def settled_message(settled: Settled) -> Message:
    kept, other = settled.kept, settled.other_id
    text, buttons = _ids(kept.id, other)
    name = f"*{lead_name(kept)}* · "
    if settled.undone:
        return Message.of(layout.section(f"{name}undone, all is as it was.", block_id=text))
    said = (
        f"one lead now, {kept.label}: it keeps its dates, and what L{other} had is its own."
        if settled.same
        else f"{kept.label} and L{other} stay two leads; nothing has changed."
    )
    undo = layout.button(
        "Undo", Act.UNDO_PAIR, pair_value(kept.id, other), label=f"Undo, {plain(kept.name, 50)}"
    )
    return Message.of(layout.section(f"{name}{said}", block_id=text), layout.buttons(undo, block_id=buttons))


def _pair(pair: TwoLeads, reading: Reading) -> tuple[AnyBlock, AnyBlock]:
    kept, other = pair.kept.lead, pair.other.lead
    text, buttons = _ids(kept.id, other.id)
    differ = pair.kept.owner and pair.other.owner and pair.kept.owner != pair.other.owner
    whose = f"; it stays {people(pair.kept.owner)}’s" if differ and pair.kept.owner else ""
    day = reading.dated(local_date(kept.handed_off_at, reading.zone))
    value = pair_value(kept.id, other.id)
    name = plain(kept.name, 50)
    return (
        layout.section(
            _line(pair.kept, reading),
            _line(pair.other, reading),
            f"As one lead the dates of {day} hold, with what both sources have{whose}.",
            block_id=text,
        ),
        layout.buttons(
            layout.button("Same lead", Act.SAME_LEAD, value, label=f"Same lead, {name}"),
            layout.button("Keep both", Act.KEEP_BOTH, value, label=f"Keep both, {name}"),
            block_id=buttons,
        ),
    )


def _line(one: OneOfTwo, reading: Reading) -> str:
    lead: Lead = one.lead
    day = reading.dated(local_date(lead.handed_off_at, reading.zone))
    whose = people(one.owner) if one.owner else "nobody"
    return f"*{lead_name(lead)}* ({lead.label}) · {source_name(one.source)}, handed over {day}, with {whose}"


def _ids(kept: LeadId, other: LeadId) -> tuple[str, str]:
    return f"same.{kept}.{other}.text", f"same.{kept}.{other}"
