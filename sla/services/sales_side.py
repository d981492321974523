"""Sales' half of the board: first attempts and checkpoints kept, of those to be judged (MATHS D10–D15)."""

from datetime import date, datetime, timedelta

from sla.activity import LeadHistory
from sla.board import SalesSide, ShareLine
from sla.book import Book
from sla.cadence import Checkpoint
from sla.leads import Lead, LeadId
from sla.people import MemberId
from sla.ports import UnitOfWork
from sla.scorecard import CheckpointCase, CheckpointShare, checkpoint_share
from sla.services.acceptance_line import answer_due, answered_in_time, anybody_asked
from sla.services.cohorts import (
    accept_days,
    attempt_days,
    attempted,
    case_of,
    due_on,
    numbers,
    promised,
    span,
    stopped_before,
)
from sla.services.duties import Duties
from sla.services.marketing_side import AsOf
from sla.terms import Terms
from sla.verdict import FEWEST, judge_share

FALLBACK_DAYS = 90
"""Under twenty leads in the month, the cohort is that of the last ninety days (MATHS D15)."""


LONGEST_PAUSE = 14
"""Days by which a contested rejection that was undone may have shifted a checkpoint of a cohort."""


class SalesBoard:
    """Builds sales' side of one moment, for the team or one member; each lead by the version it came under."""

    def __init__(self, book: Book, shown: Terms, work: UnitOfWork, at: AsOf, now: datetime) -> None:
        self._book = book
        self._terms = shown
        self._work = work
        self._at = at
        self._now = now
        self._duties = Duties(work, book, now)
        self._whose: MemberId | None = None
        self._cases: dict[LeadId, CheckpointCase] = {}

    def side(self, owner_id: MemberId | None = None) -> SalesSide:
        """The team's, or what one member answers for; not measured while no activity is known (MATHS D16)."""
        within = self._terms.sales.first_attempt_within
        if not self._work.touches.any_until(self._now):
            return SalesSide(measured=False, lines=(), first_attempt_within=within)
        self._whose = owner_id
        histories = list(self._histories())
        lines = [self._first_attempt(histories)]
        own = self._terms.sales.cadence.checkpoints
        lines += [self._checkpoint(checkpoint, histories) for checkpoint in own]
        earlier = (self._checkpoint(checkpoint, histories) for checkpoint in self._earlier(own))
        lines += [line for line in earlier if line.judged]
        start = self._terms.calendar.day_start(self._since_month())
        asked = [
            one.lead
            for one in histories
            if one.lead.accept_due_at is not None
            and one.lead.handed_off_at >= start
            and self._counts(one.lead, *accept_days(one.lead))
        ]
        if anybody_asked([one.lead for one in histories]):
            lines.append(self._acceptance(histories))
        return SalesSide(
            measured=True,
            lines=tuple(lines),
            first_attempt_within=within,
            accept_within=self._terms.sales.accept_within,
            accepted=sum(lead.derived.accepted_at is not None for lead in asked),
            asked=len(asked),
        )

    def _histories(self) -> tuple[LeadHistory, ...]:
        """Every lead that a cohort of the board may hold: ninety days, and the longest checkpoint before."""
        last_day = max(terms.sales.cadence.checkpoints[-1].day for terms in self._book.versions)
        earliest = min(self._since_month(), self._since_fallback())
        start = self._terms.calendar.day_start(earliest) - timedelta(days=last_day + 2 + LONGEST_PAUSE)
        return self._work.leads.handed_off_between(start, self._at.until)

    def _since_month(self) -> date:
        return self._at.month.first

    def _since_fallback(self) -> date:
        return self._at.last_day - timedelta(days=FALLBACK_DAYS - 1)

    def _first_attempt(self, histories: list[LeadHistory]) -> ShareLine:
        month = self._first_attempt_since(histories, self._since_month())
        few = month.judged < FEWEST
        return self._first_attempt_since(histories, self._since_fallback(), fallback=True) if few else month

    def _first_attempt_since(
        self, histories: list[LeadHistory], since: date, *, fallback: bool = False
    ) -> ShareLine:
        start, end = self._terms.calendar.day_start(since), self._at.until
        leads = [
            one.lead
            for one in histories
            if start <= one.lead.first_attempt_due_at < end
            and self._counts(one.lead, *attempt_days(one.lead))
        ]
        due = [lead for lead in leads if not stopped_before(lead, lead.first_attempt_due_at)]
        missed = [lead for lead in due if not attempted(lead)]
        kept = len(due) - len(missed)
        under = [self._book.version(lead.version) for lead in due]
        target = promised(
            [terms.sales.first_attempt_target for terms in under], self._terms.sales.first_attempt_target
        )
        return ShareLine(
            checkpoint=None,
            kept=kept,
            judged=len(due),
            stopped_before=len(leads) - len(due),
            target=target,
            verdict=judge_share(kept, len(due), target),
            since=since,
            last_90_days=fallback,
            versions=numbers(under),
            unattended=sum(self._unattended(lead, *attempt_days(lead)) for lead in missed),
        )

    def _acceptance(self, histories: list[LeadHistory]) -> ShareLine:
        month = self._acceptance_since(histories, self._since_month())
        few = month.judged < FEWEST
        return self._acceptance_since(histories, self._since_fallback(), fallback=True) if few else month

    def _acceptance_since(
        self, histories: list[LeadHistory], since: date, *, fallback: bool = False
    ) -> ShareLine:
        """By the share that is agreed for first attempts: the agreement names none of its own."""
        start, end = self._terms.calendar.day_start(since), self._at.until
        due = [
            one.lead
            for one in histories
            if answer_due(one.lead, start, end) and self._counts(one.lead, *accept_days(one.lead))
        ]
        kept = sum(answered_in_time(lead) for lead in due)
        under = [self._book.version(lead.version) for lead in due]
        target = promised(
            [terms.sales.first_attempt_target for terms in under], self._terms.sales.first_attempt_target
        )
        return ShareLine(
            checkpoint=None,
            kept=kept,
            judged=len(due),
            stopped_before=0,
            target=target,
            verdict=judge_share(kept, len(due), target),
            since=since,
            last_90_days=fallback,
            versions=numbers(under),
            acceptance=True,
        )

    def _earlier(self, own: tuple[Checkpoint, ...]) -> list[Checkpoint]:
        """What leads of other versions were promised and the one in force does not promise any longer."""
        every = {one for terms in self._book.versions for one in terms.sales.cadence.checkpoints}
        return sorted(every - set(own), key=lambda one: (one.day, one.need))

    def _checkpoint(self, checkpoint: Checkpoint, histories: list[LeadHistory]) -> ShareLine:
        month = self._checkpoint_since(checkpoint, histories, self._since_month())
        few = month.judged < FEWEST
        since = self._since_fallback()
        return self._checkpoint_since(checkpoint, histories, since, fallback=True) if few else month

    def _checkpoint_since(
        self, checkpoint: Checkpoint, histories: list[LeadHistory], since: date, *, fallback: bool = False
    ) -> ShareLine:
        """Of the leads that were promised this checkpoint, by whichever version."""
        shares = [
            (terms, self._share(checkpoint, terms, histories, since))
            for terms in self._book.versions
            if checkpoint in terms.sales.cadence.checkpoints
        ]
        kept, judged = (sum(share.kept for _, share in shares), sum(share.judged for _, share in shares))
        under = [terms for terms, share in shares for _ in range(share.judged)]
        target = promised([terms.sales.cadence_target for terms in under], self._terms.sales.cadence_target)
        return ShareLine(
            checkpoint=checkpoint,
            kept=kept,
            judged=judged,
            stopped_before=sum(share.stopped_by_lead + share.stopped_by_rep for _, share in shares),
            target=target,
            verdict=judge_share(kept, judged, target),
            since=since,
            last_90_days=fallback,
            versions=numbers(under),
            kept_late=sum(share.kept_late for _, share in shares),
            unattended=self._unattended_of(checkpoint, histories, since),
        )

    def _share(
        self, checkpoint: Checkpoint, terms: Terms, histories: list[LeadHistory], since: date
    ) -> CheckpointShare:
        cohort = (self._case(one) for one in self._cohort(checkpoint, terms, histories, since))
        return checkpoint_share(checkpoint, cohort, self._now)

    def _cohort(
        self, checkpoint: Checkpoint, terms: Terms, histories: list[LeadHistory], since: date
    ) -> list[LeadHistory]:
        """The leads of one version whose day fell in the span, of those that count here."""
        return [
            one
            for one in histories
            if one.lead.version == terms.version
            and since <= due_on(checkpoint, one) <= self._at.last_day
            and self._counts(one.lead, *span(checkpoint, terms, one.lead))
        ]

    def _counts(self, lead: Lead, first: date, last: date) -> bool:
        return self._whose is None or self._duties.responsible(lead, first, last) == self._whose

    def _unattended(self, lead: Lead, first: date, last: date) -> bool:
        return self._whose is None and self._duties.responsible(lead, first, last) is None

    def _unattended_of(self, checkpoint: Checkpoint, histories: list[LeadHistory], since: date) -> int:
        """How many were missed while nobody was on duty."""
        return sum(
            share.judged - share.kept
            for terms in self._book.versions
            if checkpoint in terms.sales.cadence.checkpoints and self._whose is None
            for one in self._cohort(checkpoint, terms, histories, since)
            if self._unattended(one.lead, *span(checkpoint, terms, one.lead))
            for share in [checkpoint_share(checkpoint, [self._case(one)], self._now)]
        )

    def _case(self, history: LeadHistory) -> CheckpointCase:
        """Read once, however many lines it is on."""
        if history.lead.id not in self._cases:
            self._cases[history.lead.id] = case_of(history, self._now)
        return self._cases[history.lead.id]
