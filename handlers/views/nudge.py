"""The private reminder of one rep's day: up to five leads with their buttons, the rest as counts."""

from handlers.views import days, layout, words
from handlers.views.escape import people
from handlers.views.ids import Act, Foot
from handlers.views.lead_lines import covered_sections, lead_pairs
from handlers.views.lead_words import Reading
from handlers.views.message import Message
from handlers.views.news import news_sections
from handlers.views.silent import silent_since
from sla.answers import LeadFilter
from sla.coming_back import A_DAY
from sla.digest import Nudge
from sla.leads import Urgency

MOST_ITEMS = 10
MOST_COVERED = 5
MOST_GIVEN = 5


def nudge_message(nudge: Nudge) -> Message:
    reading = Reading(now=nudge.now, zone=nudge.person.calendar.zone)
    items = nudge.items[:MOST_ITEMS]
    return Message.of(
        layout.section(_headline(nudge)),
        *lead_pairs(items, reading),
        _given(nudge),
        *news_sections(nudge.news),
        *covered_sections(nudge.covered, reading, room=MOST_COVERED),
        layout.buttons(
            layout.button(f"All my leads ({nudge.all_leads})", Act.OPEN_MINE, LeadFilter.ALL),
            block_id=Foot.NUDGE,
        ),
        layout.context(
            _rest(nudge, shown=len(items)), put_off_words(nudge), silent_words(nudge), "only you see this"
        ),
    )


def _headline(nudge: Nudge) -> str:
    name = people(nudge.person.first_name) if nudge.person.name.strip() else "you"
    counts = [(urgency, nudge.counts.get(urgency, 0)) for urgency in words.URGENT]
    total = sum(number for _, number in counts)
    if nudge.back and total:
        these = f"; these {words.counted(shown, 'lead')} today" if (shown := len(nudge.items)) < total else ""
        waited = f"{words.counted(total, 'lead')} waited while you were away, {name}{these}"
        return f"*{waited}:* {words.urgencies(counts)}."
    if not total:
        own = " of your own" if nudge.wanted else ""
        return f"*Nothing{own} is due today, {name}.*"
    asked = _urgent(nudge)
    leads = words.counted(sum(number for _, number in asked), "lead")
    return f"*{leads} today, {name}:* {words.urgencies(asked)}."


def _given(nudge: Nudge) -> layout.Text | None:
    """Leads that changed hands; their dates stay, so what is late was late before."""
    if not nudge.given:
        return None
    names = [people(name) for name in nudge.given[:MOST_GIVEN]]
    more = len(nudge.given) - len(names)
    listed = words.joined([*names, *([f"{more} more"] if more else [])])
    return layout.section(
        f"*Handed to you:* {listed}. Dates and counts stay; what was late before is not counted as yours."
    )


def _rest(nudge: Nudge, *, shown: int) -> str | None:
    """What the message has no room for, by urgency."""
    here = [item.urgency for item in nudge.items[:shown]]
    rest = [(urgency, number - here.count(urgency)) for urgency, number in _urgent(nudge)]
    left = sum(number for _, number in rest if number > 0)
    if not left:
        return None
    when = "on the next days" if nudge.back else "today"
    return f"{left} more {when} ({words.urgencies([(urgency, max(0, number)) for urgency, number in rest])})"


def silent_words(nudge: Nudge) -> str | None:
    if nudge.silent is None:
        return None
    return (
        f"{silent_since(nudge.silent, nudge.now, nudge.person.calendar.zone)}; what you did there since is not "
        "known here yet, and nothing that fell due since counts as late"
    )


def put_off_words(nudge: Nudge) -> str | None:
    """What waited while somebody was away and is spread over the days after; no due date moves with it."""
    if not nudge.put_off or nudge.put_off_until is None:
        return None
    until = days.dated(nudge.put_off_until, nudge.on)
    return f"{nudge.put_off} more suggested after your days away, {A_DAY} a day until {until}; due dates stay"


def _urgent(nudge: Nudge) -> list[tuple[Urgency, int]]:
    return [(urgency, nudge.today.get(urgency, 0)) for urgency in words.URGENT]
