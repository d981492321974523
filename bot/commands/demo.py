"""`sla-bot demo`: the bot in a local Slack workspace, with an invented team or a real file of leads."""

import signal
import tempfile
import threading
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bot.logs import set_up_logs
from bot.moments import parse_moment
from sla.errors import BadInput

PORT = 8765

Leads = Annotated[Path | None, typer.Option(help="A CSV file of real leads, instead of the invented team.")]
Deals = Annotated[Path | None, typer.Option(help="The won deals of those leads.")]
Now = Annotated[str | None, typer.Option(help="When the demo begins, like 2018-03-05T08:55-03:00.")]
JudgeFrom = Annotated[
    str | None, typer.Option(help="The agreement's first day, like 2018-03-01; leads before are listed only.")
]
Keep = Annotated[
    Path | None,
    typer.Option(help="Keep the demo's state in this folder, and go on from it.", file_okay=False),
]
Port = Annotated[
    int, typer.Option(help="Where the page listens on this machine; 0 takes any free port.", min=0, max=65535)
]
Verbose = Annotated[bool, typer.Option("--verbose", help="Show the bot's log.")]


def demo(
    *,
    leads: Leads = None,
    deals: Deals = None,
    now: Now = None,
    judge_from: JudgeFrom = None,
    keep: Keep = None,
    port: Port = PORT,
    verbose: Verbose = False,
) -> None:
    """Try the bot on this machine, without Slack."""
    if (leads is None) != (deals is None):
        raise BadInput("A demo on real files needs both: --leads FILE and --deals FILE.")
    moment = parse_moment(now, "--now") if now else None
    first_day = parse_day(judge_from) if judge_from else None
    from bot.demo.stage import Case, Stage  # noqa: PLC0415 - needs the extra `demo`, which others do not

    signal.signal(signal.SIGTERM, signal.default_int_handler)  # while it starts, as Ctrl-C: cleared away
    set_up_logs(level="info" if verbose else "error", as_json=False)
    console = Console(soft_wrap=True)
    case = Case(leads=leads, deals=deals, judge_from=first_day) if leads and deals else None
    with ExitStack() as closing:
        folder = keep or Path(closing.enter_context(tempfile.TemporaryDirectory(prefix="sla-demo-")))
        stage = Stage(folder=folder, port=port, moment=moment, case=case, console=console)
        closing.callback(stage.stop)
        stage.start()
        stage.greet()
        wait_for_a_stop()
        console.print("Stopping …")


def wait_for_a_stop() -> None:
    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.set())
    stopping.wait()


def parse_day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadInput(f"--judge-from “{text}” is no date; write it like 2018-03-01.") from None
