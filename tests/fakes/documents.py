"""Agreements without a language: a text is only a name for the terms that it stands for."""

from dataclasses import replace
from hashlib import sha256
from itertools import count

from sla.agreement import Tables
from sla.calendar import WorkingCalendar, WorkingWeek
from sla.documents import Fault, Written
from sla.people import Named, Person
from sla.terms import Terms

TEXT = "text"
"""The only key of the tables: the name of the text."""


class FakeDocuments:
    """Every text is whole. People have the calendars that they were given here."""

    def __init__(self) -> None:
        self._numbers = count(1)
        self._known: dict[str, Terms] = {}
        self._people: dict[str, Person] = {}

    def write(self, terms: Terms) -> Written:
        """A new text that stands for these terms; their people are known from here on."""
        body = f"text {next(self._numbers)}"
        self._known[body] = terms
        self._people |= {person.email: person for person in terms.people}
        return self.read({TEXT: body})

    def read(self, tables: Tables) -> Written:
        body = str(tables[TEXT])
        return Written(body=body, sha256=sha256(body.encode()).hexdigest(), terms=self.terms(body))

    def faults(self, tables: Tables) -> tuple[Fault, ...]:
        return () if tables.get(TEXT) in self._known else (Fault(field=TEXT, sentence="Unknown."),)

    def terms(self, body: str) -> Terms:
        return replace(self._known[body], version=0, people=())

    def tables(self, body: str) -> Tables:
        return {TEXT: body}

    def person(self, named: Named, terms: Terms | None) -> Person:
        """With today's name and seat; without the team's hours before anything is agreed."""
        known = self._people.get(named.email)
        team = terms.calendar if terms else WorkingCalendar(zone="UTC", week=WorkingWeek.monday_to_friday())
        return Person(
            email=named.email,
            name=named.name,
            side=named.side,
            role=named.role,
            calendar=known.calendar if known else team,
            streams=named.streams,
        )
