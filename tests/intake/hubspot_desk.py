"""A bot's reading half beside the tests' HubSpot: a store, a poller, and a clock that both of them read."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Self

from intake.agreement_documents import AgreementDocuments
from intake.agreement_file import read_file
from intake.hubspot_api import SOURCE
from intake.hubspot_client import HubSpotClient
from intake.hubspot_poller import HubSpotPoller
from intake.hubspot_web import HubSpotWeb
from sla.activity import LeadHistory
from sla.crm import Connection
from sla.feeds import Feed
from sla.people import TenantId
from sla.services.desk import Desk
from sla.services.shelf import Shelf
from sla.services.starting import FromFile, Starting
from tests.hubspot.portal import Portal
from tests.hubspot.server import HubSpot, serving
from tests.intake.desk import EXAMPLE
from tests.stores import AnyStore

MORNING = datetime(2026, 6, 1, 9, tzinfo=UTC)
EVERY = timedelta(seconds=60)


@dataclass
class Clock:
    """Everybody's: waiting moves it on, and nothing else does."""

    now: datetime = MORNING
    waited: list[float] = field(default_factory=list)

    def __call__(self) -> datetime:
        return self.now

    def seconds(self) -> float:
        return (self.now - MORNING).total_seconds()

    def pause(self, seconds: float) -> None:
        self.waited.append(seconds)
        self.now += timedelta(seconds=seconds)


@dataclass(kw_only=True)
class Office:
    store: AnyStore
    tenant_id: TenantId
    desk: Desk
    clock: Clock
    portal: Portal
    hubspot: HubSpot
    client: HubSpotClient
    poller: HubSpotPoller

    @classmethod
    @contextmanager
    def opened(cls, store: AnyStore) -> Iterator[Self]:
        clock = Clock()
        portal = Portal(clock=clock)
        hubspot = HubSpot(portal, seconds=clock.seconds)
        store.leases.now = clock
        tenant_id = store.tenants.sole()
        desk = Desk(
            units=store.units, looks=store.looks, tenant_id=tenant_id, shelf=Shelf(AgreementDocuments())
        )
        with serving(hubspot) as url:
            web = HubSpotWeb(key=portal.key, url=url, pause=clock.pause, seconds=clock.seconds)
            client = HubSpotClient(web)
            office = cls(
                store=store,
                tenant_id=tenant_id,
                desk=desk,
                clock=clock,
                portal=portal,
                hubspot=hubspot,
                client=client,
                poller=HubSpotPoller(desk, client, every=EVERY, seconds=clock.seconds),
            )
            taken = read_file(EXAMPLE)
            Starting(desk)(FromFile(written=taken.written, people=taken.people), clock.now)
            yield office
            client.close()

    def poll(self, *, later: timedelta = EVERY) -> None:
        """When the next reading is due."""
        self.clock.now += later
        self.poller.poll(self.clock.now)

    @property
    def connection(self) -> Connection:
        with self.desk.look() as work:
            return work.connections.get(SOURCE)

    @property
    def feed(self) -> Feed:
        with self.desk.look() as work:
            feed = work.feeds.get(SOURCE)
        assert feed is not None
        return feed

    def history(self, contact: int) -> LeadHistory:
        with self.desk.look() as work:
            ids = work.leads.ids_by_external(SOURCE, [str(contact)])
            (history,) = work.leads.histories([ids[str(contact)]])
            return history

    def own(self, contact: int) -> LeadHistory:
        """Of the contact's own lead, also where another one stands for it."""
        with self.desk.look() as work:
            ids = work.leads.own_ids(SOURCE, [str(contact)])
            (history,) = work.leads.histories([ids[str(contact)]])
            return history
