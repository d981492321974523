"""`sla-bot funnel load|export`: the quota and its lead types from and to one readable file."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bot.clock import SystemClock
from bot.commands.agreement import Number, Target, store_desk
from intake.funnel_file import export_funnel, read_funnel
from sla.errors import BadInput
from sla.services.funnel_draft import FunnelDraft, begins
from sla.services.starting import Loaded

funnel = typer.Typer(help="Quota, streams and lead types from and to a file.", no_args_is_help=True)

File = Annotated[Path, typer.Argument(help="A file as export writes it.")]

_SAID = {
    Loaded.UNCHANGED: "This is the funnel that stands already; nothing was changed.",
    Loaded.DRAFT: "Loaded as a draft. See it with /sla setup in Slack, and propose it: /sla agreement propose",
}


@funnel.command()
def load(file: File) -> None:
    """Check a funnel like the set-up does, and put it into the draft of the next version."""
    now = SystemClock().now()
    with store_desk() as desk:
        drafts = FunnelDraft(desk)
        tables = read_funnel(file, currency=drafts.currency(), begins=begins(now))
        loaded = drafts.load(tables, now)
    Console(soft_wrap=True).print(_SAID[loaded], highlight=False)


@funnel.command()
def export(target: Target = None, number: Number = None) -> None:
    """Write the agreement's funnel to a file that `load` takes again."""
    with store_desk() as desk:
        version = FunnelDraft(desk).agreed(number)
    text = export_funnel(version.body, which=f"version {version.number}")
    if target is None:
        typer.echo(text, nl=False)
        return
    if target.exists():
        raise BadInput(f"{target} is there already; name another file, or move it away.")
    target.write_text(text, encoding="utf-8")
    Console(soft_wrap=True).print(f"The funnel of version {version.number} is in {target}.", highlight=False)
