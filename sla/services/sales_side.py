"""Sales' half of the board: first attempts and checkpoints kept, of those to be judged (MATHS D10–D15)."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from fractions import Fraction

from sla.activity import LeadHistory
from sla.board import SalesSide, ShareLine
from sla.book import Book
from sla.cadence import Checkpoint, deadline
from sla.calendar import local_date
from sla.leads import Lead, LeadId, StopReason
from sla.people import MemberId
from sla.ports import UnitOfWork
from sla.scorecard import CheckpointCase, CheckpointShare, checkpoint_share
from sla.services.duties import Duties
from sla.services.marketing_side import AsOf
from sla.services.recount import judged
from sla.terms import Terms
from sla.touches import follow_up_times
from sla.verdict import FEWEST, judge_share

FALLBACK_DAYS = 90
"""Under twenty leads in the month, the cohort is that of the last ninety days (MATHS D15)."""


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
        return SalesSide(measured=True, lines=tuple(lines), first_attempt_within=within)

    def _histories(self) -> tuple[LeadHistory, ...]:
        """Every lead that a cohort of the board may hold: ninety days, and the longest checkpoint before."""
        last_day = max(terms.sales.cadence.checkpoints[-1].day for terms in self._book.versions)
        earliest = min(self._since_month(), self._since_fallback())
        start = self._terms.calendar.day_start(earliest) - timedelta(days=last_day + 2)
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
            and self._counts(one.lead, *_attempt_days(one.lead))
        ]
        due = [lead for lead in leads if not _stopped_before(lead, lead.first_attempt_due_at)]
        missed = [lead for lead in due if not _attempted(lead)]
        kept = len(due) - len(missed)
        under = [self._book.version(lead.version) for lead in due]
        target = _promised(
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
            versions=_numbers(under),
            unattended=sum(self._unattended(lead, *_attempt_days(lead)) for lead in missed),
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
        target = _promised([terms.sales.cadence_target for terms in under], self._terms.sales.cadence_target)
        return ShareLine(
            checkpoint=checkpoint,
            kept=kept,
            judged=judged,
            stopped_before=sum(share.stopped_by_lead + share.stopped_by_rep for _, share in shares),
            target=target,
            verdict=judge_share(kept, judged, target),
            since=since,
            last_90_days=fallback,
            versions=_numbers(under),
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
            and since <= _due_on(checkpoint, one) <= self._at.last_day
            and self._counts(one.lead, *_span(checkpoint, terms, one.lead))
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
            if self._unattended(one.lead, *_span(checkpoint, terms, one.lead))
            for share in [checkpoint_share(checkpoint, [self._case(one)], self._now)]
        )

    def _case(self, history: LeadHistory) -> CheckpointCase:
        """Read once, however many lines it is on."""
        if history.lead.id not in self._cases:
            self._cases[history.lead.id] = self._read(history)
        return self._cases[history.lead.id]

    def _read(self, history: LeadHistory) -> CheckpointCase:
        lead = history.lead
        return CheckpointCase(
            handed_off_at=lead.handed_off_at,
            zone=lead.zone,
            follow_up_times=follow_up_times(judged(history, self._now)),
            stopped_at=lead.stopped_at,
            stopped_by_rep=lead.stop_reason is StopReason.DISQUALIFIED,
        )


def _stopped_before(lead: Lead, moment: datetime) -> bool:
    return lead.stopped_at is not None and lead.stopped_at < moment


def _attempted(lead: Lead) -> bool:
    first = lead.derived.first_attempt_at
    return first is not None and first <= lead.first_attempt_due_at


def _attempt_days(lead: Lead) -> tuple[date, date]:
    """The local days on which the first attempt could be made."""
    return local_date(lead.handed_off_at, lead.zone), local_date(lead.first_attempt_due_at, lead.zone)


def _span(checkpoint: Checkpoint, terms: Terms, lead: Lead) -> tuple[date, date]:
    """The local days after the checkpoint before, or from the handoff on, up to this one's."""
    before = [one for one in terms.sales.cadence.checkpoints if one.day < checkpoint.day]
    first = deadline(before[-1], lead.handed_off_at, lead.zone).on + timedelta(days=1) if before else None
    last = deadline(checkpoint, lead.handed_off_at, lead.zone).on
    return first or local_date(lead.handed_off_at, lead.zone), last


def _due_on(checkpoint: Checkpoint, history: LeadHistory) -> date:
    return deadline(checkpoint, history.lead.handed_off_at, history.lead.zone).on


def _promised(targets: Sequence[Fraction], otherwise: Fraction) -> Fraction:
    """What was promised for these leads on average: each came under its own version's target."""
    return sum(targets, Fraction(0)) / len(targets) if targets else otherwise


def _numbers(under: Iterable[Terms]) -> tuple[int, ...]:
    return tuple(sorted({terms.version for terms in under}))
