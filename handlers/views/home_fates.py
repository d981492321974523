"""Marketing's Home: the pace of the month in one line, what became of its leads, and what it can still contest."""

from collections.abc import Iterator

from handlers.views import days, layout, sides, words
from handlers.views.escape import people
from handlers.views.ids import Act, Foot
from handlers.views.lead_lines import LeadPair, lead_button, pair_of
from handlers.views.lead_words import Reading, lead_name
from handlers.views.message import AnyBlock
from handlers.views.rejected_lines import said_lines
from handlers.views.situation import FIRST_STEPS, Situation
from sla.home import Fate, Fates, Home, Rejected

MOST_TYPES = 20
MOST_REASONS = 5
_NAME = 40


def fates_blocks(home: Home, fates: Fates, reading: Reading) -> Iterator[AnyBlock]:
    if home.board is not None and Situation(board=home.board).fresh:
        yield layout.section(FIRST_STEPS, "Or hand over the first one here.")
    else:
        if home.board is not None:
            yield layout.section(" · ".join(sides.marketing_lines(home.board)))
        yield layout.section(*_became(fates, reading))
        if fates.types:
            won = any(one.won for one in fates.types)
            yield layout.context(
                "taken up: accepted, tried or closed by sales", "won ones are among them" if won else None
            )
    yield layout.buttons(
        layout.button("Hand off a lead", Act.OPEN_HANDOFF, "handoff", primary=True),
        layout.button("Full board", Act.OPEN_BOARD, "team"),
        layout.button("Leads needed", Act.OPEN_DEMAND, "demand"),
        layout.button("How is this counted?", Act.OPEN_WHY, "team"),
        block_id=Foot.HOME_BOARD,
    )
    yield from _contestable(fates, reading)
    if fates.given_back:
        yield layout.section(*_given_back(fates))


def _given_back(fates: Fates) -> tuple[str, str]:
    """Leads that are marketing's to nurture again."""
    came = f"*{words.counted(fates.given_back_total, 'lead')} given back this month*"
    more = fates.given_back_total - len(fates.given_back)
    names = [lead_name(one) for one in fates.given_back] + ([f"{more} more"] if more else [])
    return f"{came} after the whole cadence, to be nurtured", words.joined(names)


def _became(fates: Fates, reading: Reading) -> tuple[str, ...]:
    month = days.month(reading.today)
    if not fates.types:
        return (f"*No leads handed over in {month} yet.* Each one appears here with what sales says to it.",)
    total = sum(one.handed_over for one in fates.types)
    more = len(fates.types) - MOST_TYPES
    return (
        f"*{words.counted(total, 'lead')} handed over in {month} so far, today included*",
        *(_fate(one) for one in fates.types[:MOST_TYPES]),
        *([f"… and {words.counted(more, 'more lead type')}"] if more > 0 else []),
        *_reasons(fates),
    )


def _fate(one: Fate) -> str:
    """The three counts add up; what was contested and won is among them."""
    contested = f" ({one.contested} contested)" if one.contested else ""
    parts = [
        f"{one.taken_up} taken up" if one.taken_up else "",
        f"{one.waiting} waiting" if one.waiting else "",
        f"{one.rejected} rejected{contested}" if one.rejected else "",
    ]
    won = f" · {one.won} won" if one.won else ""
    return f"• {people(one.type_name, _NAME)} · {one.handed_over}: {', '.join(filter(None, parts))}{won}"


def _reasons(fates: Fates) -> tuple[str, ...]:
    if not fates.reasons:
        return ()
    shown = [f"{people(reason, _NAME)} {number}" for reason, number in fates.reasons[:MOST_REASONS]]
    rest = sum(number for _, number in fates.reasons[MOST_REASONS:])
    return (f"Rejected for: {', '.join([*shown, *([f'others {rest}'] if rest else [])])}",)


def _contestable(fates: Fates, reading: Reading) -> Iterator[AnyBlock]:
    if not fates.open:
        return
    yield layout.section(f"*{words.counted(fates.open_total, 'rejection')} you can contest*")
    for one in fates.open:
        yield from _pair(one, reading)
    if fates.open_total > len(fates.open):
        yield layout.context(f"{fates.open_total - len(fates.open)} more; the first to lapse are shown")


def _pair(one: Rejected, reading: Reading) -> LeadPair:
    until = reading.until(one.lead.taken_out_at) if one.lead.taken_out_at else "it is decided"
    lines = (
        f"*Rejected: {lead_name(one.lead)}* · {people(one.type_name, _NAME)}",
        *said_lines(one),
        f"You can contest it until *{until}*; after that it leaves the leads delivered.",
    )
    return pair_of(
        one.lead,
        lines,
        (lead_button("Contest…", Act.CONTEST, one.lead), lead_button("Agree", Act.AGREE, one.lead)),
    )
