"""A lead's own two blocks, its text and its buttons, and how they are rewritten inside a message after a press."""

from collections.abc import Iterable, Sequence

from slack_sdk.models.blocks import ActionsBlock, Option, OverflowMenuElement, PlainTextObject, SectionBlock

from handlers.views import days, layout
from handlers.views.escape import people
from handlers.views.ids import Act, More, text_block_id
from handlers.views.lead_words import Reading, item_lines, spoken_name
from handlers.views.message import MOST_BLOCKS, JsonDict, Message, as_dicts, spoken
from sla.cadence import State
from sla.digest import CoveredLeads, NudgeItem
from sla.leads import Lead, StopReason

LeadPair = tuple[SectionBlock, ActionsBlock]

_MORE = {
    More.ANSWERED: "They answered …",
    More.LOG_MEETING: "Log meeting",
    More.LOG_OTHER: "Log something else …",
    More.SNOOZE: "Remind me tomorrow",
    More.GIVE_BACK: "Give back to marketing",
    More.WHY: "Why this date",
}


def lead_pair(item: NudgeItem, reading: Reading, *, primary: bool = False) -> LeadPair:
    """The lead as a nudge and a list show it. At most one pair of a message is `primary`."""
    over = item.standing.state in {State.STOPPED, State.COMPLETED} and not _goes_on(item)
    actions = _when_over(item) if over else log_buttons(item.lead, over=item.standing.over, primary=primary)
    return pair_of(item.lead, item_lines(item, reading), actions)


def _when_over(item: NudgeItem) -> tuple[layout.Element, ...]:
    back = (lead_button("Give back to marketing", Act.GIVE_BACK, item.lead),) if item.standing.over else ()
    return (*back, lead_button("Why", Act.WHY, item.lead))


def _goes_on(item: NudgeItem) -> bool:
    """Its clock has stopped, and there is still something agreed with the lead."""
    return item.reminder is not None or item.lead.stop_reason is StopReason.ANSWERED


def lead_pairs(items: Sequence[NudgeItem], reading: Reading) -> tuple[SectionBlock | ActionsBlock, ...]:
    """The pairs of several leads; the first one's "Log call" is the message's primary button."""
    pairs = (lead_pair(item, reading, primary=place == 0) for place, item in enumerate(items))
    return tuple(block for pair in pairs for block in pair)


def covered_sections(
    covered: Sequence[CoveredLeads], reading: Reading, *, room: int
) -> tuple[SectionBlock | ActionsBlock, ...]:
    """The leads of those who are away, each person's under a line of their own; `room` leads at most in all."""
    blocks: list[SectionBlock | ActionsBlock] = []
    for one in covered:
        if room <= 0:
            break
        items = one.items[:room]
        rest = f" {one.total - len(items)} more are theirs today." if one.total > len(items) else ""
        until = days.named(one.until, reading.today)
        blocks.append(layout.section(f"*For {people(one.name)}, who is away until {until}*{rest}"))
        blocks += [block for item in items for block in lead_pair(item, reading)]
        room -= len(items)
    return tuple(blocks)


def pair_of(lead: Lead, lines: Iterable[str], actions: Sequence[layout.Element]) -> LeadPair:
    text = layout.section(*filter(None, lines), block_id=text_block_id(lead.label))
    return text, layout.buttons(*actions, block_id=lead.label)


def log_buttons(lead: Lead, *, over: bool = False, primary: bool = False) -> tuple[layout.Element, ...]:
    """One press logs a call or an email; the rest is behind the three dots. `over`: so is its cadence.

    Slack takes five options there: then a meeting is logged in the form of "Log something else …".
    """
    options = [
        Option(text=PlainTextObject(text=text, emoji=False), value=more)
        for more, text in _MORE.items()
        if more is not (More.LOG_MEETING if over else More.GIVE_BACK)
    ]
    return (
        lead_button("Log call", Act.LOG_CALL, lead, primary=primary),
        lead_button("Log email", Act.LOG_EMAIL, lead),
        OverflowMenuElement(action_id=Act.MORE, options=options),
    )


def lead_button(
    text: str, act: Act, lead: Lead, *, value: str | None = None, primary: bool = False
) -> layout.Element:
    """A button on the lead's line, named for screen readers with the lead it belongs to."""
    label = f"{text}, {spoken_name(lead)}"
    return layout.button(text, act, value or lead.label, label=label, primary=primary)


def replace_lead(blocks: Sequence[JsonDict], label: str, pair: LeadPair) -> list[dict[str, object]]:
    """The pressed message's blocks with this lead's lines rewritten and all else as it was.

    A message without lines of this lead gets them at its end, where it has room for them.
    """
    own = {label, text_block_id(label)}
    places = [place for place, block in enumerate(blocks) if block.get("block_id") in own]
    if not places:
        return [*as_dicts(blocks[: MOST_BLOCKS - len(pair)]), *as_dicts(pair)]
    others = [block for block in blocks[places[0] :] if block.get("block_id") not in own]
    return [*as_dicts(blocks[: places[0]]), *as_dicts(pair), *as_dicts(others)]


def rewritten(blocks: Sequence[JsonDict], label: str, pair: LeadPair) -> Message:
    """The whole pressed message after `replace_lead`, with a text that says the same."""
    after = replace_lead(blocks, label, pair)
    return Message(text=spoken(after), blocks=tuple(after))


def is_open(blocks: Sequence[JsonDict], label: str) -> bool:
    """Whether the message has lines of this lead that still ask for a touch: no press has rewritten them."""
    return any(Act.LOG_CALL in _acts(block) for block in blocks if block.get("block_id") == label)


def _acts(block: JsonDict) -> list[object]:
    elements = block.get("elements")
    return (
        [one.get("action_id") for one in elements if isinstance(one, dict)]
        if isinstance(elements, list)
        else []
    )
