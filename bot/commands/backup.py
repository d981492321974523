"""`sla-bot backup FILE`: the database in one file, beside a running bot or without one."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bot.settings import read_store_settings
from storage.backup import back_up

File = Annotated[Path, typer.Argument(help="Where the copy goes; it must not be there yet.")]


def backup(file: File) -> None:
    """Copy the database into one file and check the copy; PostgreSQL has pg_dump for that."""
    size = back_up(read_store_settings().sla_database_url.get_secret_value(), file)
    Console(soft_wrap=True).print(
        f"{file}: {size:,} bytes, checked. docs/operating.md says how to go back to it.",
        markup=False,
        highlight=False,
    )
