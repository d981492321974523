"""Answers questions after their acknowledgement, so that nobody's wait is another's: by a few threads, in turn."""

from itertools import count

import structlog

from bot.errors import say_instead
from bot.workers import Workers
from handlers import replies
from handlers.later import Question
from sla.errors import Conflict

log = structlog.get_logger()

THREADS = 12
"""How many are worked out at a time; each holds one connection to the database."""
MOST_WAITING = 1000
STOP_WITHIN_SECONDS = 10.0

Asked = tuple[str, Question]


class Questions:
    """First come, first served. A question that is lost by a kill changed nothing and can be asked again."""

    def __init__(self) -> None:
        self._numbers = count(1)
        self._workers: Workers[int, Asked] = Workers(
            threads=THREADS, failure="could not tell the person", key="question"
        )

    def answer(self, response_url: str, question: Question) -> None:
        if not self._workers.want(next(self._numbers), (response_url, question), most=MOST_WAITING):
            raise Conflict("Too many questions are waiting at the moment; ask again in a minute.")

    def start(self) -> None:
        self._workers.start(lambda _, asked: _answer(*asked))

    def stop(self) -> None:
        """Take none any more, and answer those that wait."""
        if left := self._workers.stop(STOP_WITHIN_SECONDS, finish=True):
            log.warning("questions were not answered before the stop", questions=left)


def _answer(response_url: str, question: Question) -> None:
    try:
        message = question()
        if message is not None:
            replies.answer(response_url, message)
    except Exception as error:  # noqa: BLE001 - Bolt's place for errors ended with the acknowledgement
        say_instead(response_url, error)
