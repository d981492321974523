"""The leads that sales' lines are of, for the team or for what one member answers for; each is read once."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cached_property

from sla.activity import LeadHistory
from sla.book import Book
from sla.cadence import Checkpoint
from sla.leads import Lead, LeadId
from sla.people import MemberId
from sla.ports import UnitOfWork
from sla.scorecard import CheckpointCase
from sla.services.acceptance_line import answer_due
from sla.services.cohorts import accept_days, attempt_days, attempted, case_of, ends_on, span
from sla.services.duties import Duties
from sla.services.marketing_side import AsOf
from sla.services.recount import judged
from sla.terms import Terms
from sla.touches import JudgedTouch, Role

FALLBACK_DAYS = 90
"""Under twenty leads in the month, the cohort is that of the last ninety days (MATHS D15)."""

LONGEST_PAUSE = 14
"""Days by which a contested rejection that was undone may have shifted a checkpoint of a cohort."""


class SalesLeads:
    def __init__(
        self,
        book: Book,
        shown: Terms,
        work: UnitOfWork,
        at: AsOf,
        now: datetime,
        *,
        whose: MemberId | None = None,
        known_at: datetime | None = None,
    ) -> None:
        self.book, self.shown, self.work, self.at = book, shown, work, at
        self.now, self.whose, self._known_at = now, whose, known_at
        self._duties = Duties(work, book, now)
        self._cases: dict[LeadId, CheckpointCase] = {}
        self._touches: dict[LeadId, tuple[JudgedTouch, ...]] = {}
        self._days: dict[tuple[LeadId, Checkpoint], date] = {}
        self._cohorts: dict[tuple[Checkpoint, date], list[LeadHistory]] = {}

    @property
    def since_month(self) -> date:
        return self.at.month.first

    @property
    def since_fallback(self) -> date:
        return self.at.last_day - timedelta(days=FALLBACK_DAYS - 1)

    @property
    def longest(self) -> int:
        """The day of the last checkpoint that any version promises."""
        return max(terms.sales.cadence.checkpoints[-1].day for terms in self.book.versions)

    @cached_property
    def histories(self) -> tuple[LeadHistory, ...]:
        """Every lead that a cohort of the board may hold: ninety days, and the longest checkpoint before."""
        earliest = min(self.since_month, self.since_fallback)
        start = self.shown.calendar.day_start(earliest) - timedelta(days=self.longest + 2 + LONGEST_PAUSE)
        return self.work.leads.handed_off_between(start, self.at.until)

    @cached_property
    def owned(self) -> tuple[LeadHistory, ...]:
        """The team's, or those that are the member's now."""
        return tuple(one for one in self.histories if self.whose in {None, one.lead.owner_id})

    def attempts_due(self, since: date) -> list[LeadHistory]:
        """Those whose target moment of the first attempt lies in the span, of those that count here."""
        start, end = self.shown.calendar.day_start(since), self.at.until
        return [
            one
            for one in self.histories
            if start <= one.lead.first_attempt_due_at < end
            and self._counts(one.lead, *attempt_days(one.lead))
        ]

    def answers_due(self, since: date) -> list[LeadHistory]:
        start, end = self.shown.calendar.day_start(since), self.at.until
        return [
            one
            for one in self.histories
            if answer_due(one.lead, start, end) and self._counts(one.lead, *accept_days(one.lead))
        ]

    def at_checkpoint(self, checkpoint: Checkpoint, since: date) -> list[LeadHistory]:
        """The leads that were promised it, by whichever version, and whose day fell in the span."""
        if (checkpoint, since) not in self._cohorts:
            self._cohorts[checkpoint, since] = self._at_checkpoint(checkpoint, since)
        return self._cohorts[checkpoint, since]

    def _at_checkpoint(self, checkpoint: Checkpoint, since: date) -> list[LeadHistory]:
        return [
            one
            for terms in self.promising(checkpoint)
            for one in self.histories
            if one.lead.version == terms.version
            and since <= self.ends_on(checkpoint, one.lead) <= self.at.last_day
            and self._counts(one.lead, *span(checkpoint, terms, one.lead))
        ]

    def asked(self) -> list[Lead]:
        """The month's leads that somebody was asked to accept."""
        start = self.shown.calendar.day_start(self.since_month)
        return [
            one.lead
            for one in self.histories
            if one.lead.accept_due_at is not None
            and one.lead.handed_off_at >= start
            and self._counts(one.lead, *accept_days(one.lead))
        ]

    def attempts_ahead(self, *, before: datetime | None = None) -> int:
        """Running clocks whose first attempt is not due yet, or falls due before that moment."""
        ahead = (one.lead for one in self.owned if one.lead.first_attempt_due_at >= self.at.until)
        return sum(
            not lead.stopped(self.now) and (before is None or lead.first_attempt_due_at < before)
            for lead in ahead
        )

    def checkpoints_ahead(self, checkpoint: Checkpoint, *, to: date | None = None) -> int:
        """Running clocks whose day lies after the last one that is counted, up to that day."""
        versions = {terms.version for terms in self.promising(checkpoint)}
        return sum(
            self.at.last_day < self.ends_on(checkpoint, one.lead) <= (to or date.max)
            and not one.lead.stopped(self.now)
            for one in self.owned
            if one.lead.version in versions
        )

    def ends_on(self, checkpoint: Checkpoint, lead: Lead) -> date:
        """The lead's own day, worked out once."""
        if (lead.id, checkpoint) not in self._days:
            self._days[lead.id, checkpoint] = ends_on(checkpoint, lead)
        return self._days[lead.id, checkpoint]

    def promising(self, checkpoint: Checkpoint) -> list[Terms]:
        return [terms for terms in self.book.versions if checkpoint in terms.sales.cadence.checkpoints]

    def earlier(self, own: tuple[Checkpoint, ...]) -> list[Checkpoint]:
        """What leads of other versions were promised and the one in force does not promise any longer."""
        every = {one for terms in self.book.versions for one in terms.sales.cadence.checkpoints}
        return sorted(every - set(own), key=lambda one: (one.day, one.need))

    def case(self, history: LeadHistory) -> CheckpointCase:
        """Read once, however many lines it is on."""
        if history.lead.id not in self._cases:
            self._cases[history.lead.id] = case_of(history, self.touches(history))
        return self._cases[history.lead.id]

    def touches(self, history: LeadHistory) -> tuple[JudgedTouch, ...]:
        if history.lead.id not in self._touches:
            self._touches[history.lead.id] = judged(self._known(history), self.now)
        return self._touches[history.lead.id]

    def attempted(self, history: LeadHistory) -> bool:
        """In time."""
        if self._known_at is None:
            return attempted(history.lead)
        first = (one.fact.occurred_at for one in self.touches(history) if one.role is Role.FIRST_ATTEMPT)
        return next(first, self.now) <= history.lead.first_attempt_due_at

    def _known(self, history: LeadHistory) -> LeadHistory:
        if self._known_at is None:
            return history
        touches = tuple(one for one in history.touches if one.logged_at <= self._known_at)
        return replace(history, touches=touches)

    def unattended(self, lead: Lead, first: date, last: date) -> bool:
        """Missed while nobody was on duty: in the team's figure, in no person's."""
        return self.whose is None and self._duties.responsible(lead, first, last) is None

    def _counts(self, lead: Lead, first: date, last: date) -> bool:
        return self.whose is None or self._duties.responsible(lead, first, last) == self.whose
