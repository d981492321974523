"""`sla-bot import leads|touches|deals|stages|owners FILE`: brings a file in, with a progress bar and a report."""

from pathlib import Path
from time import perf_counter
from typing import Annotated

import typer
from rich.console import Console

from bot.clock import SystemClock
from bot.file_import import import_file, preview_file, show_preview, show_report
from bot.settings import read_store_settings
from bot.store import open_store
from bot.terms_file import take_terms
from intake.dates import DateFormat
from intake.options import Options, pairs
from intake.report import Kind
from intake.templates import template as empty
from sla.errors import BadInput

What = Annotated[Kind | None, typer.Argument(help="What the file holds.")]
File = Annotated[Path | None, typer.Argument(help="The CSV file, as the CRM exported it.")]
Map = Annotated[list[str] | None, typer.Option("--map", help="A column: name=Company. Repeat for more.")]
Words = Annotated[list[str] | None, typer.Option("--map-value", help="A word: Dialled=call. Repeat.")]
Zone = Annotated[str | None, typer.Option(help="Whose local time the file's times are, like Europe/Berlin.")]
Dates = Annotated[DateFormat | None, typer.Option(help="How dates are written, where that is not clear.")]
Source = Annotated[str, typer.Option(help="A name for where the rows come from; rows are known by it.")]
Owners = Annotated[
    list[str] | None, typer.Option("--owner", help="Share leads without owner among these reps.")
]
Currency = Annotated[str | None, typer.Option(help="Deals only: of the amounts, if not the team's.")]
LeadsFrom = Annotated[
    str | None, typer.Option("--leads-from", help="Stages only: the stage by which a lead is handed off.")
]
Forget = Annotated[
    bool, typer.Option("--forget", help="Take nothing from how the last such file of the source was read.")
]
Preview = Annotated[
    bool,
    typer.Option("--preview", help="Show how it would be read and what would come of it; store nothing."),
]
Template = Annotated[
    Kind | None, typer.Option("--template", help="Write an empty file of this kind to fill in, here.")
]
Rejected = Annotated[Path | None, typer.Option(help="Where bad rows go; FILE.rejected.csv beside the file.")]


def importing(
    what: What = None,
    file: File = None,
    *,
    columns: Map = None,
    words: Words = None,
    zone: Zone = None,
    dates: Dates = None,
    source: Source = "csv",
    owners: Owners = None,
    currency: Currency = None,
    leads_from: LeadsFrom = None,
    rejected: Rejected = None,
    forget: Forget = False,
    preview: Preview = False,
    template: Template = None,
) -> None:
    """Bring leads, touches, deals, stages or owners in from a CSV file; the same file again changes nothing."""
    if template is not None:
        write_template(template)
        return
    if what is None or file is None:
        raise BadInput(
            f"Say what the file holds and where it is: sla-bot import {'|'.join(Kind)} FILE; or write an empty one "
            "with --template leads."
        )
    options = Options(
        columns=pairs(columns or [], "--map"),
        words=pairs(words or [], "--map-value"),
        zone=zone,
        dates=dates,
        source=source,
        owners=tuple(owners or ()),
        currency=currency,
        rejected=rejected,
        leads_from=leads_from,
        forget=forget,
    )
    check(what, options)
    bring_in(what, file, options, preview=preview)


def check(kind: Kind, options: Options) -> None:
    """BadInput for an option that such a file has no use for."""
    leads_from = options.leads_from
    if leads_from is not None and (kind is not Kind.STAGES or not leads_from.strip()):
        raise BadInput(
            "--leads-from names a stage of the file; it goes with: import stages.", field="--leads-from"
        )
    if options.owners and kind is not Kind.LEADS and leads_from is None:
        raise BadInput("--owner shares leads out among reps; it goes with: import leads.", field="--owner")
    if options.currency and kind is not Kind.DEALS:
        raise BadInput("--currency is of deals' amounts; it goes with: import deals.", field="--currency")


def bring_in(kind: Kind, file: Path, options: Options, *, preview: bool) -> None:
    """Import one file into the store of the settings, beside a running bot or without one; or only look at it."""
    settings = read_store_settings()
    store = open_store(database_url=settings.sla_database_url.get_secret_value(), threads=1)
    console = Console(soft_wrap=True)
    began = perf_counter()
    try:
        now = SystemClock().now()
        desk = store.desk(store.tenants.sole())
        take_terms(desk, settings, now)
        if preview:
            show_preview(console, preview_file(desk, kind, file, options, now=now))
            return
        report = import_file(desk, kind, file, options, console=console, now=now)
    finally:
        store.engine.dispose()
    show_report(console, report, perf_counter() - began)


def write_template(kind: Kind) -> None:
    """BadInput where a file of that name is here already."""
    path = Path(f"{kind}.template.csv")
    try:
        with path.open("xb") as file:
            file.write(empty(kind))
    except FileExistsError:
        raise BadInput(f"{path} is here already; move it away first.") from None
    except OSError as refused:
        raise BadInput(f"{path} cannot be written here: {refused.strerror}.") from None
    typer.echo(f"{path} has the titles and an example row: put your own rows in its place, then type")
    typer.echo(f"sla-bot import {kind} {path} --preview")
