"""The morning's agenda: the board, the exceptions by what they put at risk, and what became of those taken before."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction

from sla.activity import LeadHistory
from sla.board import Board, Exposure
from sla.commitments import About, Commitment, TopicKind
from sla.decisions import DecisionKind
from sla.delivery import State
from sla.digest import MOST_TOPICS, Checked, Digest, Taken, Topic, exceptions
from sla.leads import Lead, LeadId
from sla.ports import UnitOfWork
from sla.services.desk import Desk
from sla.services.gaps import heard_again
from sla.services.late_news import Span, kept_after_all
from sla.services.mornings import digest_on
from sla.services.recount import judged
from sla.services.status import LONGEST_DISPUTE, Status, Worth
from sla.services.switching import switched_off_of
from sla.targets import plan_of
from sla.terms import Terms
from sla.touches import NotCounted
from sla.verdict import Verdict

LOOKED_BACK = 10
"""Working days in which the digest before this one is looked for."""

SOMEBODY_DID = {None, NotCounted.SAME_DAY, NotCounted.DUPLICATE_60S, NotCounted.TWIN, NotCounted.INBOUND}
"""A touch with any of these verdicts shows that the lead was tried, or answered."""

MAY_HAVE_COME = {State.UNKNOWN, State.UNCONFIRMED, State.TOLD}

PACES = {TopicKind.UNDER_PACE: Verdict.UNDER, TopicKind.OVER_PACE: Verdict.OVER}


class StandUp:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._status = Status(desk)

    def digest(self, now: datetime) -> Digest:
        board = self._status.board(now)
        with self._desk.look() as work:
            terms = self._desk.book(work).at(now)
            on = terms.calendar.local_date(now)
            found = exceptions_of(work, terms, board)
            before, missed = _digest_before(work, terms, on)
            taken = work.commitments.on([on])
            earlier, since = work.commitments.on([before]), _since(terms, before, on, now)
            return Digest(
                on=on,
                board=board,
                topics=tuple(_with_taken(topic, taken) for topic in found[:MOST_TOPICS]),
                more=len(found[MOST_TOPICS:]),
                missed=missed,
                checked_on=before,
                off=switched_off_of(work, terms, self._desk.book(work)),
                kept_after_all=kept_after_all(work, since, now),
                heard_again=heard_again(work, since.since, since.until),
                checked=tuple(checked_by_now(work, board, about, of, now) for about, of in by_topic(earlier)),
            )

    def again(self, now: datetime) -> tuple[Digest, bool]:
        """Today's once more, and whether it spoke of a message that may not have arrived."""
        digest = self.digest(now)
        with self._desk.look() as work:
            sent = work.deliveries.by_key(digest_on(self._desk.book(work).at(now), digest.on).key)
            told = work.deliveries.in_state(State.TOLD) if sent else ()
        return digest, any(sent is not None and one.told_in == sent.id for one in told)


def exceptions_of(work: UnitOfWork, terms: Terms, board: Board) -> tuple[Topic, ...]:
    plan = zip(terms.lead_types, plan_of(terms).types, strict=True)
    values: Mapping[str, Fraction] = {kind.name: part.lead_value for kind, part in plan}
    contested = Counter((lead.lead_type, lead.stage) for lead in contested_leads(work, board.now))
    return exceptions(board, lead_values=values, contested=Worth(terms).of(contested) if contested else NONE)


NONE = Exposure(leads=0, value=Fraction(0))


def contested_leads(work: UnitOfWork, now: datetime) -> tuple[Lead, ...]:
    """Rejected leads that marketing contests and nobody has decided about."""
    leads = [one for one in work.decisions.rejected(now - LONGEST_DISPUTE) if one.rejected]
    decided = work.decisions.of([one.id for one in leads])
    return tuple(
        one for one in leads if one.id in decided and decided[one.id][-1].kind is DecisionKind.DISPUTED
    )


def _with_taken(topic: Topic, commitments: Sequence[Commitment]) -> Topic:
    of = [one for one in commitments if one.about == topic.about]
    if not of:
        return topic
    leads = frozenset[LeadId]().union(*(one.leads for one in of))
    return replace(topic, taken=Taken(leads=len(leads), until=max(one.until for one in of)))


def by_topic(commitments: Sequence[Commitment]) -> list[tuple[About, list[Commitment]]]:
    abouts = dict.fromkeys(one.about for one in commitments)
    return [(about, [one for one in commitments if one.about == about]) for about in abouts]


def checked_by_now(
    work: UnitOfWork, board: Board | None, about: About, of: Sequence[Commitment], now: datetime
) -> Checked:
    """By facts alone: nobody says of their own that it is done. A pace without a board has no verdict."""
    if about.kind in PACES:
        return Checked(about=about, leads=0, left=_pace_left(board, about) if board else None)
    since: dict[LeadId, datetime] = {}
    for one in of:
        since |= {lead_id: min(one.at, since.get(lead_id, one.at)) for lead_id in one.leads}
    if about.kind is TopicKind.CONTESTED:
        still = {lead.id for lead in contested_leads(work, now)} & since.keys()
    else:
        short = {one.id for one in work.leads.short(now)} & since.keys()
        histories = work.leads.histories(sorted(short))
        still = {one.lead.id for one in histories if not _tried(one, since[one.lead.id], now)}
    return Checked(about=about, leads=len(since), left=len(still))


def _tried(history: LeadHistory, since: datetime, now: datetime) -> bool:
    return any(
        touch.fact.occurred_at >= since and touch.not_counted in SOMEBODY_DID
        for touch in judged(history, now)
    )


def _pace_left(board: Board, about: About) -> int | None:
    line = next((one for one in board.marketing.types if one.lead_type == about.lead_type), None)
    if line is None:
        return 0
    if line.verdict is Verdict.NOT_YET:
        return None
    return int(line.verdict is PACES[about.kind] and not line.normal_variation)


def _since(terms: Terms, before: date, on: date, now: datetime) -> Span:
    """From the digest before to this one."""
    return Span(since=digest_on(terms, before).due_at, until=min(now, digest_on(terms, on).due_at))


def _digest_before(work: UnitOfWork, terms: Terms, on: date) -> tuple[date, int]:
    """The day of the last digest that arrived, and how many have not come since.

    The working day before, where none arrived lately: then there is nothing to miss.
    """
    day, missed = on, 0
    for _ in range(LOOKED_BACK):
        day = terms.calendar.previous_working_day(day)
        sent = work.deliveries.by_key(digest_on(terms, day).key)
        if sent is not None and sent.state is State.SENT:
            return day, missed
        missed += sent is None or sent.state not in MAY_HAVE_COME
    return terms.calendar.previous_working_day(on), 0
