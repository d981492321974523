"""`sla-bot source add|list|rotate|remove`: the systems that may push what happened, and their secrets."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from bot.clock import SystemClock
from bot.findings import waiting_said
from bot.settings import StoreSettings, read_store_settings
from bot.store import open_store
from intake.push_sources import Listed, Sources
from sla.pushed import OVERLAP, Proof

source = typer.Typer(help="Systems that push what happened, and their secrets.", no_args_is_help=True)

HOUR = timedelta(hours=1)
Name = Annotated[str, typer.Argument(help="A short word, like zapier; its facts carry it.")]
Signed = Annotated[
    bool, typer.Option("--signed", help="It signs by Standard Webhooks, instead of sending a token.")
]
Zone = Annotated[
    str | None, typer.Option(help="Of times without a UTC offset, like Europe/Berlin; left out: refuse them.")
]
Hours = Annotated[
    int,
    typer.Option("--overlap", min=0, max=720, help="For so many hours the old secret holds; 0: it ends now."),
]


@source.command()
def add(name: Name, *, signed: Signed = False, zone: Zone = None) -> None:
    """Let a system push, and show its secret, which is shown only now."""
    with _sources() as (sources, settings):
        proof = Proof.SIGNATURE if signed else Proof.TOKEN
        secret = sources.add(name, proof, zone=zone, now=SystemClock().now())
    _show(secret, f"{name} may push now.")
    _say(_how(name, proof))
    if settings.sla_mode == "socket" and settings.sla_push_port is None:
        _say("Nothing listens for it yet: set SLA_PUSH_PORT in .env, like 8080, and start the bot again.")


@source.command("list")
def listing() -> None:
    """Show when each was last heard of, what it has brought, what waits, and what was rejected in seven days."""
    with _sources() as (sources, _):
        found = sources.list(SystemClock().now())
    if not found:
        _say("No source was added yet: sla-bot source add NAME")
        return
    table = Table(
        "source", "proves itself by", "last seen (UTC)", "rows", "waiting", "rejected in 7 days", box=None
    )
    for one in found:
        table.add_row(one.feed.name, _proof(one), _seen(one), _rows(one), _waiting(one), _rejected(one))
    console = Console(soft_wrap=True)
    console.width = max(console.width, 110)
    console.print(table)
    for one in found:
        if one.waiting is not None:
            _say(f"{one.feed.name}: {waiting_said(one.waiting)}")
        for count in one.lately:
            if count.reason is not None:
                _say(f"{one.feed.name}, {count.kind}: {count.reason}")


@source.command()
def rotate(name: Name, *, overlap: Hours = OVERLAP // HOUR) -> None:
    """Make a new secret and show it; the old one holds for a while, so that you can change it over there."""
    with _sources() as (sources, _):
        until = SystemClock().now() + overlap * HOUR
        secret = sources.rotate(name, until=until)
    old = (
        f"The old one holds until {until:%Y-%m-%d %H:%M} UTC." if overlap else "The old one no longer holds."
    )
    _show(secret, f"{name} has a new secret. {old}")


@source.command()
def remove(name: Name) -> None:
    """Refuse what it pushes from now on; what it brought stays."""
    with _sources() as (sources, _):
        sources.remove(name)
    _say(f"{name} may no longer push. What it brought stays.")


@contextmanager
def _sources() -> Iterator[tuple[Sources, StoreSettings]]:
    settings = read_store_settings()
    store = open_store(database_url=settings.sla_database_url.get_secret_value(), threads=1)
    try:
        key = settings.sla_push_key
        yield Sources(store.desk(store.tenants.sole()), key.get_secret_value() if key else None), settings
    finally:
        store.engine.dispose()


def _how(name: str, proof: Proof) -> str:
    if proof is Proof.TOKEN:
        return "Send it as: Authorization: Bearer THE-TOKEN"
    return f"Sign with it by Standard Webhooks, and send to: /v1/events?source={name}"


def _show(secret: str, said: str) -> None:
    _say(said)
    typer.echo(secret)
    _say("This is shown once and kept nowhere; put it into the sending system now.")


def _say(text: str) -> None:
    Console(soft_wrap=True).print(text, markup=False, highlight=False)


def _proof(one: Listed) -> str:
    return one.proof.value if one.proof else one.feed.kind.value


def _seen(one: Listed) -> str:
    return f"{one.feed.seen_at:%Y-%m-%d %H:%M}" if one.feed.seen_at else "never"


def _rows(one: Listed) -> str:
    return ", ".join(f"{number:,} {kind}" for kind, number in one.rows.items()) or "none"


def _waiting(one: Listed) -> str:
    return f"{one.waiting.number:,}" if one.waiting else "0"


def _rejected(one: Listed) -> str:
    return f"{sum(count.rejected for count in one.lately):,}"
