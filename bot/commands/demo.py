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
from intake.options import Options, pairs
from sla.errors import BadInput

PORT = 8765

Leads = Annotated[Path | None, typer.Option(help="A CSV file of real leads, instead of the invented team.")]
Deals = Annotated[Path | None, typer.Option(help="The won deals of those leads.")]
Stages = Annotated[Path | None, typer.Option(help="A CSV file of the stages that real leads entered.")]
Touches = Annotated[Path | None, typer.Option(help="The activities on those leads.")]
LeadsFrom = Annotated[
    str | None,
    typer.Option("--leads-from", help="The stage by which a lead is handed off; the earliest row's."),
]
Words = Annotated[
    list[str] | None,
    typer.Option("--map-value", help="What a word of these files means: SIGNED=won. Repeat."),
]
USUAL_WORDS = {
    "approved": "won",
    "declined": "lost",
    "cancelled": "lost",
    "validate": "note",
    "fraud check": "note",
}
"""How a lender's words are taken in a demo unless they are said to mean something else."""

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
    stages: Stages = None,
    touches: Touches = None,
    leads_from: LeadsFrom = None,
    words: Words = None,
    now: Now = None,
    judge_from: JudgeFrom = None,
    keep: Keep = None,
    port: Port = PORT,
    verbose: Verbose = False,
) -> None:
    """Try the bot on this machine, without Slack."""
    _check_files(leads, deals, stages, touches, said=bool(leads_from or words))
    moment = parse_moment(now, "--now") if now else None
    first_day = parse_day(judge_from) if judge_from else None
    from bot.demo.stage import Case, HistoryCase, Stage  # noqa: PLC0415 - needs the extra `demo`, which others do not

    signal.signal(signal.SIGTERM, signal.default_int_handler)  # while it starts, as Ctrl-C: cleared away
    set_up_logs(level="info" if verbose else "error", as_json=False)
    console = Console(soft_wrap=True)
    case: Case | HistoryCase | None = None
    if leads and deals:
        case = Case(leads=leads, deals=deals, judge_from=first_day)
    elif stages and touches:
        options = Options(leads_from=leads_from, words=_meant(words or []))
        case = HistoryCase(stages=stages, touches=touches, options=options, judge_from=first_day)
    with ExitStack() as closing:
        folder = keep or Path(closing.enter_context(tempfile.TemporaryDirectory(prefix="sla-demo-")))
        stage = Stage(folder=folder, port=port, moment=moment, case=case, console=console)
        closing.callback(stage.stop)
        stage.start()
        stopping = stop_signal()
        stage.greet()
        stopping.wait()
        console.print("Stopping …")


def _check_files(
    leads: Path | None, deals: Path | None, stages: Path | None, touches: Path | None, *, said: bool
) -> None:
    if (leads is None) != (deals is None):
        raise BadInput("A demo on real files needs both: --leads FILE and --deals FILE.")
    if (stages is None) != (touches is None):
        raise BadInput("A demo on a history needs both: --stages FILE and --touches FILE.")
    if stages and leads:
        raise BadInput("A demo runs on one case: --leads and --deals, or --stages and --touches.")
    if said and not stages:
        raise BadInput(
            "--leads-from and --map-value are about a history; they go with --stages and --touches."
        )


def _meant(words: list[str]) -> dict[str, str]:
    """What was said goes first, in whatever case: the first reading of a word counts."""
    said = pairs(words, "--map-value")
    return said | {word: meant for word, meant in USUAL_WORDS.items() if word not in said}


def stop_signal() -> threading.Event:
    """Set by Ctrl-C and by SIGTERM; asked for before anybody is told how to stop it."""
    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.set())
    return stopping


def parse_day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadInput(f"--judge-from “{text}” is no date; write it like 2018-03-01.") from None
