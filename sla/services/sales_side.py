"""Sales' half of the board: first attempts and checkpoints kept, of those to be judged (MATHS D10–D15)."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Protocol

from sla.activity import LeadHistory
from sla.board import SalesSide, ShareLine
from sla.book import Book
from sla.cadence import Checkpoint
from sla.people import MemberId
from sla.ports import UnitOfWork
from sla.services.acceptance_line import anybody_asked
from sla.services.marketing_side import AsOf
from sla.services.sales_leads import SalesLeads
from sla.services.share_lines import ShareLines
from sla.terms import Terms
from sla.verdict import FEWEST


class _OneLine(Protocol):
    def __call__(
        self, cohort: Sequence[LeadHistory], since: date, *, fallback: bool = False
    ) -> ShareLine: ...


class SalesBoard:
    """Builds sales' side of one moment, for the team or one member; each lead by the version it came under.

    With `known_at` it is the side as it was known at that moment: by the touches that had come in.
    """

    def __init__(
        self,
        book: Book,
        shown: Terms,
        work: UnitOfWork,
        at: AsOf,
        now: datetime,
        *,
        owner_id: MemberId | None = None,
        known_at: datetime | None = None,
    ) -> None:
        self.leads = SalesLeads(book, shown, work, at, now, whose=owner_id, known_at=known_at)
        self.lines = ShareLines(self.leads)

    def side(self) -> SalesSide:
        """The team's, or what one member answers for; not measured while no activity is known (MATHS D16)."""
        leads, promised = self.leads, self.leads.shown.sales
        if not leads.work.touches.any_until(leads.now):
            return SalesSide(measured=False, lines=(), first_attempt_within=promised.first_attempt_within)
        lines = [replace(self._first_attempt(), not_due=leads.attempts_ahead())]
        own = promised.cadence.checkpoints
        lines += [self._checkpoint(checkpoint) for checkpoint in own]
        earlier = (self._checkpoint(checkpoint) for checkpoint in leads.earlier(own))
        lines += [line for line in earlier if line.judged]
        if anybody_asked([one.lead for one in leads.histories]):
            lines.append(self._chosen(leads.answers_due, self.lines.acceptance))
        asked = leads.asked()
        return SalesSide(
            measured=True,
            lines=tuple(lines),
            first_attempt_within=promised.first_attempt_within,
            accept_within=promised.accept_within,
            accepted=sum(lead.derived.accepted_at is not None for lead in asked),
            asked=len(asked),
        )

    def month(self) -> tuple[ShareLine, ...]:
        """First attempts and checkpoints of the month alone, however few."""
        since, own = self.leads.since_month, self.leads.shown.sales.cadence.checkpoints
        checkpoints = (
            self.lines.checkpoint(one, self.leads.at_checkpoint(one, since), since)
            for one in (*own, *self.leads.earlier(own))
        )
        return self.lines.attempts(self.leads.attempts_due(since), since), *checkpoints

    def cohort(self, line: ShareLine) -> list[LeadHistory]:
        """The leads that this line is of."""
        if line.acceptance:
            return self.leads.answers_due(line.since)
        if line.checkpoint is None:
            return self.leads.attempts_due(line.since)
        return self.leads.at_checkpoint(line.checkpoint, line.since)

    def again(self, line: ShareLine, cohort: Sequence[LeadHistory]) -> ShareLine:
        """The same line of these leads alone."""
        if line.acceptance:
            return self.lines.acceptance(cohort, line.since, fallback=line.last_90_days)
        if line.checkpoint is None:
            return self.lines.attempts(cohort, line.since, fallback=line.last_90_days)
        return self.lines.checkpoint(line.checkpoint, cohort, line.since, fallback=line.last_90_days)

    def _first_attempt(self) -> ShareLine:
        return self._chosen(self.leads.attempts_due, self.lines.attempts)

    def _checkpoint(self, checkpoint: Checkpoint) -> ShareLine:
        month = self.leads.since_month
        line = self.lines.checkpoint(checkpoint, self.leads.at_checkpoint(checkpoint, month), month)
        if line.judged < FEWEST:
            since = self.leads.since_fallback
            cohort = self.leads.at_checkpoint(checkpoint, since)
            line = self.lines.checkpoint(checkpoint, cohort, since, fallback=True)
        return replace(line, not_due=self.leads.checkpoints_ahead(checkpoint))

    def _chosen(self, cohort: Callable[[date], list[LeadHistory]], line: _OneLine) -> ShareLine:
        """The month's, or where that has too few the last ninety days' (MATHS D15)."""
        month = line(cohort(self.leads.since_month), self.leads.since_month)
        if month.judged >= FEWEST:
            return month
        since = self.leads.since_fallback
        return line(cohort(since), since, fallback=True)
