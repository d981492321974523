"""`sla-bot outlook` and `sla-bot calibration`: the odds of the quota, and rates and odds beside what happened."""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, TypeVar

import typer
from rich.console import Console

from bot.clock import open_clock
from bot.moments import parse_moment
from bot.outlook_json import calibration_json, outlook_json
from bot.plan_text import message_text
from bot.settings import read_store_settings
from bot.store import open_kept
from handlers.views.measured import measured_message
from handlers.views.message import Message
from handlers.views.outlook import outlook_message, reliability_message
from sla.services.desk import Desk
from sla.services.measuring import MeasureRates
from sla.services.outlook import AskOutlook

WIDTH = 110
"""At least so wide, so that a table is not broken up where it goes to a file."""

Json = Annotated[bool, typer.Option("--json", help="As JSON; docs/outlook.md says what each key is.")]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", help="Measure as of this moment, like 2026-03-01T09:00Z; left out: now."),
]
Found = TypeVar("Found")


def outlook(*, json: Json = False) -> None:
    """Show how likely the quota is reached; what is told is kept, to be compared with what happens."""
    answer = _asked(lambda desk, now: AskOutlook(desk)(now))
    if json:
        typer.echo(outlook_json(answer))
    else:
        _show(outlook_message(answer))


def calibration(*, as_of: AsOf = None, json: Json = False) -> None:
    """Show the agreed rates beside the measured ones, and the odds that were told beside what happened."""
    moment = parse_moment(as_of, "--as-of") if as_of else None
    rates, odds = _asked(
        lambda desk, now: (MeasureRates(desk)(moment or now), AskOutlook(desk).reliability(now))
    )
    if json:
        typer.echo(calibration_json(rates, odds))
    else:
        _show(measured_message(rates), reliability_message(odds))


def _asked(ask: Callable[[Desk, datetime], Found]) -> Found:
    settings = read_store_settings()
    clock = open_clock(settings.sla_clock_file, settings.slack_api_url)
    store = open_kept(database_url=settings.sla_database_url.get_secret_value())
    try:
        return ask(store.desk(store.tenants.sole()), clock.now())
    finally:
        store.engine.dispose()


def _show(*messages: Message) -> None:
    console = Console(soft_wrap=True)
    console.width = max(console.width, WIDTH)
    for message in messages:
        for part in message_text(message):
            console.print(part, markup=False, highlight=False)
