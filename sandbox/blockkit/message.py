"""A message's blocks as a whole."""

from sandbox.blockkit.problems import Problem, array
from sandbox.blockkit.surfaces import IN_MESSAGE
from sandbox.blockkit.whole import (
    repeated_ids,
    several_focused,
    text_length,
    too_many_figures,
    too_much_markdown,
)
from sandbox.jsonvalue import Json

__all__ = ["check_message", "text_length"]

MOST_BLOCKS = 50
_BLOCKS = array(IN_MESSAGE, most=MOST_BLOCKS, least=0)


def check_message(blocks: Json, *, root: str = "/blocks") -> list[Problem]:
    """Everything Slack would hold against the blocks of a message; empty when it would take them."""
    checks = (_BLOCKS, repeated_ids, too_many_figures, too_much_markdown, several_focused)
    return [problem for check in checks for problem in check(blocks, root)]
