"""The composition root: names every concrete class once, and starts and stops the whole bot."""

from contextlib import ExitStack
from datetime import datetime, timedelta
from functools import partial

import structlog
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient

from bot.acks_first import AcksFirst
from bot.app import Socket
from bot.assembly import clerk_of, jobs_of, performing, services_of, take_up_files
from bot.clock import SystemClock, open_clock
from bot.directory import SlackDirectory
from bot.file_worker import FileWorker
from bot.front import open_front, open_probes, open_pushes
from bot.health import Health, paths
from bot.heartbeat_file import heartbeat_file
from bot.hubspot import read_hubspot
from bot.inbound import Inbound
from bot.messenger import SlackMessenger
from bot.painter import Painter, painting
from bot.push_paths import push_paths
from bot.questions import Questions
from bot.roles import Role, check_role
from bot.serving import Paths
from bot.settings import Settings
from bot.signing_in import explained, sign_in, slack_client
from bot.store import Store, open_store
from bot.terms_file import take_terms
from bot.turns import THREADS as TURN_THREADS
from bot.turns import Turns
from bot.watching import Watching
from bot.web import Web
from handlers.channels import Channels
from handlers.modals import Modals
from handlers.services import Services
from scheduling.holding import hold_where_restored
from scheduling.ticker import JobSpec, Ticker
from sla.delivery import Tally
from sla.services.desk import Desk
from sla.services.identity import Identity
from storage.gate import outdated
from storage.headroom import too_few_connections
from storage.lock import one_bot, one_process_only
from storage.outages import is_outage

log = structlog.get_logger()


def _tally(desk: Desk, now: datetime) -> Tally:
    with desk.look() as work:
        return work.deliveries.tally(now)


def _most_at_once(settings: Settings) -> int:
    """Connections that are wanted at a time: most workers only wait for what is kept for all of them together."""
    return max(settings.sla_workers, TURN_THREADS) + TURN_THREADS // 2


