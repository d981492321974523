"""Which dates of sales' lines fell in a silence: apart while it lasts, and told of once it is over (MATHS D16)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from sla.board import PastGap, SalesSide, ShareLine
from sla.cadence import Checkpoint, deadline
from sla.feeds import Gap, Silent
from sla.ports import UnitOfWork
from sla.services.cohorts import stopped_before
from sla.services.marketing_side import AsOf
from sla.services.sales_leads import SalesLeads
from sla.services.sales_side import SalesBoard


@dataclass(frozen=True, kw_only=True, slots=True)
class Heard:
    """`whole` is up to where all would be judged if no source were silent, `over` the silences that have ended."""

    whole: AsOf
    over: tuple[Gap, ...]


class GapDates:
    """What falls due is not changed by it; it only says where it fell."""

    def __init__(self, leads: SalesLeads, heard: Heard) -> None:
        self._leads = leads
        self._heard = heard

    def beside(self, side: SalesSide) -> SalesSide:
        """The side with what fell in a silence told apart on each line."""
        fell = {line: tuple(self._fell(line)) for line in side.lines}
        gaps = [
            PastGap(gap=gap, dates=sum(gap.holds(at) for dates in fell.values() for at in dates))
            for gap in self._heard.over
        ]
        lines = tuple(self._line(line, len(fell[line])) for line in side.lines)
        return replace(side, lines=lines, gaps=tuple(one for one in gaps if one.dates))

    def _line(self, line: ShareLine, after: int) -> ShareLine:
        waiting = self._waiting(line)
        return replace(line, not_due=line.not_due - waiting, in_gap=waiting, after_gap=after)

    def _waiting(self, line: ShareLine) -> int:
        if line.acceptance or self._heard.whole == self._leads.at:
            return 0
        if line.checkpoint is None:
            return self._leads.attempts_ahead(before=self._heard.whole.until)
        return self._leads.checkpoints_ahead(line.checkpoint, to=self._heard.whole.last_day)

    def _fell(self, line: ShareLine) -> Iterator[datetime]:
        """When the line's leads fell due, those whose clock had stopped before left out."""
        if line.acceptance or not self._heard.over:
            return
        due = self._attempts(line) if line.checkpoint is None else self._days(line.checkpoint, line)
        yield from (at for at in due if any(gap.holds(at) for gap in self._heard.over))

    def _attempts(self, line: ShareLine) -> Iterator[datetime]:
        for one in self._leads.attempts_due(line.since):
            if not stopped_before(one.lead, one.lead.first_attempt_due_at):
                yield one.lead.first_attempt_due_at

    def _days(self, checkpoint: Checkpoint, line: ShareLine) -> Iterator[datetime]:
        for one in self._leads.at_checkpoint(checkpoint, line.since):
            lead, case = one.lead, self._leads.case(one)
            ends_at = deadline(checkpoint, lead.handed_off_at, lead.zone, lead.pause).ends_at
            if case.stopped_at is None or case.stopped_at >= ends_at:
                yield ends_at


def beside_gaps(work: UnitOfWork, sales: SalesBoard, whole: AsOf, lasting: Silent | None) -> SalesSide:
    """The side with the silence that lasts, those before it, and what fell due in each."""
    side, leads = replace(sales.side(), silent=lasting), sales.leads
    earliest = min(leads.since_month, leads.since_fallback)
    found = work.gaps.since(leads.shown.calendar.day_start(earliest)) if side.measured else ()
    over = tuple(one for one in found if one.ended_at is not None)
    return GapDates(leads, Heard(whole=whole, over=over)).beside(side) if over or lasting else side
