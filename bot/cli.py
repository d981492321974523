"""The command line. Whatever a person can put right ends in one sentence and exit code 1, without a traceback."""

import sys

import typer
from rich.console import Console

from bot.commands.agreement import agreement
from bot.commands.backup import backup
from bot.commands.demand import demand
from bot.commands.demo import demo
from bot.commands.doctor import doctor
from bot.commands.funnel import funnel
from bot.commands.importing import importing
from bot.commands.outlook import calibration, outlook
from bot.commands.pace import pace
from bot.commands.plan import plan
from bot.commands.run import run
from bot.commands.source import source
from bot.commands.status import status
from bot.version import own_version
from sla.errors import SlaError

app = typer.Typer(
    name="sla-bot",
    help="Keeps marketing and sales to the agreement between them, in Slack.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command()(run)
app.command()(demo)
app.command()(demand)
app.command()(doctor)
app.command("import")(importing)
app.command()(status)
app.command()(plan)
app.command()(pace)
app.command()(outlook)
app.command()(calibration)
app.command()(backup)
app.add_typer(agreement, name="agreement")
app.add_typer(funnel, name="funnel")
app.add_typer(source, name="source")


def _show_version(asked: bool) -> None:  # noqa: FBT001 - typer calls it with the flag's value
    if asked:
        typer.echo(own_version())
        raise typer.Exit


@app.callback()
def options(
    *,
    _version: bool = typer.Option(False, "--version", callback=_show_version, is_eager=True, help="Show it."),
) -> None:
    pass


def main() -> None:
    try:
        app()
    except SlaError as error:
        Console(stderr=True).print(error.message, markup=False, highlight=False, style="red", soft_wrap=True)
        sys.exit(1)