class Bot:
    """Everything that runs, started in order and stopped in the reverse of it."""

    def __init__(self, settings: Settings, *, role: Role = Role.ALL, hold: bool = False) -> None:
        self._settings = settings
        self._role = role
        self._hold = hold
        self._running = ExitStack()
        self._watching = Watching()
        self._first = AcksFirst()
        self.front: Socket | Web | None = None

    def start(self) -> None:
        """Open, connect, tick; on any failure everything opened so far is closed again."""
        with ExitStack() as opened:
            self._start(opened)
            self._running = opened.pop_all()

    def stop(self) -> None:
        """Claim nothing more, answer for as long as others may still send people here, then close everything."""
        self._watching.stopping.set()
        if self._role.hears:
            self._clock.wait(timedelta(seconds=self._settings.sla_drain_seconds))
        self._running.close()
        log.info("stopped")

    def tick(self) -> None:
        """One beat out of turn, for tests."""
        self._ticker.tick()

    def _start(self, opened: ExitStack) -> None:
        settings = self._settings
        self._clock = clock = open_clock(settings.sla_clock_file, settings.slack_api_url)
        database_url = settings.sla_database_url.get_secret_value()
        check_role(self._role, database_url)
        opened.enter_context(one_bot(database_url))
        threads = _most_at_once(settings) if self._role.hears else 1
        store = open_store(database_url=database_url, threads=threads)
        opened.callback(store.engine.dispose)
        if few := too_few_connections(store.engine):
            log.warning("the database may run out of connections", why=few)
        client = slack_client(settings, called=self._watching.metrics.called)
        authorized = sign_in(client)
        tenant_id = store.tenants.adopt(
            enterprise_id=authorized.enterprise_id, team_id=str(authorized.team_id), name=str(authorized.team)
        )
        desk = store.desk(tenant_id)
        take_terms(desk, settings, clock.now())
        beats = heartbeat_file(settings)
        if self._hold or self._role.schedules:
            hold_where_restored(desk, beats.read(), clock.now(), asked=self._hold)
        directory = SlackDirectory(client, team_id=str(authorized.team_id), real_now=clock.real_now)
        painter, turns, files = Painter(self._first), Turns(self._first), FileWorker()
        inbound = Inbound(desk, turns, is_outage=is_outage)
        services = services_of(
            desk,
            directory,
            clock.now,
            modals=Modals(client),
            channels=Channels(client),
            homes=painter,
            later=Questions(turns),
            inbound=inbound,
            file_desk=files,
        )
        self._link(services.identity, client)
        painter.start(painting(services))
        opened.callback(painter.stop)
        files.start(clerk_of(desk, services, client, clock))
        opened.callback(files.stop)
        probes = self._probes(opened, store, desk)
        if self._role.hears:
            turns.start()
            opened.callback(turns.stop)
            inbound.start(*performing(services, client), alone=one_process_only(database_url))
            opened.callback(inbound.stop)
            pushes = self._pushes(opened, desk)
            self._hear(opened, client, authorized, services, {**probes, **pushes})
        if self._role.schedules:
            messenger = SlackMessenger(client, arrived=painter.changed)
            jobs = jobs_of(desk, messenger, clock, watching=self._watching, keep=beats.keep)
            self._tick(opened, store, (*jobs, take_up_files(desk, files)))
            hindrance = partial(outdated, store.engine)
            stopping = self._watching.stopping
            read_hubspot(opened, settings, desk, clock, stopping=stopping, hindrance=hindrance, homes=painter)
        self._say_running(desk, str(authorized.team), clock)

    def _hear(
        self,
        opened: ExitStack,
        client: WebClient,
        authorized: AuthorizeResult,
        services: Services,
        probes: Paths,
    ) -> None:
        acked = self._watching.metrics.acked
        self.front = front = open_front(
            self._settings, client, authorized, services, acked, first=self._first, beside=probes
        )
        opened.callback(front.stop)
        with explained(client.base_url, token="SLACK_APP_TOKEN"):  # noqa: S106 - the setting's name
            front.start()

    def _probes(self, opened: ExitStack, store: Store, desk: Desk) -> Paths:
        """What is to be answered beside Slack's requests; nothing where probes have a port of their own."""
        watching, settings = self._watching, self._settings
        watching.metrics.watch(partial(_tally, desk), self._clock.now)
        health = Health(
            beats=watching.beats,
            stopping=watching.stopping,
            hindrance=partial(outdated, store.engine),
            connected=lambda: not self._role.hears or (self.front is not None and self.front.connected),
            tick_seconds=settings.sla_tick_seconds,
        )
        found = paths(health, watching.metrics)
        if settings.sla_health_port is None:
            return found
        self.probes = server = open_probes(settings, found)
        server.start()
        opened.callback(server.stop)
        return {}

    def _pushes(self, opened: ExitStack, desk: Desk) -> Paths:
        """What other systems push to beside Slack's requests; nothing where pushes have a port of their own."""
        settings, metrics = self._settings, self._watching.metrics
        found = push_paths(settings, desk, self._clock, metrics.pushed)
        if settings.sla_push_port is None:
            return found
        self.pushes = server = open_pushes(settings, found)
        server.start()
        opened.callback(server.stop)
        return {}

    def _tick(self, opened: ExitStack, store: Store, jobs: tuple[JobSpec, ...]) -> None:
        self._ticker = ticker = Ticker(
            jobs=jobs,
            clock=self._clock,
            every_seconds=self._settings.sla_tick_seconds,
            hindrance=partial(outdated, store.engine),
            stopping=self._watching.stopping,
            watcher=self._watching.beats,
        )
        ticker.start()
        opened.callback(ticker.stop)

    def _say_running(self, desk: Desk, team: str, clock: SystemClock) -> None:
        with desk.look() as work:
            book = desk.book(work)
        if not book.begun:
            log.info(
                "running; nothing is agreed yet: type /sla setup in Slack", team=team, role=self._role.value
            )
            return
        terms = book.at(clock.now())
        log.info(
            "running",
            team=team,
            role=self._role.value,
            channel=terms.channel,
            reps=len(terms.reps),
            version=terms.version,
        )

    @staticmethod
    def _link(identity: Identity, client: WebClient) -> None:
        with explained(client.base_url, token="SLACK_BOT_TOKEN"):  # noqa: S106 - the setting's name
            linked = identity.link()
        if linked.missing:
            log.warning("no Slack person has these addresses", addresses=", ".join(linked.missing))
