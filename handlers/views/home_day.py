"""A rep's own day on the Home tab: what needs them, what waits for their answer, and their own numbers."""

from collections.abc import Iterator

from handlers.views import days, layout, rows, words
from handlers.views.headline import sales_verdict
from handlers.views.ids import Act, Foot
from handlers.views.lead_lines import covered_sections, lead_pairs
from handlers.views.lead_words import Reading, lead_name
from handlers.views.message import AnyBlock
from handlers.views.nudge import put_off_words
from handlers.views.unaccepted import waiting_pair
from handlers.views.values import own_value
from sla.answers import LeadFilter
from sla.board import OwnBoard
from sla.calendar import local_date
from sla.digest import Nudge, NudgeItem
from sla.home import Day

MOST_WAITING = 5
MOST_COVERED = 5
SEEN_TOO = "The manager of sales sees this line too."


def day_headline(day: Day) -> str:
    """Like "3 leads need you today: 1 overdue, 2 due today"."""
    nudge = day.nudge
    counts = [(urgency, nudge.today.get(urgency, 0)) for urgency in words.URGENT]
    total = sum(nudge.today.values())
    if total:
        need = "needs" if total == 1 else "need"
        return f"{words.counted(total, 'lead')} {need} you today: {words.urgencies(counts)}"
    return "Nothing is due today" if nudge.all_leads else "No leads yet"


def day_blocks(day: Day, reading: Reading) -> Iterator[AnyBlock]:
    waiting = day.waiting.leads[:MOST_WAITING] if day.waiting else ()
    asked = {one.lead.id for one in waiting}
    items = tuple(item for item in day.nudge.items if item.lead.id not in asked)
    yield from lead_pairs(items, reading)
    known = [lead_name(item.lead) for item in items if item.lead.id in day.late]
    if known:
        yield layout.context(f"The manager of sales has been told of {words.joined(known)}.")
    if day.own is not None:
        yield from _rest(day, items)
    yield from _waiting(day, reading)
    yield from covered_sections(day.nudge.covered, reading, room=MOST_COVERED)
    if day.unreminded_since is not None:
        since = days.dated(local_date(day.unreminded_since, reading.zone), reading.today)
        yield layout.context(
            f"Private reminders are switched off since {since}: what is due stands here and stays due"
        )


def numbers_blocks(own: OwnBoard) -> Iterator[AnyBlock]:
    """What `/sla status me` says of the promises."""
    lines = (_row(row) for row in rows.sales_rows(own.sales))
    yield layout.divider()
    yield layout.section(f"*Your follow-ups: {sales_verdict(own.sales)}*", *lines)
    yield layout.buttons(
        layout.button("The team’s board", Act.OPEN_BOARD, "team"),
        layout.button("How is this counted?", Act.OPEN_WHY, own_value(own.slack_id)),
        block_id=Foot.HOME_NUMBERS,
    )
    yield layout.context(
        f"To {days.dated(own.as_of, local_date(own.now, own.zone))}",
        words.agreement(own.version),
        "only you and the manager of sales can see these numbers",
    )


def _row(row: rows.Row) -> str:
    agreed = f" · agreed {row.agreed}" if row.agreed else ""
    verdict = f" · {row.verdict}" if row.verdict else ""
    return f"• {row.promised}: {row.now}{agreed}{verdict}"


def _rest(day: Day, items: tuple[NudgeItem, ...]) -> Iterator[AnyBlock]:
    """What is not shown, with the way to all of it."""
    nudge = day.nudge
    shown = len(items) + (min(len(day.waiting.leads), MOST_WAITING) if day.waiting else 0)
    left = max(0, sum(nudge.today.values()) - shown)
    if not nudge.all_leads:
        yield layout.section(
            "The first one comes as a private card when marketing hands it to you, within your working hours. "
            "Accept or reject it there or here; from then on this page shows what needs you and by when."
        )
        return
    if not nudge.total:
        yield layout.section(_quiet(nudge))
    whole = layout.button(f"All {nudge.total} that need you", Act.OPEN_MINE, LeadFilter.DUE)
    every = layout.button(f"All my leads ({nudge.all_leads})", Act.OPEN_MINE, LeadFilter.ALL)
    if left or nudge.put_off:
        yield layout.context(f"{left} more today" if left else None, put_off_words(nudge))
    yield layout.buttons(whole if left else every, block_id=Foot.HOME_DAY)


def _quiet(nudge: Nudge) -> str:
    return f"{words.counted(nudge.all_leads, 'lead')} on your list, none of them needs you now."


def _waiting(day: Day, reading: Reading) -> Iterator[AnyBlock]:
    found = day.waiting
    if found is None:
        return
    verb = "waits" if found.total == 1 else "wait"
    yield layout.section(f"*{words.counted(found.total, 'lead')} {verb} for your answer*")
    for one in found.leads[:MOST_WAITING]:
        also = SEEN_TOO if one.lead.id in day.told else None
        yield from waiting_pair(one, found, reading, also=also)
    more = found.total - MOST_WAITING
    if more > 0:
        yield layout.context(f"{more} more wait; they come up here as these are answered")
