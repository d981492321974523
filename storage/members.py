"""The people of one tenant by address, who they are in Slack, and whom of them the agreement binds."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, Row, select, update

from sla.people import Member, MemberId, Named, Role, Side, TenantId
from storage.bulk import Values, chunks, insert_if_new, update_all
from storage.mark import hold, raise_mark
from storage.once import Once
from storage.tables import MEMBER

NOT_NAMED = dict.fromkeys(
    ("name", "side", "role", "zone", "hours", "days", "holidays", "streams", "named_at")
)


class SqlMembers:
    def __init__(self, connection: Connection, tenant_id: TenantId) -> None:
        self._connection = connection
        self._tenant_id = tenant_id
        self._mine = MEMBER.c.tenant_id == tenant_id
        self._everybody = Once(connection, self._all)

    def ensure(self, emails: Iterable[str]) -> Mapping[str, MemberId]:
        wanted = sorted({email.casefold() for email in emails})
        found: dict[str, MemberId] = {}
        for chunk in chunks(wanted):
            known = self._ids(chunk)
            new = [email for email in chunk if email not in known]
            if new:
                statement = insert_if_new(self._connection, MEMBER, ("tenant_id", "email"))
                rows = [{"tenant_id": self._tenant_id, "email": email, "greeted": False} for email in new]
                self._connection.execute(statement, rows)
                known |= self._ids(new)
            found |= known
        return found

    def all(self) -> tuple[Member, ...]:
        return self._everybody()

    def _all(self) -> tuple[Member, ...]:
        rows = self._connection.execute(select(MEMBER).where(self._mine).order_by(MEMBER.c.id))
        return tuple(member_of(row) for row in rows)

    def by_slack_id(self, slack_id: str) -> Member | None:
        statement = select(MEMBER).where(self._mine, MEMBER.c.slack_id == slack_id)
        row = self._connection.execute(statement).one_or_none()
        return member_of(row) if row else None

    def link(self, slack_ids: Mapping[MemberId, str]) -> None:
        """A Slack account belongs to one member: whoever had it before loses it."""
        for member_id, slack_id in slack_ids.items():
            theirs = update(MEMBER).where(self._mine)
            taken = (MEMBER.c.slack_id == slack_id) & (MEMBER.c.id != member_id)
            self._connection.execute(theirs.where(taken).values(slack_id=None))
            self._connection.execute(theirs.where(MEMBER.c.id == member_id).values(slack_id=slack_id))

    def greeted(self, member_id: MemberId) -> None:
        statement = update(MEMBER).where(self._mine, MEMBER.c.id == member_id).values(greeted=True)
        self._connection.execute(statement)

    def opened_home(self, member_id: MemberId, at: datetime) -> None:
        mine = update(MEMBER).where(self._mine, MEMBER.c.id == member_id, MEMBER.c.home_opened_at.is_(None))
        self._connection.execute(mine.values(home_opened_at=at))

    def name(self, people: Iterable[Named], at: datetime) -> None:
        wanted = {person.email.casefold(): person for person in people}
        hold(self._connection, self._tenant_id)
        ids = self.ensure(wanted)
        known = {member.email: member for member in self.all()}
        changed = {
            ids[email]: _named_values(person, known[email].named_at or at)
            for email, person in wanted.items()
            if known[email].named != replace(person, email=email)
        }
        if changed:
            raise_mark(self._connection, self._tenant_id)
            update_all(self._connection, MEMBER, self._tenant_id, changed.items())

    def unname(self, emails: Iterable[str]) -> None:
        hold(self._connection, self._tenant_id)
        theirs = MEMBER.c.email.in_({email.casefold() for email in emails})
        bound = update(MEMBER).where(self._mine, theirs, MEMBER.c.side.is_not(None))
        if self._connection.execute(bound.values(NOT_NAMED)).rowcount:
            raise_mark(self._connection, self._tenant_id)

    def _ids(self, emails: list[str]) -> dict[str, MemberId]:
        statement = select(MEMBER.c.email, MEMBER.c.id).where(self._mine, MEMBER.c.email.in_(emails))
        return {email: MemberId(member_id) for email, member_id in self._connection.execute(statement)}


def member_of(row: Row[tuple[object, ...]]) -> Member:
    return Member(
        id=MemberId(row.id),
        email=row.email,
        slack_id=row.slack_id,
        greeted=row.greeted,
        named=_named(row) if row.side else None,
        named_at=row.named_at,
        home_opened_at=row.home_opened_at,
    )


def _named(row: Row[tuple[object, ...]]) -> Named:
    return Named(
        email=row.email,
        name=row.name,
        side=Side(row.side),
        role=Role(row.role),
        zone=row.zone,
        hours=row.hours,
        days=row.days,
        holidays=row.holidays,
        streams=tuple(json.loads(row.streams or "[]")),
    )


def _named_values(person: Named, since: datetime) -> Values:
    return {
        "name": person.name,
        "side": person.side.value,
        "role": person.role.value,
        "zone": person.zone,
        "hours": person.hours,
        "days": person.days,
        "holidays": person.holidays,
        "streams": json.dumps(person.streams) if person.streams else None,
        "named_at": since,
    }
