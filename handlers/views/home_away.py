"""Days away on the Home tab: the reader's own switch, and for a manager who of their side is away."""

from collections.abc import Sequence

from handlers.views import layout
from handlers.views.away import span
from handlers.views.escape import people
from handlers.views.ids import Act, Foot
from handlers.views.lead_words import Reading
from sla.away import AwayPeriod
from sla.home import AwayColleague, Switch

MOST_COLLEAGUES = 20


def switch_section(switch: Switch | None, reading: Reading) -> layout.Text:
    if switch is not None and switch.now is not None:
        period = switch.now
        return layout.section(
            f"*You are away {until(period, reading)}.*",
            "No reminders meanwhile; due dates stay, and what falls due now is not counted as yours.",
            block_id=Foot.HOME_AWAY,
            accessory=layout.button(
                "I’m back", Act.CANCEL_AWAY, str(period.id), label="I’m back, end my days away"
            ),
        )
    coming = switch.coming if switch is not None else None
    planned = f"{span(coming, reading.today)}; {_covers(coming)}" if coming else "none planned"
    return layout.section(
        f"*Days away:* {planned}.",
        block_id=Foot.HOME_AWAY,
        accessory=layout.button("I’m away …", Act.OPEN_AWAY, "away", label="I’m away, plan days away"),
    )


def away_line(away: Sequence[AwayColleague], reading: Reading) -> layout.Text:
    """In the words that each of them reads on their own Home."""
    shown = [f"• {people(one.name)} is away {until(one.period, reading)}." for one in away[:MOST_COLLEAGUES]]
    more = len(away) - len(shown)
    return layout.section("*Away now*", *shown, *([f"… and {more} more"] if more else []))


def until(period: AwayPeriod, reading: Reading) -> str:
    """Like "until Fri 28 Nov; Lee Park covers"."""
    last = "today" if period.last == reading.today else f"until {reading.dated(period.last)}"
    return f"{last}; {_covers(period)}"


def _covers(period: AwayPeriod) -> str:
    return f"{people(period.stand_in)} covers" if period.stand_in else "nobody covers"
