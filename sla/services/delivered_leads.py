"""What marketing has delivered in any span of the agreement, read from the store once (MATHS D13)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from sla.book import Book
from sla.delivered import Uncounted, uncounted
from sla.ports import UnitOfWork
from sla.targets import Month, Targets, known_type
from sla.terms import Terms


@dataclass(frozen=True, kw_only=True, slots=True)
class Delivered:
    """By the shown lead types: leads, and what they are worth, in major units, at the price of their handoff."""

    leads: Mapping[str, int]
    values: Mapping[str, Fraction]

    @property
    def all_leads(self) -> int:
        return sum(self.leads.values())

    @property
    def value(self) -> Fraction:
        return sum(self.values.values(), start=Fraction(0))


class DeliveredLeads:
    """Two queries, however many months; spans end at months, at versions, at any of `cuts` or now."""

    def __init__(
        self,
        book: Book,
        shown: Terms,
        work: UnitOfWork,
        targets: Targets,
        *,
        cuts: Collection[datetime],
        now: datetime,
    ) -> None:
        self._book, self._shown, self._targets, self._now = book, shown, targets, now
        edges = _edges(book, shown, cuts, now)
        self._spans = tuple(
            zip(edges, edges[1:], work.leads.delivered_each(edges) if edges else (), strict=False)
        )
        self._doubted = work.leads.in_doubt(edges[0], now) if edges else ()
        self._uncounted = self._without(now)

    def between(self, start: datetime, end: datetime, *, known_at: datetime | None = None) -> Delivered:
        """As it is known now, or was known at a moment: a later rejection had not taken anything out then."""
        leads = {kind.key: 0 for kind in self._shown.lead_types}
        values = {kind.key: Fraction(0) for kind in self._shown.lead_types}

        def add(lead_type: str, number: int, handed_off_at: datetime) -> None:
            key = known_type(self._shown, lead_type).key
            leads[key] += number
            values[key] += number * self._targets.lead_value(self._book.at(handed_off_at), lead_type)

        for since, until, counts in self._spans:
            if start <= since and until <= end:
                for lead_type, number in counts.items():
                    add(lead_type, number, since)
        for one in self.uncounted(start, end, known_at=known_at):
            add(one.handover.lead_type, -1, one.handover.handed_off_at)
        return Delivered(leads=leads, values=values)

    def uncounted(
        self, start: datetime, end: datetime, *, known_at: datetime | None = None
    ) -> tuple[Uncounted, ...]:
        """The leads handed over in the span that are not among the delivered."""
        found = self._uncounted if known_at is None else self._without(known_at)
        return tuple(one for one in found if start <= one.handover.handed_off_at < end)

    def _without(self, moment: datetime) -> tuple[Uncounted, ...]:
        return uncounted(self._doubted, moment, self._shown.calendar.zone)


def _edges(book: Book, shown: Terms, cuts: Collection[datetime], now: datetime) -> list[datetime]:
    """From the agreement's beginning to now; none before it."""
    begins = book.begins_at
    if now <= begins:
        return []
    inner = {*cuts, *(terms.begins_at for terms in book.versions)}
    month = Month.of(book.first.effective_on).next()
    while month.starts_at(shown.calendar) < now:
        inner.add(month.starts_at(shown.calendar))
        month = month.next()
    return [begins, *sorted(moment for moment in inner if begins < moment < now), now]
