"""`sla-bot run`: the bot, until it is told to stop."""

import signal
import threading
from types import FrameType
from typing import Annotated

import typer

from bot.bootstrap import Bot
from bot.logs import set_up_logs
from bot.roles import Role
from bot.settings import read_settings

OneRole = Annotated[
    Role,
    typer.Option(help="web answers people, worker sends by the clock, all does both; see docs/operating.md."),
]


Hold = Annotated[
    bool,
    typer.Option("--hold", help="After a restore: look what is due up in Slack's history before sending it."),
]


def run(*, role: OneRole = Role.ALL, hold: Hold = False) -> None:
    """Run the bot in your workspace; Ctrl-C or SIGTERM stops it cleanly."""
    settings = read_settings(hears=role.hears)
    set_up_logs(level=settings.sla_log_level, as_json=settings.sla_log_format == "json")
    stopping = threading.Event()

    def stop(_number: int, _frame: FrameType | None) -> None:
        stopping.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    bot = Bot(settings, role=role, hold=hold)
    bot.start()
    stopping.wait()
    bot.stop()
