"""Stores a gathered page: leads and their stages, won and lost deals, touches, and what follows from them."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime

from intake.deal_writer import DealWriter
from intake.hubspot_api import SOURCE, Kind
from intake.hubspot_deals import foreign, lost_deals, lost_key, won_deals
from intake.hubspot_gathering import Gathered, merged_anew
from intake.hubspot_leads import gone, gone_key, lead_records, stage_changes, stage_keys
from intake.hubspot_shapes import Owner
from intake.hubspot_touches import touch_keys, touch_records
from intake.lead_writer import LeadWriter
from intake.touch_writer import TouchWriter
from intake.writer import Target
from sla.activity import StageChange
from sla.crm import Ladder, StageMap
from sla.leads import LeadId, Stored
from sla.ports import UnitOfWork
from sla.services.recount import recount
from sla.services.same_people import merged_at_source


class PageWriter:
    """Remembers the owners whom nobody in the agreement matches, the currencies that are not the agreement's, and
    whether anything was said that was not known.
    """

    def __init__(self, target: Target, stages: StageMap, owners: Mapping[str, Owner]) -> None:
        self._target = target
        self._stages = stages
        self._owners = owners
        self._origins = frozenset(word for kind in target.terms.lead_types for word in kind.origins)
        self.unmatched: dict[str, None] = {}
        self.foreign: dict[str, None] = {}
        self.changed = False

    def write(self, work: UnitOfWork, page: Gathered) -> None:
        match page.kind:
            case Kind.CONTACTS:
                self._contacts(work, page)
            case Kind.DEALS:
                self._deals(work, page)
            case _:
                self._touches(work, page)
        for further in page.further:
            self.write(work, further)

    def _contacts(self, work: UnitOfWork, page: Gathered) -> None:
        taken = tuple(
            lead_records(
                page.records,
                self._stages,
                owners=self._owners,
                companies=page.companies,
                origins=self._origins,
            )
        )
        writer = LeadWriter(self._target, reps=())
        writer.look(taken)
        writer.begin(work)
        self._note(writer.write(work, taken))
        writer.finish(work)
        self.unmatched |= dict.fromkeys(writer.unmatched_owners())
        leads = work.leads.ids_by_external(SOURCE, [one.key for one in taken])
        there = frozenset(gone_key(one.key) for one in page.records)
        may_say = stage_keys(page.records, self._stages, Ladder.LIFECYCLE) | there
        self._enter(work, stage_changes(page.records, self._stages, Ladder.LIFECYCLE, leads), may_say)
        for kept, other in merged_anew(work, page.records):
            now = self._target.now
            self._recount(work, merged_at_source(work, SOURCE, kept=kept, gone=other, now=now))

    def take_away(self, work: UnitOfWork, contacts: Mapping[str, LeadId], at: datetime) -> None:
        """These contacts are gone: the clocks of their leads stop."""
        self._enter(work, gone(contacts, at), frozenset())

    def _deals(self, work: UnitOfWork, page: Gathered) -> None:
        leads = self._leads(work, page)
        whose = {str(deal): min(found) for deal, found in leads.items() if found}
        currency = self._target.terms.currency
        taken = tuple(won_deals(page.records, whose, currency))
        writer = DealWriter(self._target)
        self._note(writer.write(work, taken))
        writer.finish(work)
        won = {one.key for one in taken}
        others = [one.key for one in page.records if one.key not in won]
        self._recount(work, work.deals.take_back(SOURCE, others, self._target.now))
        mine = [one for one in page.records if one.key in whose]
        self.foreign |= dict.fromkeys(foreign(mine, currency))
        changes = stage_changes(page.records, self._stages, Ladder.DEALS, whose)
        may_say = stage_keys(page.records, self._stages, Ladder.DEALS)
        may_say |= {lost_key(one.key) for one in page.records}
        self._enter(work, (*changes, *lost_deals(page.records, whose)), may_say)

    def _touches(self, work: UnitOfWork, page: Gathered) -> None:
        leads = self._leads(work, page)
        taken = tuple(touch_records(page.kind, page.records, leads, self._owners))
        writer = TouchWriter(self._target)
        writer.look(taken)
        writer.begin(work)
        self._note(writer.write(work, taken))
        writer.finish(work)
        may_say = {key for one in page.records for key in touch_keys(page.kind, one.id)}
        others = may_say - {one.key for one in taken}
        self._recount(work, work.touches.take_back(SOURCE, others, self._target.now))

    def _enter(self, work: UnitOfWork, changes: Iterable[StageChange], may_say: AbstractSet[str]) -> None:
        """These changes, and none of the others that the same records may have said before."""
        rows = tuple(changes)
        said = {row.external_id for row in rows}
        before = work.stages.leads_of(SOURCE, said)
        stored = work.stages.upsert(rows)
        taken_back = work.stages.take_back(SOURCE, may_say - said, self._target.now)
        moved = (*before, *(row.lead_id for row in rows)) if stored.created or stored.updated else ()
        self._recount(work, (*moved, *taken_back))

    def _note(self, stored: Stored) -> None:
        self.changed = self.changed or bool(stored.created or stored.updated)

    def _recount(self, work: UnitOfWork, leads: Iterable[LeadId]) -> None:
        changed = list(dict.fromkeys(leads))
        if changed:
            self.changed = True
            recount(work, changed, book=self._target.book, now=self._target.now)

    @staticmethod
    def _leads(work: UnitOfWork, page: Gathered) -> Mapping[int, Sequence[LeadId]]:
        """A record's contacts that are leads, by the record's id; always in the same order."""
        ids = {str(contact) for contacts in page.contacts.values() for contact in contacts}
        known = work.leads.ids_by_external(SOURCE, sorted(ids))
        return {
            record: sorted({known[str(one)] for one in contacts if str(one) in known})
            for record, contacts in page.contacts.items()
        }
