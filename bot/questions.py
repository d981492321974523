"""Answers questions after their acknowledgement, so that nobody's wait is another's: by a few threads, in turn."""

import threading
from collections import deque

import structlog

from bot.errors import say_instead
from handlers import replies
from handlers.later import Question
from sla.errors import Conflict

log = structlog.get_logger()

THREADS = 12
"""How many are worked out at a time; each holds one connection to the database."""
MOST_WAITING = 1000
STOP_WITHIN_SECONDS = 10.0


class Questions:
    """First come, first served. A question that is lost by a kill changed nothing and can be asked again."""

    def __init__(self) -> None:
        self._waiting: deque[tuple[str, Question]] = deque()
        self._in_hand = 0
        self._stopping = False
        self._changed = threading.Condition()

    def answer(self, response_url: str, question: Question) -> None:
        with self._changed:
            if self._stopping or len(self._waiting) >= MOST_WAITING:
                raise Conflict("Too many questions are waiting at the moment; ask again in a minute.")
            self._waiting.append((response_url, question))
            self._changed.notify()

    def start(self) -> None:
        for number in range(THREADS):
            threading.Thread(target=self._run, name=f"question {number}", daemon=True).start()

    def stop(self) -> None:
        """Take none any more, and answer those that wait."""
        with self._changed:
            self._stopping = True
            self._changed.notify_all()
            self._changed.wait_for(lambda: not self._waiting and not self._in_hand, STOP_WITHIN_SECONDS)
            if left := len(self._waiting) + self._in_hand:
                log.warning("questions were not answered before the stop", questions=left)
            self._waiting.clear()

    def _run(self) -> None:
        while (found := self._next()) is not None:
            try:
                _answer(*found)
            except Exception:  # one answer's failure never stops the others
                log.warning("could not tell the person", exc_info=True)
            finally:
                self._done()

    def _next(self) -> tuple[str, Question] | None:
        """None when the bot stops and all are answered."""
        with self._changed:
            self._changed.wait_for(lambda: self._waiting or self._stopping)
            if not self._waiting:
                return None
            self._in_hand += 1
            return self._waiting.popleft()

    def _done(self) -> None:
        with self._changed:
            self._in_hand -= 1
            self._changed.notify_all()


def _answer(response_url: str, question: Question) -> None:
    try:
        message = question()
        if message is not None:
            replies.answer(response_url, message)
    except Exception as error:  # noqa: BLE001 - Bolt's place for errors ended with the acknowledgement
        say_instead(response_url, error)
