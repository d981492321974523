"""The plan's months: as a table, as a chart of the same numbers, and as words."""

from collections.abc import Mapping
from operator import attrgetter

from handlers.views import days, layout, quantities
from handlers.views.charts import MOST_CATEGORIES, bar_chart
from handlers.views.escape import plain
from sla.planned import Plan, PlanAnswer
from sla.targets import Month

MOST_TYPES = 4
"""Lead types beyond this are not columns of their own; the table has them in its total."""
_NAME = 20


def table(answer: PlanAnswer) -> dict[str, object]:
    """A row for each month that leads are to come in, and their total."""
    plan = answer.plan
    risen = plan.improved != plan.needed
    types = plan.types if 1 < len(plan.types) <= MOST_TYPES else ()
    head = ("Come in", "To close", *(plain(part.kind.name, _NAME) for part in types), "Leads")
    rows = [_row(month, answer, risen=risen) for month in plan.created]
    totals = (*(part.needed for part in types), plan.needed, *([plan.improved] if risen else []))
    last = ("Together", "", *(quantities.count(one, answer.locale) for one in totals))
    return layout.table(
        [(*head, *(["If rates rise"] if risen else [])), *rows, last],
        ("left", "left", *("right",) * len(totals)),
    )


def chart(answer: PlanAnswer) -> Mapping[str, object] | None:
    """None where the months are too many for one; the table has them all."""
    plan = answer.plan
    if len(plan.created) > MOST_CATEGORIES:
        return None
    needed, improved = by_month(plan), by_month(plan, "improved")
    series = {"As rates are": [needed[month] for month in plan.created]}
    if plan.improved != plan.needed:
        series["If rates rise"] = [improved[month] for month in plan.created]
    return bar_chart(
        "Leads by the month they are to come in",
        [f"{month.number:02}/{month.year % 100:02}" for month in plan.created],
        series,
    )


def by_month(plan: Plan, what: str = "needed") -> Mapping[Month, int]:
    """Leads by the month they are to come in, months without any as well."""
    found = dict.fromkeys(plan.created, 0)
    count = attrgetter(what)
    for part in plan.types:
        for cell in part.cells:
            found[cell.created] += count(cell)
    return found


def _row(month: Month, answer: PlanAnswer, *, risen: bool) -> tuple[str, ...]:
    plan = answer.plan
    own = [[cell for cell in part.cells if cell.created == month] for part in plan.types]
    counts = [sum(cell.needed for cell in cells) for cells in own]
    closing = sorted({cell.closes for cells in own for cell in cells}, key=attrgetter("first"))
    numbers = [*(counts if 1 < len(counts) <= MOST_TYPES else []), sum(counts)]
    if risen:
        numbers.append(sum(cell.improved for cells in own for cell in cells))
    return short(month), _span(closing), *(quantities.count(one, answer.locale) for one in numbers)


def _span(closing: list[Month]) -> str:
    return " – ".join(short(one) for one in dict.fromkeys((*closing[:1], *closing[-1:])))


def short(month: Month) -> str:
    """Like "Oct 2025"."""
    return f"{days.month(month.first)[:3]} {month.year}"


def month_words(month: Month) -> str:
    """Like "October 2025"."""
    return f"{days.month(month.first)} {month.year}"


def span_words(first: Month, last: Month) -> str:
    """Like "January to December 2026"; with both years where they differ."""
    if first == last:
        return month_words(first)
    begin = days.month(first.first) if first.year == last.year else month_words(first)
    return f"{begin} to {month_words(last)}"
