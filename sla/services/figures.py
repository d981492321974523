"""`sla-bot status`: the board of any moment, taken from the facts, with figures of the whole history beside it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sla.activity import LeadHistory
from sla.board import Board, Figures, SinceStart
from sla.book import Book
from sla.calendar import WorkingCalendar
from sla.first_contact import Attempt, FirstContact, first_attempts, first_contact
from sla.leads import Lead, StopReason
from sla.ports import UnitOfWork
from sla.scorecard import CheckpointCase, CheckpointShare, checkpoint_share
from sla.services.desk import Desk
from sla.services.marketing_side import as_of
from sla.services.recount import Owners, judged, owner_of, owners, stage_of, stand
from sla.services.status import Status, Worth, risk_ends
from sla.targets import known_type
from sla.touches import JudgedTouch, follow_up_times
from sla.worktime import WorkTime

_DAY = timedelta(days=1)
_INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Case:
    """A judged lead with everything that is known of it by the moment asked about."""

    lead: Lead
    touches: tuple[JudgedTouch, ...]
    contact: FirstContact
    next_due_at: datetime | None


class ReadFigures:
    """Reads only. What the store derives is as of now; the figures of an earlier moment are taken from the facts."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._status = Status(desk)

    def __call__(self, now: datetime) -> Figures:
        """NotFound where nothing was agreed."""
        board = self._status.board(now, detail=True)
        with self._desk.look() as work:
            book = self._desk.book(work)
            histories = work.leads.handed_off_between(book.begins_at, now + _INSTANT)
            cases = list(_cases(histories, book, owners(work, book), now))
            board = self._with_exposures(board, cases, book, work)
        at = as_of(book.at(now), now)
        line = next((one for one in board.sales.lines if one.checkpoint is None), None)
        since = at.until if line is None else book.at(now).calendar.day_start(line.since)
        attempts = [_attempt(case) for case in cases]
        return Figures(
            board=board,
            first_attempts=first_attempts((one for one in attempts if since <= one.due_at < at.until), now),
            since_start=SinceStart(
                leads=len(cases),
                checkpoints=tuple(_shares(cases, book, now)),
                first_attempts=first_attempts(attempts, now),
            ),
        )

    @staticmethod
    def _with_exposures(board: Board, cases: Sequence[_Case], book: Book, work: UnitOfWork) -> Board:
        now, terms = board.now, book.at(board.now)
        ends, worth = risk_ends(terms.calendar, now), Worth(terms)
        changes = work.stages.of([case.lead.id for case in cases if case.next_due_at is not None])
        overdue: Counter[tuple[str, str]] = Counter()
        at_risk: Counter[tuple[str, str]] = Counter()
        for case in cases:
            if case.next_due_at is None or case.next_due_at > ends:
                continue
            lead = case.lead
            stage = lead.stage
            if lead.id in changes:
                first = known_type(book.version(lead.version), lead.lead_type).funnel.stages[0]
                stage = stage_of(lead, changes[lead.id], book=book, now=now) or first
            (overdue if case.next_due_at <= now else at_risk)[lead.lead_type, stage] += 1
        return replace(board, overdue=worth.of(overdue), at_risk=worth.of(at_risk))


def _cases(histories: Sequence[LeadHistory], book: Book, people: Owners, now: datetime) -> Iterator[_Case]:
    tables: dict[WorkingCalendar, WorkTime] = {}
    first = min((history.lead.handed_off_at for history in histories), default=now)
    for history in histories:
        lead, owner = history.lead, owner_of(history.lead, people)
        calendar = owner.calendar if owner else book.version(lead.version).calendar
        if calendar not in tables:
            tables[calendar] = WorkTime(calendar, first.date() - _DAY, now.date() + _DAY)
        touches = judged(history, now)
        yield _Case(
            lead=lead,
            touches=touches,
            contact=first_contact(touches, lead.handed_off_at, tables[calendar]),
            next_due_at=stand(lead, touches, book=book, owner=owner, now=now).next_due_at,
        )


def _attempt(case: _Case) -> Attempt:
    return Attempt(
        due_at=case.lead.first_attempt_due_at,
        at=case.contact.attempt_at,
        after=case.contact.attempt_after,
        stopped_at=case.lead.stopped_at,
    )


def _shares(cases: Sequence[_Case], book: Book, now: datetime) -> Iterator[CheckpointShare]:
    """Each checkpoint that any version promised, over the leads that were promised it."""
    promised = {
        checkpoint: {
            terms.version for terms in book.versions if checkpoint in terms.sales.cadence.checkpoints
        }
        for terms in book.versions
        for checkpoint in terms.sales.cadence.checkpoints
    }
    for checkpoint in sorted(promised, key=lambda one: (one.day, one.need)):
        mine = (_scored(case) for case in cases if case.lead.version in promised[checkpoint])
        yield checkpoint_share(checkpoint, mine, now)


def _scored(case: _Case) -> CheckpointCase:
    return CheckpointCase(
        handed_off_at=case.lead.handed_off_at,
        zone=case.lead.zone,
        follow_up_times=follow_up_times(case.touches),
        stopped_at=case.lead.stopped_at,
        stopped_by_rep=case.lead.stop_reason is StopReason.DISQUALIFIED,
    )
