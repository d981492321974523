"""The won deals of one tenant, and what they add up to."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, func, select

from sla.activity import DealRow, Won
from sla.leads import LeadId, Stored
from sla.money import Money
from sla.people import TenantId
from storage.bulk import Fact, Key, Values, chunks, foresee_facts, keys_of, leads_of, take_back, upsert_facts
from storage.fact_tables import DEAL

STANDING = DEAL.c.undone_at.is_(None)


class SqlDeals:
    def __init__(self, connection: Connection, tenant_id: TenantId) -> None:
        self._connection = connection
        self._tenant_id = tenant_id

    def foresee(self, rows: Sequence[DealRow]) -> Stored:
        return foresee_facts(self._connection, DEAL, self._tenant_id, _facts(rows), rows=len(rows))

    def upsert(self, rows: Sequence[DealRow]) -> Stored:
        """The last of several rows with one key stands."""
        return upsert_facts(self._connection, DEAL, self._tenant_id, _facts(rows), rows=len(rows))

    def take_back(self, source: str, external_ids: Iterable[str], at: datetime) -> frozenset[LeadId]:
        keys = keys_of(source, external_ids)
        return take_back(self._connection, DEAL, self._tenant_id, keys, at=at)

    def leads_of(self, source: str, external_ids: Iterable[str]) -> frozenset[LeadId]:
        return leads_of(self._connection, DEAL, self._tenant_id, keys_of(source, external_ids))

    def first_won(self, lead_ids: Sequence[LeadId]) -> Mapping[LeadId, datetime]:
        found: dict[LeadId, datetime] = {}
        for chunk in chunks(lead_ids):
            statement = (
                select(DEAL.c.lead_id, func.min(DEAL.c.won_at))
                .where(DEAL.c.tenant_id == self._tenant_id, DEAL.c.lead_id.in_(chunk), STANDING)
                .group_by(DEAL.c.lead_id)
            )
            found |= {LeadId(lead_id): at for lead_id, at in self._connection.execute(statement)}
        return found

    def won(self, start: datetime, end: datetime, *, currency: str) -> Won:
        return self._added(and_(DEAL.c.won_at >= start, DEAL.c.won_at < end), currency)

    def of(self, lead_ids: Sequence[LeadId], *, until: datetime, currency: str) -> Won:
        parts = [
            self._added(and_(DEAL.c.lead_id.in_(chunk), DEAL.c.won_at <= until), currency)
            for chunk in chunks(dict.fromkeys(lead_ids))
        ]
        return Won(
            deals=sum(part.deals for part in parts),
            amount=sum((part.amount for part in parts), start=Money(minor=0, currency=currency)),
            without_amount=sum(part.without_amount for part in parts),
        )

    def _added(self, wanted: ColumnElement[bool], currency: str) -> Won:
        known = DEAL.c.currency == currency
        statement = select(
            func.count(), func.count().filter(known), func.sum(DEAL.c.amount_minor).filter(known)
        ).where(DEAL.c.tenant_id == self._tenant_id, STANDING, wanted)
        deals, with_amount, minor = self._connection.execute(statement).one()
        return Won(
            deals=deals,
            amount=Money(minor=int(minor or 0), currency=currency),
            without_amount=deals - with_amount,
        )


def _facts(rows: Sequence[DealRow]) -> dict[Key, Fact]:
    return {(row.source, row.external_id): Fact(said=_said(row)) for row in rows}


def _said(row: DealRow) -> Values:
    return {
        "lead_id": row.lead_id,
        "won_at": row.won_at,
        "amount_minor": None if row.amount is None else row.amount.minor,
        "currency": None if row.amount is None else row.amount.currency,
    }
