"""`sla-bot import leads|touches|deals FILE`: brings a file in, with a progress bar and a report."""

from pathlib import Path
from time import perf_counter
from typing import Annotated

import typer
from rich.console import Console

from bot.bootstrap import open_store
from bot.clock import SystemClock
from bot.file_import import import_file, show_report
from bot.settings import read_store_settings
from intake.dates import DateFormat
from intake.options import Options, pairs
from intake.report import Kind
from sla.services.reload import Reload

importing = typer.Typer(help="Bring leads, touches or deals in from a CSV file.", no_args_is_help=True)

File = Annotated[Path, typer.Argument(help="The CSV file, as the CRM exported it.")]
Map = Annotated[list[str] | None, typer.Option("--map", help="A column: name=Company. Repeat for more.")]
Words = Annotated[list[str] | None, typer.Option("--map-value", help="A word: “Dialled=call”. Repeat.")]
Zone = Annotated[str | None, typer.Option(help="Whose local time the file's times are, like Europe/Berlin.")]
Dates = Annotated[DateFormat | None, typer.Option(help="How dates are written, where that is not clear.")]
Source = Annotated[str, typer.Option(help="A name for where the rows come from; rows are known by it.")]
Rejected = Annotated[Path | None, typer.Option(help="Where bad rows go; FILE.rejected.csv beside the file.")]
Owners = Annotated[list[str] | None, typer.Option("--owner", help="Share leads without owner among these.")]
Currency = Annotated[str | None, typer.Option(help="The amounts' currency, where it is not the team's.")]


@importing.command()
def leads(
    file: File,
    *,
    columns: Map = None,
    words: Words = None,
    zone: Zone = None,
    dates: Dates = None,
    source: Source = "csv",
    owners: Owners = None,
    rejected: Rejected = None,
) -> None:
    """Leads, one a row: who, from where, handed over when, to whom."""
    options = Options(
        columns=pairs(columns or [], "--map"),
        words=pairs(words or [], "--map-value"),
        zone=zone,
        dates=dates,
        source=source,
        owners=tuple(owners or ()),
        rejected=rejected,
    )
    bring_in(Kind.LEADS, file, options)


@importing.command()
def touches(
    file: File,
    *,
    columns: Map = None,
    words: Words = None,
    zone: Zone = None,
    dates: Dates = None,
    source: Source = "csv",
    rejected: Rejected = None,
) -> None:
    """Calls, emails, meetings and messages, one a row."""
    options = Options(
        columns=pairs(columns or [], "--map"),
        words=pairs(words or [], "--map-value"),
        zone=zone,
        dates=dates,
        source=source,
        rejected=rejected,
    )
    bring_in(Kind.TOUCHES, file, options)


@importing.command()
def deals(
    file: File,
    *,
    columns: Map = None,
    words: Words = None,
    zone: Zone = None,
    dates: Dates = None,
    source: Source = "csv",
    currency: Currency = None,
    rejected: Rejected = None,
) -> None:
    """Won deals, one a row."""
    options = Options(
        columns=pairs(columns or [], "--map"),
        words=pairs(words or [], "--map-value"),
        zone=zone,
        dates=dates,
        source=source,
        currency=currency,
        rejected=rejected,
    )
    bring_in(Kind.DEALS, file, options)


def bring_in(kind: Kind, file: Path, options: Options) -> None:
    """Import one file into the store of the settings, beside a running bot or without one."""
    settings = read_store_settings()
    store = open_store(
        database_url=settings.sla_database_url.get_secret_value(), terms_file=settings.sla_terms, threads=1
    )
    console = Console(soft_wrap=True)
    began = perf_counter()
    try:
        now = SystemClock().now()
        desk = store.desk(store.tenants.sole())
        Reload(desk, store.tenants)(now)
        report = import_file(desk, kind, file, options, console=console, now=now)
    finally:
        store.engine.dispose()
    show_report(console, report, perf_counter() - began)
