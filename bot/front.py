"""What listens: for Slack a socket that the bot opens, or HTTP; for probes a port of their own where wanted."""

from dataclasses import dataclass

from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient

from bot.acks_first import AcksFirst
from bot.app import Acked, Socket, build_app
from bot.serving import Paths, Server
from bot.settings import Settings
from bot.web import Web
from handlers.services import Services


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


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """What may have a port of its own: the setting that names it, and how many threads answer there."""

    setting: str
    threads: int


PROBES = Part(setting="SLA_HEALTH_PORT", threads=2)
PUSHES = Part(setting="SLA_PUSH_PORT", threads=8)
"""Where other systems can reach it and Slack's requests do not come."""


def open_apart(part: Part, settings: Settings, port: int, paths: Paths) -> Server:
    """Not started yet."""
    return Server(paths, host=settings.sla_http_host, port=port, threads=part.threads, setting=part.setting)
