"""What was deleted in HubSpot, looked through once a day: searches never show it."""

from intake.hubspot_api import ACTIVITIES, SOURCE, Kind
from intake.hubspot_client import HubSpotClient
from intake.hubspot_cursor import Cursor, Tidying
from intake.hubspot_deals import lost_key
from intake.hubspot_leads import stage_keys
from intake.hubspot_shapes import RecordPage
from intake.hubspot_touches import touch_keys
from intake.hubspot_writing import PageWriter
from intake.writer import Target
from sla.crm import Ladder, StageMap
from sla.leads import LeadId
from sla.ports import UnitOfWork
from sla.services.recount import recount


class Tidier:
    def __init__(self, client: HubSpotClient, target: Target, stages: StageMap, writer: PageWriter) -> None:
        self._client = client
        self._target = target
        self._stages = stages
        self._writer = writer

    def fetch(self, tidying: Tidying) -> RecordPage:
        return self._client.archived(tidying.kind, tidying.after)

    def store(self, work: UnitOfWork, tidying: Tidying, page: RecordPage) -> None:
        """Facts are taken back, and a deleted contact's lead is stopped from that moment on."""
        now, keys = self._target.now, [one.key for one in page.results]
        changed: set[LeadId] = set()
        if tidying.kind is Kind.CONTACTS:
            self._take_away(work, page)
        elif tidying.kind is Kind.DEALS:
            said = stage_keys(page.results, self._stages, Ladder.DEALS) | {lost_key(key) for key in keys}
            changed |= work.deals.take_back(SOURCE, keys, now)
            changed |= work.stages.take_back(SOURCE, said, now)
        elif tidying.kind in ACTIVITIES:
            touches = [key for one in page.results for key in touch_keys(tidying.kind, one.id)]
            changed |= work.touches.take_back(SOURCE, touches, now)
        if changed:
            recount(work, sorted(changed), book=self._target.book, now=now)

    def _take_away(self, work: UnitOfWork, page: RecordPage) -> None:
        leads = work.leads.own_ids(SOURCE, [one.key for one in page.results])
        for one in page.results:
            if one.key in leads:
                at = one.archived_at or self._target.now
                self._writer.take_away(work, {one.key: leads[one.key]}, at)


def after(cursor: Cursor, tidying: Tidying, page: RecordPage) -> Cursor:
    """When this page is stored: its next one, the next kind's first, or done for the day."""
    if page.after is not None:
        return cursor.tidied(Tidying(on=tidying.on, kind=tidying.kind, after=page.after))
    kinds = list(Kind)
    rest = kinds[kinds.index(tidying.kind) + 1 :]
    return cursor.tidied(Tidying(on=tidying.on, kind=rest[0]) if rest else None, done_on=tidying.on)
