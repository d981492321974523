"""Stores a gathered page: leads and their stages, won and lost deals, touches, and what follows from them."""

from collections.abc import Iterable, Mapping, Sequence

from intake.deal_writer import DealWriter
from intake.hubspot_api import SOURCE, Kind
from intake.hubspot_deals import foreign, lost_deals, won_deals
from intake.hubspot_gathering import Gathered
from intake.hubspot_leads import lead_records, stage_changes
from intake.hubspot_shapes import Owner
from intake.hubspot_touches import touch_records
from intake.lead_writer import LeadWriter
from intake.touch_writer import TouchWriter
from intake.writer import Target
from sla.activity import StageChange
from sla.crm import Ladder, StageMap
from sla.leads import LeadId
from sla.ports import UnitOfWork
from sla.services.recount import recount

Leads = Mapping[int, Sequence[tuple[str, LeadId]]]
"""A record's contacts that are leads, by the record's id."""


class PageWriter:
    """Remembers the owners whom nobody in the agreement matches, and the currencies that are not the agreement's."""

    def __init__(self, target: Target, stages: StageMap, owners: Mapping[str, Owner]) -> None:
        self._target = target
        self._stages = stages
        self._owners = owners
        self._origins = frozenset(word for kind in target.terms.lead_types for word in kind.origins)
        self.unmatched: dict[str, None] = {}
        self.foreign: dict[str, None] = {}

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
        writer.write(work, taken)
        writer.finish(work)
        self.unmatched |= dict.fromkeys(writer.unmatched_owners())
        known = work.leads.ids_by_external(SOURCE, [one.key for one in taken])
        leads = {key: (lead,) for key, lead in known.items()}
        self._enter(work, stage_changes(page.records, self._stages, Ladder.LIFECYCLE, leads))

    def _deals(self, work: UnitOfWork, page: Gathered) -> None:
        leads = self._leads(work, page)
        whose = {str(deal): min(lead for _, lead in found) for deal, found in leads.items() if found}
        currency = self._target.terms.currency
        taken = tuple(won_deals(page.records, whose, currency))
        writer = DealWriter(self._target)
        writer.write(work, taken)
        writer.finish(work)
        mine = [one for one in page.records if one.key in whose]
        self.foreign |= dict.fromkeys(foreign(mine, currency))
        each = {deal: (lead,) for deal, lead in whose.items()}
        changes = stage_changes(page.records, self._stages, Ladder.DEALS, each)
        self._enter(work, (*changes, *lost_deals(page.records, whose)))

    def _touches(self, work: UnitOfWork, page: Gathered) -> None:
        leads = self._leads(work, page)
        taken = tuple(touch_records(page.kind, page.records, leads, self._owners))
        writer = TouchWriter(self._target)
        writer.look(taken)
        writer.begin(work)
        writer.write(work, taken)
        writer.finish(work)

    def _enter(self, work: UnitOfWork, changes: Iterable[StageChange]) -> None:
        rows = tuple(changes)
        before = work.stages.leads_of(SOURCE, [row.external_id for row in rows])
        stored = work.stages.upsert(rows)
        if stored.created or stored.updated:
            ids = list(dict.fromkeys((*before, *(row.lead_id for row in rows))))
            recount(work, ids, book=self._target.book, now=self._target.now)

    @staticmethod
    def _leads(work: UnitOfWork, page: Gathered) -> Leads:
        """In the order in which HubSpot has them."""
        ids = {str(contact) for contacts in page.contacts.values() for contact in contacts}
        known = work.leads.ids_by_external(SOURCE, sorted(ids))
        return {
            record: [(str(one), known[str(one)]) for one in contacts if str(one) in known]
            for record, contacts in page.contacts.items()
        }
