"""A rep's leads by urgency, decided in SQL so that counting and paging never load the rest."""

from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Subquery,
    and_,
    case,
    func,
    literal_column,
    null,
    or_,
    select,
    text,
    true,
)

from sla.leads import ListedLead, Urgency, Worklist, WorklistQuery
from storage.lead_rows import LEAD_COLUMNS, LeadColumns, lead_of
from storage.tables import LEAD, ON_A_LIST

RANKS = tuple(Urgency)
NEW = RANKS.index(Urgency.NEW)


def running(now: datetime) -> ColumnElement[bool]:
    """The lead is judged, was handed off by `now`, and nothing had stopped its clock by then."""
    return and_(
        LEAD.c.agreement_version.is_not(None),
        LEAD.c.handed_off_at <= now,
        or_(LEAD.c.stopped_at.is_(None), LEAD.c.stopped_at > now),
    )


def read_worklist(connection: Connection, mine: ColumnElement[bool], query: WorklistQuery) -> Worklist:
    """Two statements at most: the counts, then one page of rows."""
    ranked = _ranked(mine, query)
    counts = select(ranked.c.rank, func.count()).group_by(ranked.c.rank)
    found = {RANKS[rank]: number for rank, number in connection.execute(counts)}
    total = {urgency: found.get(urgency, 0) for urgency in RANKS}
    if query.offset >= sum(total.values()) or query.limit <= 0:
        return Worklist(items=(), counts=total)
    rows = ((row[0], row[1:]) for row in connection.execute(_page(ranked, query)))
    items = tuple(ListedLead(urgency=RANKS[rank], lead=lead_of(lead)) for rank, lead in rows)
    return Worklist(items=items, counts=total)


def _ranked(mine: ColumnElement[bool], query: WorklistQuery) -> Subquery:
    """Every lead on the list, with the rank of its urgency."""
    urgent = _urgent(query)
    rank = case(
        *((condition, literal_column(str(place))) for place, condition in enumerate(urgent)),
        else_=literal_column(str(RANKS.index(Urgency.LATER))),
    )
    statement = select(rank.label("rank"), *LEAD_COLUMNS).where(
        mine, LEAD.c.owner_id == query.owner_id, LEAD.c.handed_off_at <= query.now
    )
    if not query.everything:
        statement = statement.where(text(ON_A_LIST), or_(*urgent))
    if not query.with_snoozed:
        statement = statement.where(or_(LEAD.c.snoozed_until.is_(None), LEAD.c.snoozed_until <= query.now))
    return statement.subquery()


def _urgent(query: WorklistQuery) -> tuple[ColumnElement[bool], ...]:
    """The conditions of OVERDUE, DUE_TODAY, WAITING, REMIND, NEW and SUGGESTED, in that order."""
    runs, due_at = running(query.now), LEAD.c.next_due_at
    return (
        and_(runs, due_at <= query.overdue_by),
        and_(runs, due_at > query.now, due_at <= query.day_ends_at),
        and_(runs, due_at > query.overdue_by, due_at <= query.now),
        LEAD.c.remind_on <= query.today,
        and_(runs, LEAD.c.first_attempt_at.is_(None)),
        and_(runs, LEAD.c.suggested_on <= query.today),
    )


def _page(ranked: Subquery, query: WorklistQuery) -> Select[int, *LeadColumns]:
    """Among the new ones the newest handoff comes first, otherwise the earliest due date."""
    is_new = ranked.c.rank == literal_column(str(NEW))
    wanted = true() if query.only is None else ranked.c.rank == literal_column(str(RANKS.index(query.only)))
    return (
        select(ranked)
        .where(wanted)
        .order_by(
            ranked.c.rank,
            case((is_new, null()), else_=ranked.c.next_due_at).asc().nulls_last(),
            case((is_new, ranked.c.handed_off_at)).desc().nulls_last(),
            ranked.c.id,
        )
        .offset(query.offset)
        .limit(query.limit)
    )
