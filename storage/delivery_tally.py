"""Counts the ledger, for whoever watches it."""

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, func, select, text

from sla.delivery import Kind, State, Tally
from storage.delivery_tables import DELIVERY, PLANNED


def tally_of(connection: Connection, mine: ColumnElement[bool], now: datetime) -> Tally:
    what = (DELIVERY.c.kind, DELIVERY.c.state)
    counted = connection.execute(select(*what, func.count()).where(mine).group_by(*what))
    due = mine & text(PLANNED) & (DELIVERY.c.due_at <= now)
    since = connection.execute(select(func.min(DELIVERY.c.due_at)).where(due)).scalar_one()
    return Tally(
        counts={(Kind(kind), State(state)): number for kind, state, number in counted}, waiting_since=since
    )
