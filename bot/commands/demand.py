"""`sla-bot demand`: how many leads a quota needs, from numbers alone; no workspace, no store, no settings."""

import html
from typing import Annotated

import typer

from bot.demand_json import as_json
from bot.demand_numbers import Typed, answer_to
from handlers.views.demand import demand_message
from sla.errors import BadFields

_BAD_INPUT = 2
_RATE = "like 34%, 0.34 or 1326/3900"

Quota = Annotated[str | None, typer.Option("--quota", help="The revenue to reach, like 500000 or 500k.")]
Span = Annotated[str, typer.Option("--period", help="What it is for: month, quarter or year.")]
Aov = Annotated[str | None, typer.Option("--aov", help="The average order value, like 2000.")]
MqlSql = Annotated[str | None, typer.Option("--mql-sql", help=f"Leads that become SQLs, {_RATE}.")]
SqlOpp = Annotated[str | None, typer.Option("--sql-opp", help=f"SQLs that become opportunities, {_RATE}.")]
Win = Annotated[str | None, typer.Option("--win", help=f"Opportunities that are won, {_RATE}.")]
Currency = Annotated[str, typer.Option("--currency", help="Three capitals, like EUR.")]
Reps = Annotated[str | None, typer.Option("--reps", help="How many reps there are to work the leads.")]
Json = Annotated[bool, typer.Option("--json", help="As JSON; docs/demand.md says what each key is.")]


def demand(
    *,
    quota: Quota = None,
    period: Span = "year",
    aov: Aov = None,
    mql_sql: MqlSql = None,
    sql_opp: SqlOpp = None,
    win: Win = None,
    currency: Currency = "USD",
    reps: Reps = None,
    json: Json = False,
) -> None:
    """Work out how many leads a quota needs, step by step."""
    typed = Typed(
        quota=quota,
        period=period,
        aov=aov,
        mql_sql=mql_sql,
        sql_opp=sql_opp,
        win=win,
        currency=currency,
        reps=reps,
    )
    try:
        answer = answer_to(typed)
    except BadFields as refused:
        for field, sentence in refused.fields.items():
            typer.echo(f"{field}: {sentence}", err=True)
        raise typer.Exit(_BAD_INPUT) from None
    typer.echo(as_json(answer) if json else _plain(demand_message(answer).text))


def _plain(text: str) -> str:
    """Slack's words without its formatting."""
    return html.unescape(text.replace("*", "").replace("`", ""))
