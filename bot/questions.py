"""Answers questions after their acknowledgement, so that nobody's wait is another's."""

from functools import partial

from bot.errors import say_instead
from bot.turns import Turns
from handlers import replies
from handlers.later import Question
from sla.errors import Conflict

MOST_WAITING = 1000


class Questions:
    """In turn. A question that is lost by a kill changed nothing and can be asked again."""

    def __init__(self, turns: Turns) -> None:
        self._turns = turns

    def answer(self, slack_id: str, response_url: str, question: Question) -> None:
        if not self._turns.add(slack_id, partial(_answer, response_url, question), most=MOST_WAITING):
            raise Conflict("Too many questions are waiting at the moment; ask again in a minute.")


def _answer(response_url: str, question: Question) -> None:
    try:
        message = question()
        if message is not None:
            replies.answer(response_url, message)
    except Exception as error:  # noqa: BLE001 - Bolt's place for errors ended with the acknowledgement
        say_instead(response_url, error)
