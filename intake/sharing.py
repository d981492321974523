"""Who gets which lead, where the file names no owner: evenly, in order of handoff, and the same every time."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sla.book import Book
from sla.errors import BadInput
from sla.people import Person
from sla.ports import UnitOfWork

_BATCH = 1000


@dataclass(frozen=True, kw_only=True, slots=True, order=True)
class Ownerless:
    """A row without an owner, in the order in which leads are shared out."""

    handed_off_at: datetime
    key: str


def reps_named(emails: Sequence[str], book: Book) -> tuple[Person, ...]:
    """The reps that --owner names; BadInput for an address that is no rep's."""
    reps = {rep.email: rep for rep in book.people if rep.carries_leads}
    for email in emails:
        if email.strip().casefold() not in reps:
            raise BadInput(
                f"{email} is not a rep in the agreement; its reps are {', '.join(reps)}.", field="--owner"
            )
    return tuple(reps[email] for email in dict.fromkeys(email.strip().casefold() for email in emails))


def share_out(
    rows: Iterable[Ownerless], reps: Sequence[Person], *, work: UnitOfWork, source: str
) -> Mapping[str, Person]:
    """The rep of each key; leads that have an owner in the store keep theirs and are left out.

    It goes on with the rep after the last one of earlier imports, so that small files come out even too.
    """
    if not reps:
        return {}
    ordered = sorted(rows)
    owned = _owned(work, source, [row.key for row in ordered])
    start = work.leads.count()
    free = (row.key for row in ordered if row.key not in owned)
    return {key: reps[(start + n) % len(reps)] for n, key in enumerate(free)}


def _owned(work: UnitOfWork, source: str, keys: Sequence[str]) -> set[str]:
    known = work.leads.ids_by_external(source, keys)
    ids = list(known.values())
    owned: set[str] = set()
    for at in range(0, len(ids), _BATCH):
        leads = (history.lead for history in work.leads.histories(ids[at : at + _BATCH]))
        owned.update(lead.external_id for lead in leads if lead.owner_id is not None)
    return owned
