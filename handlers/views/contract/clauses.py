"""The whole contract: every term of the agreement as a clause, a default like any other term."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain

from handlers.views.contract.clause import Clause
from handlers.views.contract.marketing import marketing, qualified
from handlers.views.contract.purpose import purpose, quota, validity
from handlers.views.contract.routine import change, measured, messages, other_promises, working_times
from handlers.views.contract.sales import handing_over, late, sales
from sla.terms import Terms

_CHAPTERS = (
    purpose,
    validity,
    quota,
    marketing,
    qualified,
    handing_over,
    sales,
    late,
    measured,
    working_times,
    messages,
    other_promises,
    change,
)


def clauses(terms: Terms) -> tuple[Clause, ...]:
    """All of them in the order of the contract, each under a key of its own."""
    return tuple(_numbered(chain.from_iterable(chapter(terms) for chapter in _CHAPTERS)))


def _numbered(found: Iterable[Clause]) -> Iterator[Clause]:
    """Two criteria of one name are two clauses."""
    seen: Counter[str] = Counter()
    for clause in found:
        seen[clause.key] += 1
        again = seen[clause.key] > 1
        yield replace(clause, key=f"{clause.key}#{seen[clause.key]}") if again else clause
