"""`sla-bot doctor`: looks at everything a first afternoon may stumble over, and says what to do about each."""

import typer
from rich.console import Console

from bot.examine import examine
from bot.findings import Finding, Grade
from bot.settings import read_settings

MARKS = {Grade.FINE: ("ok", "green"), Grade.LOOK: ("look", "yellow"), Grade.WRONG: ("wrong", "red")}


def doctor() -> None:
    """Check tokens, scopes, channel, people, store and clock."""
    console = Console(soft_wrap=True)
    findings = examine(read_settings())
    for finding in findings:
        _show(console, finding)
    if any(finding.grade is Grade.WRONG for finding in findings):
        raise typer.Exit(code=1)


def _show(console: Console, finding: Finding) -> None:
    mark, colour = MARKS[finding.grade]
    console.print(f"{mark:>5}  ", style=colour, end="")
    console.print(f"{finding.what}: {finding.found}", markup=False, highlight=False)
    if finding.to_do:
        console.print(f"       → {finding.to_do}", markup=False, highlight=False)
