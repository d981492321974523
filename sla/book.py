"""The versions of the agreement that bind or will bind, and which of them judges what."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sla.errors import NotFound
from sla.people import Person
from sla.terms import Terms

NOTHING_AGREED = "There is no agreement yet. `/sla setup` leads to one, step by step."
_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Reign:
    """The local days, both included, on which one version was in force."""

    terms: Terms
    first: date
    last: date


@dataclass(frozen=True, kw_only=True, slots=True)
class Book:
    """`versions` by the day each takes effect, unsigned version 0 included.

    `people` are today's everywhere, in each version with the hours that its team's calendar lends them.
    """

    versions: tuple[Terms, ...]
    people: tuple[Person, ...]

    @property
    def begun(self) -> bool:
        """Whether anything was ever agreed."""
        return bool(self.versions)

    @property
    def begins_at(self) -> datetime:
        """When the first version takes effect; NotFound where nothing was agreed."""
        return self.first.begins_at

    @property
    def first(self) -> Terms:
        if not self.versions:
            raise NotFound(NOTHING_AGREED)
        return self.versions[0]

    def at(self, moment: datetime) -> Terms:
        """The version in force; before the first takes effect that one. NotFound where nothing was agreed."""
        return self.handed_off(moment) or self.first

    def handed_off(self, moment: datetime) -> Terms | None:
        """The version that judges a lead handed off at `moment`; None where it is listed only (MATHS D16)."""
        found = None
        for terms in self.versions:
            if terms.begins_at <= moment:
                found = terms
        return found

    def version(self, number: int | None) -> Terms:
        """A lead's own version; the first for a lead that is listed only."""
        return next((terms for terms in self.versions if terms.version == number), self.first)

    def person(self, email: str) -> Person | None:
        wanted = email.casefold()
        return next((person for person in self.people if person.email == wanted), None)

    def reigns(self, first: date, last: date) -> tuple[Reign, ...]:
        """Which version was in force on which of these local days; days before the first are nobody's."""
        ends = [*(after.effective_on - _DAY for after in self.versions[1:]), last]
        spans = (
            Reign(terms=terms, first=max(first, terms.effective_on), last=min(last, end))
            for terms, end in zip(self.versions, ends, strict=False)  # no versions, and an end to spare
        )
        return tuple(span for span in spans if span.first <= span.last)
