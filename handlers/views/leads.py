"""`/sla leads`: a rep's own leads by urgency, a page at a time, with the same buttons as the reminder."""

from dataclasses import replace

from handlers.views import layout, words
from handlers.views.ids import Act, Foot
from handlers.views.lead_lines import covered_sections, lead_pairs
from handlers.views.lead_words import Reading
from handlers.views.message import Message, as_dicts
from handlers.views.on_page import on_page
from handlers.views.values import page_value
from sla.answers import LeadFilter, LeadPage
from sla.leads import Urgency

MOST_ITEMS = 15
MOST_COVERED = 5

_EMPTY = {
    LeadFilter.DUE: "*Nothing is due today.*",
    LeadFilter.OVERDUE: "*Nothing is overdue.*",
    LeadFilter.ALL: "*You have no leads yet.* Each one appears here when it is handed to you.",
}
_FILTERS = (
    (LeadFilter.DUE, "Needs me today", Act.SHOW_DUE),
    (LeadFilter.OVERDUE, "Overdue", Act.SHOW_OVERDUE),
    (LeadFilter.ALL, "All", Act.SHOW_ALL),
)


def leads_message(page: LeadPage) -> Message:
    reading = Reading(now=page.now, zone=page.zone)
    message = Message.of(
        layout.section(_headline(page)),
        *lead_pairs(page.items[:MOST_ITEMS], reading),
        *covered_sections(page.covered, reading, room=MOST_COVERED),
        _paging(page),
        _filters(page),
        layout.context(
            f"Page {page.page} of {page.pages}" if page.pages > 1 else None,
            "most urgent first",
            "only you see this",
        )
        if page.items
        else None,
    )
    return replace(message, blocks=on_page(as_dicts(message.blocks), page.filter, page.page))


def _headline(page: LeadPage) -> str:
    counts = [(urgency, page.counts.get(urgency, 0)) for urgency in Urgency]
    urgent = [(urgency, number) for urgency, number in counts if urgency is not Urgency.LATER]
    if page.filter is LeadFilter.OVERDUE:
        urgent = [(urgency, number) for urgency, number in urgent if urgency is Urgency.OVERDUE]
    shown = counts if page.filter is LeadFilter.ALL else urgent
    total = sum(number for _, number in shown)
    if not total and not page.items:
        return _EMPTY[page.filter]
    if page.filter is LeadFilter.OVERDUE:
        return f"*{words.counted(total, 'lead')} of yours overdue*"
    need = "in all" if page.filter is LeadFilter.ALL else f"{'needs' if total == 1 else 'need'} you today"
    return f"*{words.counted(total, 'lead')} {need}:* {words.urgencies(shown)}"


def _filters(page: LeadPage) -> layout.Row | None:
    """The other lists; nobody without any lead needs them."""
    if page.filter is LeadFilter.ALL and not page.items:
        return None
    others = [one for one in _FILTERS if one[0] is not page.filter]
    return layout.buttons(
        *(layout.button(text, act, page_value(which, 1)) for which, text, act in others),
        block_id=Foot.FILTERS,
    )


def _paging(page: LeadPage) -> layout.Row | None:
    turns = []
    if page.page > 1:
        turns.append(layout.button("Previous page", Act.PAGE_BACK, page_value(page.filter, page.page - 1)))
    if page.page < page.pages:
        turns.append(layout.button("Next page", Act.PAGE_ON, page_value(page.filter, page.page + 1)))
    return layout.buttons(*turns, block_id=Foot.PAGES) if turns else None
