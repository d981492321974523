"""What was decided about leads that two sources have, in memory."""

from collections.abc import Mapping, MutableMapping, Sequence
from dataclasses import replace
from datetime import datetime

from sla.activity import DealRow, StageChange
from sla.leads import Lead, LeadId
from sla.same_leads import OF_THE_RECORD, Decided, Moved, Sighting
from tests.fakes.rows import Key, Rows


class FakeSameLeads:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def sightings(self, since: datetime, until: datetime) -> tuple[Sighting, ...]:
        keys = {lead_id: key for key, lead_id in self._rows.lead_keys.items()}
        known = [
            Sighting(lead=lead, source=keys[lead.id][0], person=self._rows.persons[lead.id])
            for lead in self._rows.leads.values()
            if lead.id in self._rows.persons and since <= lead.handed_off_at < until
        ]
        sources: dict[str, set[str]] = {}
        for one in known:
            sources.setdefault(one.person, set()).add(one.source)
        found = [one for one in known if len(sources[one.person]) > 1]
        return tuple(sorted(found, key=lambda one: _by_handoff(one.lead)))

    def decided(self) -> tuple[Decided, ...]:
        return tuple(
            sorted(self._rows.same_leads.values(), key=lambda one: (one.at, one.other_id), reverse=True)
        )

    def decide(self, decided: Decided) -> None:
        self._rows.same_leads[decided.kept_id, decided.other_id] = decided

    def undo(self, kept_id: LeadId, other_id: LeadId, at: datetime) -> None:  # noqa: ARG002 — the real one's name
        self._rows.same_leads.pop((kept_id, other_id), None)

    def move(self, from_id: LeadId, to_id: LeadId) -> Moved:
        rows = self._rows
        moved = Moved(
            touches=tuple(one.id for one in rows.touches.values() if one.row.lead_id == from_id),
            deals=tuple(place for place, row in enumerate(rows.deals.values()) if row.lead_id == from_id),
            stages=tuple(
                place
                for place, row in enumerate(rows.stage_changes.values())
                if row.lead_id == from_id and row.stage not in OF_THE_RECORD
            ),
            answers=tuple(one.id for one in rows.answers.values() if one.row.lead_id == from_id),
        )
        self.move_back(moved, to_id)
        return moved

    def move_back(self, moved: Moved, to_id: LeadId) -> None:
        rows = self._rows
        for touch in [one for one in rows.touches.values() if one.id in moved.touches]:
            rows.touches[touch.id] = replace(touch, row=replace(touch.row, lead_id=to_id))
        for answer in [one for one in rows.answers.values() if one.id in moved.answers]:
            rows.answers[answer.id] = replace(answer, row=replace(answer.row, lead_id=to_id))
        _put(rows.deals, moved.deals, to_id)
        _put(rows.stage_changes, moved.stages, to_id)

    def stands_for(self, lead_ids: Sequence[LeadId]) -> Mapping[LeadId, LeadId]:
        return stands_for(self._rows, lead_ids)


def stands_for(rows: Rows, lead_ids: Sequence[LeadId]) -> Mapping[LeadId, LeadId]:
    kept = {one.other_id: one.kept_id for one in rows.same_leads.values() if one.same}
    found = {}
    for lead_id in lead_ids:
        at = lead_id
        while at in kept:
            at = found[lead_id] = kept[at]
    return found


def _by_handoff(lead: Lead) -> tuple[datetime, LeadId]:
    return lead.handed_off_at, lead.id


def _put(
    table: MutableMapping[Key, DealRow] | MutableMapping[Key, StageChange],
    places: Sequence[int],
    lead_id: LeadId,
) -> None:
    """Deals and stages have no ids here: their place in the table is one."""
    for place, (key, row) in enumerate(list(table.items())):
        if place in places:
            table[key] = replace(row, lead_id=lead_id)  # type: ignore[assignment] # one of the two tables
