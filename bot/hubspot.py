"""Puts the reading of HubSpot together from the settings; without a key there is none."""

from contextlib import ExitStack
from datetime import timedelta
from threading import Event
from time import monotonic, sleep
from urllib.parse import urlsplit

import structlog

from bot.clock import SystemClock, is_loopback
from bot.settings import StoreSettings
from handlers.homes import Homes
from intake.hubspot_client import HubSpotClient
from intake.hubspot_poller import HubSpotPoller
from intake.hubspot_web import HubSpotWeb
from scheduling.ticker import Hindrance, JobSpec, Ticker
from sla.errors import BadInput
from sla.feeds import FeedKind
from sla.services.desk import Desk

log = structlog.get_logger()

OWN_HOSTS = ".hubapi.com"


def hubspot_client(settings: StoreSettings) -> HubSpotClient | None:
    """None without a key. BadInput for an address to which the key must not go; the caller closes the client."""
    key = settings.sla_hubspot_key
    if key is None:
        return None
    url = settings.sla_hubspot_url
    if not _trusted(url):
        raise BadInput(
            "SLA_HUBSPOT_URL is neither HubSpot's own address nor one of this machine, and the key would be sent "
            "there; leave it out.",
            field="SLA_HUBSPOT_URL",
        )
    web = HubSpotWeb(key=key.get_secret_value(), url=url, pause=sleep, seconds=monotonic)
    return HubSpotClient(web)


def read_hubspot(
    opened: ExitStack,
    settings: StoreSettings,
    desk: Desk,
    clock: SystemClock,
    *,
    stopping: Event,
    hindrance: Hindrance,
    homes: Homes,
) -> None:
    """By ticks of its own, until `opened` is closed: a slow HubSpot holds no message up."""
    client = hubspot_client(settings)
    if client is None:
        _forget(desk)
        return
    opened.callback(client.close)
    every = settings.sla_hubspot_seconds
    poller = HubSpotPoller(
        desk,
        client,
        every=timedelta(seconds=every),
        seconds=monotonic,
        stopping=stopping.is_set,
        changed=lambda: _repaint(desk, homes),
    )
    ticker = Ticker(
        jobs=(JobSpec(name="read HubSpot", run=poller.poll),),
        clock=clock,
        every_seconds=min(settings.sla_tick_seconds, every),
        hindrance=hindrance,
        stopping=stopping,
    )
    ticker.start()
    opened.callback(ticker.stop)


def _forget(desk: Desk) -> None:
    """Without a key nobody waits for HubSpot any longer; what came in stays."""
    with desk.open() as work:
        if work.feeds.remove(FeedKind.HUBSPOT.value):
            log.info("HubSpot is no longer read, as SLA_HUBSPOT_KEY is not set")
            work.commit()


def _repaint(desk: Desk, homes: Homes) -> None:
    with desk.look() as work:
        people = [member.slack_id for member in work.members.all() if member.home_opened_at]
    for slack_id in people:
        if slack_id is not None:
            homes.changed(slack_id)


def _trusted(url: str) -> bool:
    if is_loopback(url):
        return True
    parts = urlsplit(url)
    return parts.scheme == "https" and (parts.hostname or "").endswith(OWN_HOSTS)
