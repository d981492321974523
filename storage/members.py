"""The people of one tenant by address, and who they are in Slack."""

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, Row, select, update

from sla.people import Member, MemberId, TenantId
from storage.bulk import chunks, insert_if_new
from storage.tables import MEMBER


class SqlMembers:
    def __init__(self, connection: Connection, tenant_id: TenantId) -> None:
        self._connection = connection
        self._tenant_id = tenant_id
        self._mine = MEMBER.c.tenant_id == tenant_id

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
        rows = self._connection.execute(select(MEMBER).where(self._mine).order_by(MEMBER.c.id))
        return tuple(_member(row) for row in rows)

    def by_slack_id(self, slack_id: str) -> Member | None:
        statement = select(MEMBER).where(self._mine, MEMBER.c.slack_id == slack_id)
        row = self._connection.execute(statement).one_or_none()
        return _member(row) if row else None

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

    def _ids(self, emails: list[str]) -> dict[str, MemberId]:
        statement = select(MEMBER.c.email, MEMBER.c.id).where(self._mine, MEMBER.c.email.in_(emails))
        return {email: MemberId(member_id) for email, member_id in self._connection.execute(statement)}


def _member(row: Row[tuple[object, ...]]) -> Member:
    return Member(id=MemberId(row.id), email=row.email, slack_id=row.slack_id, greeted=row.greeted)
