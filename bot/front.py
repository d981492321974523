"""What listens: for Slack a socket that the bot opens, or HTTP; for probes a port of their own where wanted."""

from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient

from bot.acks_first import AcksFirst
from bot.app import Acked, Socket, build_app
from bot.serving import Paths, Server
from bot.settings import Settings
from bot.web import Web
from handlers.services import Services

PROBE_THREADS = 2
PUSH_THREADS = 8


def open_front(
    settings: Settings,
    client: WebClient,
    authorized: AuthorizeResult,
    services: Services,
    acked: Acked,
    *,
    first: AcksFirst,
    beside: Paths,
) -> Socket | Web:
    """Not started yet. `beside` Slack's requests HTTP answers these; a socket answers nobody else."""
    app = build_app(
        slack_api_url=settings.slack_api_url,
        authorized=authorized,
        services=services,
        signing_secret=settings.signing_secret,
        acked=acked,
        first=first,
    )
    threads = settings.sla_workers
    if settings.signing_secret is None:
        return Socket(app, app_token=settings.app_token, client=client, workers=threads)
    return Web(app, host=settings.sla_http_host, port=settings.sla_http_port, threads=threads, beside=beside)


def open_pushes(settings: Settings, pushes: Paths) -> Server:
    """Not started yet: at a port of its own, where other systems can reach it and Slack's requests do not come."""
    return Server(
        pushes,
        host=settings.sla_http_host,
        port=settings.sla_push_port or 0,
        threads=PUSH_THREADS,
        setting="SLA_PUSH_PORT",
    )


def open_probes(settings: Settings, probes: Paths) -> Server:
    """Not started yet: at the port that the settings name for it."""
    return Server(
        probes,
        host=settings.sla_http_host,
        port=settings.sla_health_port or 0,
        threads=PROBE_THREADS,
        setting="SLA_HEALTH_PORT",
    )
