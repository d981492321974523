"""`sla-bot agreement load|export`: the agreement from and to a file, for those who keep it in version control."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bot.clock import SystemClock
from bot.settings import read_store_settings
from bot.store import open_store
from intake.agreement_export import export_toml
from intake.agreement_file import read_file
from sla.errors import BadInput, NotFound
from sla.services.desk import Desk
from sla.services.starting import FromFile, Loaded, Starting

agreement = typer.Typer(help="The agreement from and to a file.", no_args_is_help=True)

File = Annotated[Path, typer.Argument(help="A file like sla.example.toml.")]
Target = Annotated[Path | None, typer.Argument(help="Where to write it; left out: the screen.")]
Number = Annotated[
    int | None, typer.Option("--version", help="An earlier version; left out: the newest in force.")
]


@contextmanager
def store_desk() -> Iterator[Desk]:
    """The store of the settings, beside a running bot or without one."""
    settings = read_store_settings()
    store = open_store(database_url=settings.sla_database_url.get_secret_value(), threads=1)
    try:
        yield store.desk(store.tenants.sole())
    finally:
        store.engine.dispose()


@agreement.command()
def load(file: File) -> None:
    """Check a file and take it in: as the terms in force while nothing is signed, else as a draft to propose."""
    read = read_file(file)
    with_people = FromFile(written=read.written, people=read.people)
    with store_desk() as desk:
        loaded = Starting(desk).load(with_people, read.tables, SystemClock().now())
    console = Console(soft_wrap=True)
    console.print(_SAID[loaded], highlight=False)
    console.print(f"{len(read.people)} people are named in it.", highlight=False)


_SAID = {
    Loaded.IN_FORCE: "Loaded. Nothing is signed yet, so these terms count at once, as version 0.",
    Loaded.UNCHANGED: "These are the terms that stand already; nothing was changed.",
    Loaded.DRAFT: "Loaded as a draft. Propose it in Slack: /sla agreement propose",
}


@agreement.command()
def export(target: Target = None, number: Number = None) -> None:
    """Write the agreement to a file that `load` takes again."""
    with store_desk() as desk, desk.look() as work:
        versions = [one for one in work.agreements.all() if one.binds or one.number == number]
        wanted = [one for one in versions if number in {None, one.number}]
        if not wanted:
            raise NotFound(
                "There is no agreement to export yet."
                if number is None
                else f"There is no version {number}; `/sla agreement history` in Slack lists them all."
            )
        version = wanted[-1]
        people = [member.named for member in work.members.all() if member.named is not None]
        text = export_toml(version.body, people, version=version.number, sha256=version.sha256)
    if target is None:
        typer.echo(text, nl=False)
        return
    if target.exists():
        raise BadInput(f"{target} is there already; name another file, or move it away.")
    target.write_text(text, encoding="utf-8")
    Console(soft_wrap=True).print(f"Version {version.number} is in {target}.", highlight=False)
