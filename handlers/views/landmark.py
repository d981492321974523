"""Follow-ups against outcomes, in words that claim no more than the figures: associated with, never raises."""

from fractions import Fraction

from handlers.views import quantities, words
from handlers.views.escape import people
from sla.landmark import Group, Landmark
from sla.verdict import FEWEST

MOST_TYPES = 12


def landmark_lines(found: Landmark, locale: str) -> tuple[str, ...]:
    day, need = found.checkpoint.day, found.checkpoint.need
    return (
        f"*Follow-ups and wins* leads still open on day {day}, won by day {found.until}; shown, not judged",
        *(
            f"• {people(one.name, 40)}: {_won(one.kept, locale)} with {need} or more follow-ups by day {day}, "
            f"{_won(one.short, locale)} with fewer"
            for one in found.strata[:MOST_TYPES]
        ),
        _difference(found),
    )


def _difference(found: Landmark) -> str:
    if found.low is None or found.high is None:
        return f"Under {FEWEST} leads on either side: too few to compare."
    low, high = (round(bound * 100) for bound in (found.low, found.high))
    kept = f"Within a lead type, {found.checkpoint.need} or more is associated with"
    return (
        f"{kept} {_points(low, high)} wins in 100 leads (90 % range). "
        "Leads that are called more often differ in other ways too, so this does not show that calls cause wins."
    )


def _points(low: int, high: int) -> str:
    if low >= 0:
        return f"{low} to {high} more"
    if high <= 0:
        return f"{-high} to {-low} fewer"
    return f"between {-low} fewer and {high} more"


def _won(group: Group, locale: str) -> str:
    if not group.leads:
        return "none"
    of = f"{quantities.count(group.won, locale)} of {words.counted(group.leads, 'lead', locale=locale)}"
    if group.leads < FEWEST:
        return of
    return f"{of} ({quantities.percent(Fraction(group.won, group.leads), locale=locale)})"
