"""`sla-bot plan`: leads by month, of the store's agreement or of numbers to try, for a terminal or a script."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bot.clock import SystemClock, open_clock
from bot.plan_data import as_csv, as_json
from bot.plan_options import Numbers, parse_month, terms_of
from bot.plan_text import as_text
from bot.settings import read_store_settings
from bot.store import open_kept
from sla.errors import BadInput
from sla.planned import PlanAnswer
from sla.services.planning import USUAL_LENGTH, AskPlan, tried
from sla.targets import Month

WIDTH = 110
"""At least so wide, so that a table is not broken up where it goes to a file."""
SCREEN = Path("-")

Length = Annotated[int, typer.Option("--months", help="6 or 12.")]
Start = Annotated[str | None, typer.Option("--start", help="The first closing month, like 2026-01.")]
Csv = Annotated[Path | None, typer.Option("--csv", help="Write it as CSV to this file; - for the screen.")]
Json = Annotated[bool, typer.Option("--json", help="As JSON; docs/plan.md says what each key is.")]
Quota = Annotated[str | None, typer.Option(help="Instead of the agreement's: 500k/year, 40k/month.")]
Aov = Annotated[str | None, typer.Option(help="Average order value, like 2k.")]
MqlSql = Annotated[str | None, typer.Option(help="Rate from MQL to SQL, like 34% or 1326/3900.")]
SqlOpp = Annotated[str | None, typer.Option(help="Rate from SQL to opportunity.")]
Win = Annotated[str | None, typer.Option(help="Rate from opportunity to won; alone: from lead to won.")]
ToClose = Annotated[int | None, typer.Option(help="Months from lead to won deal.")]
Open = Annotated[str | None, typer.Option("--open", help="Open already and expected to be won, like 125k.")]
Currency = Annotated[str | None, typer.Option(help="Of the amounts; left out: USD.")]
Locale = Annotated[str | None, typer.Option(help="How numbers are written; left out: en_US.")]


def plan(
    *,
    length: Length = USUAL_LENGTH,
    start: Start = None,
    to: Csv = None,
    json: Json = False,
    quota: Quota = None,
    aov: Aov = None,
    mql_sql: MqlSql = None,
    sql_opp: SqlOpp = None,
    win: Win = None,
    months_to_close: ToClose = None,
    opened: Open = None,
    currency: Currency = None,
    locale: Locale = None,
) -> None:
    """Show how many leads each month needs; with numbers of your own no store is needed."""
    if json and to is not None:
        raise BadInput("Ask for --json or for --csv, not for both.")
    if to is not None and to != SCREEN and to.exists():
        raise BadInput(f"{to} is there already; name another file, or move it away.")
    first = parse_month(start) if start is not None else None
    numbers = Numbers(
        quota=quota, aov=aov, mql_sql=mql_sql, sql_opp=sql_opp, win=win, months_to_close=months_to_close,
        opened=opened, currency=currency, locale=locale,
    )  # fmt: skip
    _show(_tried(numbers, first, length) if numbers.given else _agreed(first, length), to=to, json=json)


def _tried(numbers: Numbers, first: Month | None, length: int) -> PlanAnswer:
    begins = first or Month.of(SystemClock().now().date())
    return tried(terms_of(numbers, begins), begins, length)


def _agreed(first: Month | None, length: int) -> PlanAnswer:
    settings = read_store_settings()
    clock = open_clock(settings.sla_clock_file, settings.slack_api_url)
    store = open_kept(database_url=settings.sla_database_url.get_secret_value())
    try:
        return AskPlan(store.desk(store.tenants.sole()))(length, clock.now(), first)
    finally:
        store.engine.dispose()


def _show(answer: PlanAnswer, *, to: Path | None, json: bool) -> None:
    if json:
        typer.echo(as_json(answer))
        return
    if to == SCREEN:
        typer.echo(as_csv(answer).encode(), nl=False)  # as bytes: its line ends are part of the format
        return
    console = Console(soft_wrap=True)
    console.width = max(console.width, WIDTH)
    if to is None:
        for part in as_text(answer):
            console.print(part, markup=False, highlight=False)
        return
    with to.open("w", encoding="utf-8", newline="") as file:
        file.write(as_csv(answer))
    console.print(f"The plan is in {to}.", markup=False, highlight=False)
