"""`sla-bot status`: the board of both sides for a script or a terminal, beside a running bot or without one."""

from typing import Annotated

import typer
from rich.console import Console

from bot.clock import open_clock
from bot.moments import parse_moment
from bot.settings import read_store_settings
from bot.status_json import as_json
from bot.status_text import as_text
from bot.store import open_kept
from sla.services.figures import ReadFigures

WIDTH = 110
"""At least so wide, so that a table is not broken up where it goes to a file."""

AsOf = Annotated[
    str | None, typer.Option("--as-of", help="The moment, like 2012-03-01T09:00Z; left out: now.")
]
Json = Annotated[bool, typer.Option("--json", help="As JSON; docs/status.md says what each key is.")]


def status(*, as_of: AsOf = None, json: Json = False) -> None:
    """Show where both sides stand; changes nothing."""
    moment = parse_moment(as_of, "--as-of") if as_of else None
    settings = read_store_settings()
    clock = open_clock(settings.sla_clock_file, settings.slack_api_url)
    store = open_kept(database_url=settings.sla_database_url.get_secret_value())
    try:
        desk = store.desk(store.tenants.sole())
        figures = ReadFigures(desk)(moment or clock.now())
    finally:
        store.engine.dispose()
    if json:
        typer.echo(as_json(figures))
        return
    console = Console(soft_wrap=True)
    console.width = max(console.width, WIDTH)
    for part in as_text(figures):
        console.print(part, markup=False, highlight=False)
