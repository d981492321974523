"""What handlers hand over to be answered after the acknowledgement: questions, which change nothing."""

from collections.abc import Callable
from typing import Protocol

from handlers.views.message import Message

Question = Callable[[], Message | None]
"""Works the answer out; None where it has shown it itself. What it raises, the person reads."""


class Later(Protocol):
    def answer(self, slack_id: str, response_url: str, question: Question) -> None:
        """Returns at once, and the person reads the answer when it is ready; Conflict where too many wait."""
