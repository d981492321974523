"""How far a lead came and when, as rates and odds are measured from it, and the port that reads it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, kw_only=True, slots=True)
class Path:
    """One lead from its handoff on. A lead that was rejected for good is none (MATHS D13).

    `stage` is the one it is in now, `entered` the stages of its history with their moments, by time. `won_at` is its
    first deal, or when its history says so; `worth` what all its deals add up to in minor units, None where no amount
    is known. `ended_at`: lost, disqualified or rejected.
    """

    lead_type: str
    began_at: datetime
    stage: str
    entered: tuple[tuple[str, datetime], ...] = ()
    won_at: datetime | None = None
    worth: int | None = None
    ended_at: datetime | None = None


class Paths(Protocol):
    def handed_off(self, start: datetime, end: datetime, *, currency: str) -> tuple[Path, ...]:
        """Of the leads handed off in [start, end), by handoff; a deal in another currency has no amount."""
