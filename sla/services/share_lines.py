"""The lines of sales' board, each from the leads it is of: a promise with its share and verdict (MATHS D10–D15)."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from sla.activity import LeadHistory
from sla.board import ShareLine
from sla.cadence import Checkpoint
from sla.scorecard import CheckpointShare, checkpoint_share
from sla.services.acceptance_line import answered_in_time
from sla.services.cohorts import attempt_days, numbers, promised, span, stopped_before
from sla.services.sales_leads import SalesLeads
from sla.verdict import judge_share

Cohort = Sequence[LeadHistory]


class ShareLines:
    """Of any part of a cohort too: a lead type's line is of the same span as the whole one's."""

    def __init__(self, leads: SalesLeads) -> None:
        self._leads = leads
        self._sales = leads.shown.sales

    def attempts(self, cohort: Cohort, since: date, *, fallback: bool = False) -> ShareLine:
        due = [one for one in cohort if not stopped_before(one.lead, one.lead.first_attempt_due_at)]
        missed = [one.lead for one in due if not self._leads.attempted(one)]
        kept = len(due) - len(missed)
        under = [self._leads.book.version(one.lead.version) for one in due]
        target = promised(
            [terms.sales.first_attempt_target for terms in under], self._sales.first_attempt_target
        )
        return ShareLine(
            checkpoint=None,
            kept=kept,
            judged=len(due),
            stopped_before=len(cohort) - len(due),
            target=target,
            verdict=judge_share(kept, len(due), target),
            since=since,
            last_90_days=fallback,
            versions=numbers(under),
            unattended=sum(self._leads.unattended(lead, *attempt_days(lead)) for lead in missed),
        )

    def acceptance(self, cohort: Cohort, since: date, *, fallback: bool = False) -> ShareLine:
        """By the share that is agreed for first attempts: the agreement names none of its own."""
        due = [one.lead for one in cohort]
        kept = sum(answered_in_time(lead) for lead in due)
        under = [self._leads.book.version(lead.version) for lead in due]
        target = promised(
            [terms.sales.first_attempt_target for terms in under], self._sales.first_attempt_target
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

    def checkpoint(
        self, checkpoint: Checkpoint, cohort: Cohort, since: date, *, fallback: bool = False
    ) -> ShareLine:
        by_version: defaultdict[int | None, list[LeadHistory]] = defaultdict(list)
        for one in cohort:
            by_version[one.lead.version].append(one)
        shares = [
            (self._leads.book.version(version), self._share(checkpoint, leads))
            for version, leads in by_version.items()
        ]
        kept, judged = (sum(share.kept for _, share in shares), sum(share.judged for _, share in shares))
        under = [terms for terms, share in shares for _ in range(share.judged)]
        target = promised([terms.sales.cadence_target for terms in under], self._sales.cadence_target)
        by_rep = sum(share.stopped_by_rep for _, share in shares)
        return ShareLine(
            checkpoint=checkpoint,
            kept=kept,
            judged=judged,
            stopped_before=sum(share.stopped_by_lead for _, share in shares) + by_rep,
            target=target,
            verdict=judge_share(kept, judged, target),
            since=since,
            last_90_days=fallback,
            versions=numbers(under),
            kept_late=sum(share.kept_late for _, share in shares),
            unattended=self._unattended(checkpoint, cohort),
            stopped_by_rep=by_rep,
        )

    def _share(self, checkpoint: Checkpoint, leads: Cohort) -> CheckpointShare:
        return checkpoint_share(checkpoint, (self._leads.case(one) for one in leads), self._leads.now)

    def _unattended(self, checkpoint: Checkpoint, cohort: Cohort) -> int:
        """How many were missed while nobody was on duty."""
        found = 0
        for one in cohort if self._leads.whose is None else ():
            terms = self._leads.book.version(one.lead.version)
            if self._leads.unattended(one.lead, *span(checkpoint, terms, one.lead)):
                share = self._share(checkpoint, [one])
                found += share.judged - share.kept
        return found
