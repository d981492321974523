"""`sla-bot run`: the bot, until it is told to stop."""

import signal
import threading
from types import FrameType

from bot.bootstrap import Bot
from bot.logs import set_up_logs
from bot.settings import read_settings


def run() -> None:
    """Run the bot in your workspace; Ctrl-C or SIGTERM stops it cleanly."""
    settings = read_settings()
    set_up_logs(level=settings.sla_log_level, as_json=settings.sla_log_format == "json")
    stopping = threading.Event()

    def stop(_number: int, _frame: FrameType | None) -> None:
        stopping.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    bot = Bot(settings)
    bot.start()
    stopping.wait()
    bot.stop()
