"""How far the demand of a large plan is from its bare arithmetic: 12 streams × 6 lead types × 12 months.

make bench
"""

from fractions import Fraction
from itertools import pairwise
from math import ceil

from benchmarks.rates import paired, report
from sla.funnel import Funnel
from sla.mix import ShareOf
from sla.money import Money, split_evenly
from sla.rates import Rate
from sla.services.demand_answer import Numbers
from sla.targets import plan_of
from sla.terms import LeadType, Period, Quota, Stream

STREAMS, TYPES, MONTHS = 12, 6, 12
REPEATED = 20
"""Times that each is done in a run, as once takes too short to be told from noise."""
QUOTA, AOV = 600_000_000, 200_000  # minor units


def rate(stream: int, number: int, step: int) -> tuple[int, int]:
    return 20 + 3 * step + number, 90 + 7 * stream + step


def plan() -> Numbers:
    def kind(stream: int, number: int) -> LeadType:
        rates = tuple(
            Rate(converted=won, entered=of) for won, of in (rate(stream, number, step) for step in range(3))
        )
        return LeadType(
            key=f"{stream}.{number}",
            name=f"Type {number}",
            origins=frozenset(),
            funnel=Funnel(rates=rates, aov=Money(minor=AOV, currency="USD")),
            share=Fraction(1, TYPES),
            stream=str(stream),
        )

    return Numbers(
        quota=Quota(amount=Money(minor=QUOTA, currency="USD"), period=Period.YEAR),
        share_of=ShareOf.REVENUE,
        streams=tuple(
            Stream(key=str(n), name=str(n), share=Fraction(1, STREAMS), needs_leads=True, margin=None)
            for n in range(STREAMS)
        ),
        lead_types=tuple(kind(stream, number) for stream in range(STREAMS) for number in range(TYPES)),
    )


def by_rule(numbers: Numbers) -> list[tuple[int, ...]]:
    """The leads of every lead type by month, with their values on the way."""
    return [split_evenly(part.leads, MONTHS) for part in plan_of(numbers).types]


def bare() -> list[tuple[int, ...]]:
    """The same numbers in plain integers: no names, no values, no checks."""
    found = []
    for stream in range(STREAMS):
        for number in range(TYPES):
            needed = -(-QUOTA // (STREAMS * AOV))
            for step in (2, 1, 0):
                won, of = rate(stream, number, step)
                needed = -(-needed * of // won)
            leads = ceil(Fraction(needed, TYPES))
            marks = [(2 * leads * upto + MONTHS) // (2 * MONTHS) for upto in range(MONTHS + 1)]
            found.append(tuple(after - before for before, after in pairwise(marks)))
    return found


def main() -> None:
    numbers = plan()
    assert by_rule(numbers) == bare()
    real, floor = paired(
        lambda: [by_rule(numbers) for _ in range(REPEATED)] and None,
        lambda: [bare() for _ in range(REPEATED)] and None,
    )
    once = [[seconds / REPEATED for seconds in runs] for runs in (real, floor)]
    report("demand of 864 cells", *once)


if __name__ == "__main__":
    main()
