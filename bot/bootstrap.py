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
from bot.front import PROBES, PUSHES, Part, open_apart, open_front
from bot.health import Health, paths
from bot.heartbeat_file import heartbeat_file
from bot.hubspot import read_hubspot
from bot.inbound import Inbound
from bot.messenger import SlackMessenger
from bot.painter import Painter, painting
from bot.push_paths import push_paths
from bot.questions import Questions
from bot.roles import Role, check_role
from bot.serving import Paths, Server
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
from scheduling.ticker import Ticker
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
        self.apart: dict[Part, Server] = {}

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
        store = self._open_store(opened)
        client = slack_client(settings, called=self._watching.metrics.called)
        authorized = sign_in(client)
        desk = self._open_desk(store, authorized)
        painter, turns, files = Painter(self._first), Turns(self._first), FileWorker()
        inbound = Inbound(desk, turns, is_outage=is_outage)
        services = services_of(
            desk,
            SlackDirectory(client, team_id=str(authorized.team_id), real_now=clock.real_now),
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
            alone = one_process_only(settings.sla_database_url.get_secret_value())
            inbound.start(*performing(services, client), alone=alone)
            opened.callback(inbound.stop)
            pushes = self._pushes(opened, desk)
            self._hear(opened, client, authorized, services, {**probes, **pushes})
        if self._role.schedules:
            self._tick(opened, store, desk, client, painter=painter, files=files)
        self._say_running(desk, str(authorized.team), clock)

    def _open_store(self, opened: ExitStack) -> Store:
        database_url = self._settings.sla_database_url.get_secret_value()
        check_role(self._role, database_url)
        opened.enter_context(one_bot(database_url))
        threads = _most_at_once(self._settings) if self._role.hears else 1
        store = open_store(database_url=database_url, threads=threads)
        opened.callback(store.engine.dispose)
        if few := too_few_connections(store.engine):
            log.warning("the database may run out of connections", why=few)
        return store

    def _open_desk(self, store: Store, authorized: AuthorizeResult) -> Desk:
        """Of the workspace that was signed in to, held where it comes from a backup."""
        tenant_id = store.tenants.adopt(
            enterprise_id=authorized.enterprise_id, team_id=str(authorized.team_id), name=str(authorized.team)
        )
        desk, now = store.desk(tenant_id), self._clock.now()
        take_terms(desk, self._settings, now)
        if self._hold or self._role.schedules:
            hold_where_restored(desk, heartbeat_file(self._settings).read(), now, asked=self._hold)
        return desk

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
        watching = self._watching
        watching.metrics.watch(partial(_tally, desk), self._clock.now)
        health = Health(
            beats=watching.beats,
            stopping=watching.stopping,
            hindrance=partial(outdated, store.engine),
            connected=lambda: not self._role.hears or (self.front is not None and self.front.connected),
            tick_seconds=self._settings.sla_tick_seconds,
        )
        return self._apart(PROBES, self._settings.sla_health_port, opened, paths(health, watching.metrics))

    def _pushes(self, opened: ExitStack, desk: Desk) -> Paths:
        """What other systems push to beside Slack's requests; nothing where pushes have a port of their own."""
        found = push_paths(self._settings, desk, self._clock, self._watching.metrics.pushed)
        return self._apart(PUSHES, self._settings.sla_push_port, opened, found)

    def _apart(self, part: Part, port: int | None, opened: ExitStack, found: Paths) -> Paths:
        """What of `found` is left to answer beside Slack's requests: nothing where the part has a port of its own."""
        if port is None:
            return found
        self.apart[part] = server = open_apart(part, self._settings, port, found)
        server.start()
        opened.callback(server.stop)
        return {}

    def _tick(
        self,
        opened: ExitStack,
        store: Store,
        desk: Desk,
        client: WebClient,
        *,
        painter: Painter,
        files: FileWorker,
    ) -> None:
        """What comes with time: the jobs of each tick, and the reading of a CRM."""
        clock, settings, watching = self._clock, self._settings, self._watching
        hindrance = partial(outdated, store.engine)
        messenger = SlackMessenger(client, arrived=painter.changed)
        jobs = jobs_of(desk, messenger, clock, watching=watching, keep=heartbeat_file(settings).keep)
        self._ticker = ticker = Ticker(
            jobs=(*jobs, take_up_files(desk, files)),
            clock=clock,
            every_seconds=settings.sla_tick_seconds,
            hindrance=hindrance,
            stopping=watching.stopping,
            watcher=watching.beats,
        )
        ticker.start()
        opened.callback(ticker.stop)
        read_hubspot(
            opened, settings, desk, clock, stopping=watching.stopping, hindrance=hindrance, homes=painter
        )

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
