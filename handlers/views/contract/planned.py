"""What only the plan goes by, where it is agreed: the season, what is open already, how long leads take to close."""

from calendar import month_abbr
from collections.abc import Iterator

from handlers.views import words
from handlers.views.contract import amounts
from handlers.views.contract.clause import Clause, Part
from sla.lag import Lag
from sla.terms import EVEN, OpenBusiness, Terms


def planned(terms: Terms) -> Iterator[Clause]:
    """Of the quota as a whole."""
    season = terms.quota.season
    if season != EVEN:
        weights = (f"{month_abbr[number]} {weight}" for number, weight in enumerate(season, start=1))
        yield Clause(
            part=Part.QUOTA,
            key="season",
            label=f"Over the months of a {terms.quota.period}",
            value=f"in proportion: {', '.join(weights)}",
        )
    for number, one in enumerate(terms.open_business, start=1):
        yield Clause(part=Part.QUOTA, key=f"open.{number}", label="Open already", value=_open(one, terms))


def time_to_close(lag: Lag) -> str:
    """Like "3 months", or "10% in the same month, 60% after 1 month, 30% after 4"."""
    if not lag.spread:
        return months(lag.months) if lag.months else "in the month they come in"
    told = [(number, amounts.share(share)) for number, share in enumerate(lag.shares) if share]
    return ", ".join(
        f"{share} {'in the same month' if not number else f'after {months(number)}'}"
        for number, share in told
    )


def months(number: int) -> str:
    return words.counted(number, "month")


def _open(one: OpenBusiness, terms: Terms) -> str:
    name = next((stream.name for stream in terms.streams if stream.key == one.stream), one.stream)
    of = f" of {name}" if len(terms.streams) > 1 else ""
    return f"{amounts.money(one.value, terms)}{of}, expected to be won on {amounts.day(one.closes_on)}"
