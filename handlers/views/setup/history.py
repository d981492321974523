"""What a lead type's own history offers its form: a rate from lead to won, and how long its wins took."""

from collections.abc import Iterator
from fractions import Fraction

from handlers.views import layout, quantities, words
from handlers.views.contract import amounts
from handlers.views.message import AnyBlock
from handlers.views.setup import inputs
from sla.agreed import Measured
from sla.measured import Closing

USE_MEASURED, USE_CLOSING = "use.measured", "use.closing"


def rate(measured: Measured, *, usable: bool) -> Iterator[AnyBlock]:
    leads = words.counted(measured.leads, "lead")
    won = quantities.count(measured.won)
    share = f" ({quantities.percent(Fraction(measured.won, measured.leads))})" if measured.leads else ""
    yield layout.context(
        f"Your own history: {won} of {leads} of {measured.months} months were won{share}",
        "the youngest are left out, as many of them have not closed yet",
    )
    if usable:
        yield inputs.checkbox(USE_MEASURED, "Use your own history?", "Yes: one step, from lead to won")


def closing(found: Closing) -> Iterator[AnyBlock]:
    won = words.counted(found.won, "won lead")
    counts = ", ".join(quantities.count(count) for count in found.counts)
    span = f"{amounts.day(found.first)} to {amounts.day(found.last)}"
    yield layout.context(
        f"Your own history: of {won} handed over {span}, so many closed after 0, 1, 2 … months: {counts}",
        "leads that came in later are left out, as many of them have not closed yet",
    )
    yield inputs.checkbox(
        USE_CLOSING, "Use your own history for the time to close?", "Yes, in place of what stands above"
    )
