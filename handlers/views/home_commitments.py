"""What the reader took on at stand-ups, on their own Home: done, open until an hour, or still open after it."""

from collections.abc import Iterator

from handlers.views import days, layout, words
from handlers.views.ids import Act
from handlers.views.lead_words import Reading
from handlers.views.message import AnyBlock
from handlers.views.take_values import take_value
from handlers.views.taking import about_words
from sla.calendar import local_date
from sla.home import OwnCommitment

MOST = 6
NOBODY_ELSE = "Done or not is read from the facts; in the channel it says which side, never your name"


def commitment_blocks(found: tuple[OwnCommitment, ...], reading: Reading) -> Iterator[AnyBlock]:
    if not found:
        return
    yield layout.section("*What you took on at stand-ups*")
    for place, one in enumerate(found[:MOST], start=1):
        yield layout.section(_line(one, reading), accessory=_button(place, one))
    more = len(found) - MOST
    yield layout.context(f"{words.counted(more, 'older one')} not listed" if more > 0 else None, NOBODY_ELSE)


def _line(one: OwnCommitment, reading: Reading) -> str:
    return f"• {words.capital(about_words(one.about, one.leads))}: {_state(one, reading)}"


def _state(one: OwnCommitment, reading: Reading) -> str:
    day = days.on(local_date(one.until, reading.zone), reading.today)
    return f"{_became(one, reading)} · until {days.clock(one.until, reading.zone)} {day}"


def _became(one: OwnCommitment, reading: Reading) -> str:
    if one.left == 0:
        return "done"
    if one.left is None:
        return "no verdict yet this month"
    some = f"{one.leads - one.left} done, {one.left} " if 0 < one.left < one.leads else ""
    return f"{some}still open" if reading.now >= one.until else f"{some}open"


def _button(place: int, one: OwnCommitment) -> layout.Element | None:
    """Only today's: its hour can be changed, and it can be given back."""
    if not one.today:
        return None
    return layout.button(
        "Change or give back",
        Act.TAKE_ELSEWHERE,
        take_value(one.on, one.about),
        label=f"Change or give back {place}, {one.about.kind}",
    )
