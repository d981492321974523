"""Who of one tenant is away when."""

from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, Row, insert, select, update

from sla.absence import Absence, AbsenceId, NewAbsence
from sla.people import MemberId, TenantId
from storage.away_tables import ABSENCE
from storage.mark import hold
from storage.once import Once


class SqlAbsences:
    def __init__(self, connection: Connection, tenant_id: TenantId) -> None:
        self._connection = connection
        self._tenant_id = tenant_id
        self._mine = ABSENCE.c.tenant_id == tenant_id
        self._standing = Once(connection, lambda: self._those(ABSENCE.c.cancelled_at.is_(None)))
        self._recorded = Once(connection, lambda: self._those(ABSENCE.c.id.is_not(None)))

    def add(self, new: NewAbsence) -> Absence | None:
        hold(self._connection, self._tenant_id)
        theirs = (ABSENCE.c.member_id == new.member_id) & ABSENCE.c.cancelled_at.is_(None)
        if self._those(theirs & (ABSENCE.c.first_on <= new.last) & (ABSENCE.c.last_on >= new.first)):
            return None
        statement = insert(ABSENCE).values(
            tenant_id=self._tenant_id,
            member_id=new.member_id,
            first_on=new.first,
            last_on=new.last,
            stand_in=new.stand_in,
            by_member=new.by,
            at=new.at,
        )
        key = self._connection.execute(statement).inserted_primary_key
        return self.get(AbsenceId(key[0])) if key else None

    def get(self, absence_id: AbsenceId) -> Absence | None:
        return next(iter(self._those(ABSENCE.c.id == absence_id)), None)

    def all(self, *, ending: date | None = None) -> tuple[Absence, ...]:
        return tuple(one for one in self._standing() if ending is None or one.last >= ending)

    def recorded(self) -> tuple[Absence, ...]:
        return self._recorded()

    def cancel(self, absence_id: AbsenceId, at: datetime) -> None:
        this = (ABSENCE.c.id == absence_id) & ABSENCE.c.cancelled_at.is_(None)
        self._connection.execute(update(ABSENCE).where(self._mine, this).values(cancelled_at=at))

    def _those(self, which: ColumnElement[bool]) -> tuple[Absence, ...]:
        statement = select(ABSENCE).where(self._mine, which).order_by(ABSENCE.c.first_on, ABSENCE.c.id)
        return tuple(absence_of(row) for row in self._connection.execute(statement))


def absence_of(row: Row[tuple[object, ...]]) -> Absence:
    return Absence(
        id=AbsenceId(row.id),
        member_id=MemberId(row.member_id),
        first=row.first_on,
        last=row.last_on,
        stand_in=None if row.stand_in is None else MemberId(row.stand_in),
        by=MemberId(row.by_member),
        at=row.at,
        cancelled_at=row.cancelled_at,
    )
