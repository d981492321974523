"""The points between which a sender may be lost, by name: a test that kills it at each stands on these."""

from collections.abc import Callable
from enum import StrEnum


class Point(StrEnum):
    """In the order in which one message passes them."""

    PLANNED = "planned"
    CLAIMED_BEFORE_COMMIT = "claimed before commit"
    CLAIMED = "claimed, committed"
    BEFORE_POST = "before post"
    AFTER_POST = "after post, before record"
    RECORDED_BEFORE_COMMIT = "recorded before commit"
    RECORDED = "recorded, committed"
    LOOKED_UP = "looked up, before record"


Reached = Callable[[Point], None]


def unheard(_point: Point) -> None:
    """In production nobody listens."""
