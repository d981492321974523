"""Takes a funnel's file into the draft of the next version; what was agreed stays as it is."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from sla.agreement import Json, State, Tables, Version
from sla.errors import NotFound
from sla.parts import FUNNEL
from sla.ports import UnitOfWork
from sla.services.desk import Desk
from sla.services.starting import Loaded

_TEAM = "team"


class FunnelDraft:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def currency(self) -> str | None:
        """Of the amounts so far; None where nothing was written yet."""
        with self._desk.look() as work:
            team = self._tables(work).get(_TEAM)
        found = team.get("currency") if isinstance(team, Mapping) else None
        return found if isinstance(found, str) else None

    def load(self, funnel: Tables, now: datetime) -> Loaded:
        """The funnel takes the place of the draft's, or of what stands in a new draft; all else stays."""
        with self._desk.open() as work:
            tables = self._tables(work)
            merged: dict[str, Json] = {name: held for name, held in tables.items() if name not in FUNNEL}
            merged |= {**funnel, _TEAM: _both(tables.get(_TEAM), funnel.get(_TEAM))}
            if merged == dict(tables):
                return Loaded.UNCHANGED
            work.agreements.save_draft(merged, by=None, at=now)
            work.commit()
        return Loaded.DRAFT

    def agreed(self, number: int | None) -> Version:
        """The newest version that binds, or the one of this number; NotFound where there is none."""
        with self._desk.look() as work:
            versions = work.agreements.all()
        if number is not None:
            versions = tuple(one for one in versions if one.number == number)
        elif versions:
            versions = tuple(one for one in versions if one.binds)
        if not versions:
            raise NotFound(
                "There is no agreement to export yet."
                if number is None
                else f"There is no version {number}; `/sla agreement history` in Slack lists them all."
            )
        return versions[-1]

    def _tables(self, work: UnitOfWork) -> Tables:
        """The draft, else the open proposal, else what is in force."""
        draft = work.agreements.draft()
        if draft is not None:
            return draft.tables
        versions = work.agreements.all()
        stands = [one for one in versions if one.binds] + [
            one for one in versions if one.state is State.PROPOSED
        ]
        return self._desk.shelf.documents.tables(stands[-1].body) if stands else {}


def begins(now: datetime) -> date:
    """The first day that a draft of today may take effect on."""
    return now.date() + timedelta(days=1)


def _both(old: Json, new: Json) -> Json:
    return {**(old if isinstance(old, Mapping) else {}), **(new if isinstance(new, Mapping) else {})}
