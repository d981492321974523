"""The states of a board that are no ordinary day, and their sentences: nothing yet, not begun, closed."""

from dataclasses import dataclass
from datetime import date

from handlers.views import days
from sla.board import Board
from sla.calendar import local_date
from sla.pace import SETTLING_DAYS

FIRST_STEPS = (
    "*No leads yet.* What to do first: bring them in with `sla-bot import leads FILE`, and what was done about "
    "them with `sla-bot import touches FILE`. Both sides are counted from then on."
)
NO_ACTIVITIES = (
    "*Sales is not measured yet*, as no activity is known. Log one under `/sla leads`, or bring them in with "
    "`sla-bot import touches FILE`; nobody is counted late meanwhile."
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Situation:
    """What kind of day a board is of: which month its figures show, and whether anything can be judged yet."""

    board: Board

    @property
    def today(self) -> date:
        return local_date(self.board.now, self.board.zone)

    @property
    def closed(self) -> bool:
        """On a month's first working day the month before is shown, closed (MATHS D6)."""
        as_of = self.board.as_of
        return (as_of.year, as_of.month) != (self.today.year, self.today.month)

    @property
    def settling(self) -> bool:
        """In a month's first working days, and where the month before is shown, its close is told."""
        return self.closed or self.board.days_elapsed < SETTLING_DAYS

    @property
    def before_start(self) -> bool:
        """No day that counts has passed: nothing is expected, nothing is judged (MATHS D16)."""
        return self.board.as_of < self.board.effective_on

    @property
    def fresh(self) -> bool:
        """Nothing has ever come in, from anywhere: the first thing to read is what to do."""
        side = self.board.marketing
        nothing = not side.value_cumulative.delivered and not side.today_so_far
        return nothing and not self.board.sales.measured and not self.before_start

    @property
    def month(self) -> str:
        return days.month(self.board.as_of)

    @property
    def by_now(self) -> str:
        return "" if self.closed else " by now"


def starts(board: Board) -> str:
    day = days.dated(board.effective_on, Situation(board=board).today)
    return f"The agreement counts from {day} on; leads from before are listed, never judged."
