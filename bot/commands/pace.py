"""`sla-bot pace`: marketing's pace of the store's agreement, or of numbers to try, for a terminal or a script."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bot.clock import open_clock
from bot.moments import parse_moment
from bot.pace_data import as_csv, as_json, tried_json, tried_text
from bot.pace_options import Tried, tried_of
from bot.plan_text import message_text
from bot.settings import read_store_settings
from bot.store import open_kept
from handlers.views.pace import pace_message
from sla.board import Board
from sla.errors import BadInput
from sla.services.status import Status

WIDTH = 110
"""At least so wide, so that a table is not broken up where it goes to a file."""
SCREEN = Path("-")

AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of", help="The moment, like 2012-03-01T09:00Z; with --target the last day, like 2025-09-15."
    ),
]
Csv = Annotated[Path | None, typer.Option("--csv", help="Write it as CSV to this file; - for the screen.")]
Json = Annotated[bool, typer.Option("--json", help="As JSON; docs/pace.md says what each key is.")]
Target = Annotated[str | None, typer.Option(help="Instead of the agreement's: the month's leads, like 300.")]
Delivered = Annotated[str | None, typer.Option(help="With --target: the leads that came, like 160.")]
Holidays = Annotated[
    list[str] | None,
    typer.Option("--holiday", metavar="DATE", help="With --target: no working day, like 2025-09-01."),
]


def pace(
    *,
    as_of: AsOf = None,
    json: Json = False,
    to: Csv = None,
    target: Target = None,
    delivered: Delivered = None,
    holidays: Holidays = None,
) -> None:
    """Show what was delivered against what was expected; with a target of your own no store is needed."""
    if json and to is not None:
        raise BadInput("Ask for --json or for --csv, not for both.")
    if to is not None and to != SCREEN and to.exists():
        raise BadInput(f"{to} is there already; name another file, or move it away.")
    if target is not None or delivered is not None or holidays:
        if to is not None:
            raise BadInput("--csv is of the agreement's pace; with --target ask for --json.")
        _show_tried(tried_of(target, delivered, as_of, holidays or []), json=json)
    else:
        _show(_agreed(as_of), to=to, json=json)


def _agreed(as_of: str | None) -> Board:
    moment = parse_moment(as_of, "--as-of") if as_of else None
    settings = read_store_settings()
    clock = open_clock(settings.sla_clock_file, settings.slack_api_url)
    store = open_kept(database_url=settings.sla_database_url.get_secret_value())
    try:
        desk = store.desk(store.tenants.sole())
        return Status(desk).board(moment or clock.now(), detail=True)
    finally:
        store.engine.dispose()


def _show_tried(tried: Tried, *, json: bool) -> None:
    typer.echo(tried_json(tried) if json else tried_text(tried))


def _show(board: Board, *, to: Path | None, json: bool) -> None:
    if json:
        typer.echo(as_json(board))
        return
    if to == SCREEN:
        typer.echo(as_csv(board).encode(), nl=False)  # as bytes: its line ends are part of the format
        return
    console = Console(soft_wrap=True)
    console.width = max(console.width, WIDTH)
    if to is None:
        for part in message_text(pace_message(board)):
            console.print(part, markup=False, highlight=False)
        return
    with to.open("w", encoding="utf-8", newline="") as file:
        file.write(as_csv(board))
    console.print(f"The pace is in {to}.", markup=False, highlight=False)
