"""Where the key of HubSpot may go, and what is forgotten without one."""

from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from threading import Event

import pytest
from pydantic import SecretStr

from bot.clock import SystemClock
from bot.hubspot import hubspot_client, read_hubspot
from bot.painter import Painter
from bot.settings import StoreSettings
from intake.agreement_documents import AgreementDocuments
from scheduling.ticker import unhindered
from sla.errors import BadInput
from sla.feeds import FeedKind, NewFeed
from sla.services.desk import Desk
from sla.services.shelf import Shelf
from tests.fakes.store import FakeStore


def settings(url: str, key: str | None = "pat-eu1-secret") -> StoreSettings:
    return StoreSettings(_env_file=None, sla_hubspot_key=SecretStr(key) if key else None, sla_hubspot_url=url)


@pytest.mark.parametrize(
    "url",
    [
        "https://hubspot.example",
        "https://api.hubapi.com.example",
        "http://api.hubapi.com",
        "https://hubapi.com.example:443",
    ],
)
def test_the_key_goes_nowhere_else(url: str) -> None:
    with pytest.raises(BadInput, match="neither HubSpot's own address nor one of this machine") as refused:
        hubspot_client(settings(url))
    assert refused.value.field == "SLA_HUBSPOT_URL"
    assert "secret" not in refused.value.message


@pytest.mark.parametrize(
    "url",
    ["https://api.hubapi.com", "https://api-eu1.hubapi.com", "http://127.0.0.1:9", "http://localhost:9"],
)
def test_hubspots_own_hosts_and_this_machine_are_trusted(url: str) -> None:
    client = hubspot_client(settings(url))
    assert client is not None
    client.close()


def test_without_a_key_nobody_waits_for_it_any_longer() -> None:
    store = FakeStore()
    desk = Desk(
        units=store.units,
        looks=store.looks,
        tenant_id=store.tenants.sole(),
        shelf=Shelf(AgreementDocuments()),
    )
    now = datetime(2026, 6, 1, tzinfo=UTC)
    new = NewFeed(name="hubspot", kind=FeedKind.HUBSPOT, zone=None, every=timedelta(minutes=1), added_at=now)
    with desk.open() as work:
        work.feeds.add(new)
        work.commit()
    with ExitStack() as opened:
        read_hubspot(
            opened,
            settings("https://api.hubapi.com", key=None),
            desk,
            SystemClock(),
            stopping=Event(),
            hindrance=unhindered,
            homes=Painter(),
        )
    with desk.look() as work:
        assert work.feeds.get("hubspot") is None
