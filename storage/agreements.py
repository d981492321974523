"""The agreement of one tenant: its versions and their signatures, the draft of the next one, what people enter.

Whoever adds, settles or signs holds the tenant first, so that a number is given once and exactly one person sees
the last signature: what they read after that is what those before them left.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, true, update

from sla.agreement import ChangeAsked, Draft, NewVersion, PromiseEntry, Signature, State, Tables, Version
from sla.people import MemberId, TenantId
from storage.agreement_rows import (
    change_asked_of,
    change_asked_values,
    entry_of,
    entry_values,
    signature_of,
    signature_values,
    version_of,
    version_values,
)
from storage.agreement_tables import AGREEMENT, CHANGE_ASKED, ENTRY, SIGNATURE, SIGNER
from storage.bulk import insert_if_new, insert_or_replace
from storage.drafts import drop_draft, read_draft, save_draft
from storage.mark import hold, raise_mark, read_mark
from storage.once import Once

UNSIGNED = 0
"""The number of the version that was loaded and not signed."""


class SqlAgreements:
    def __init__(self, connection: Connection, tenant_id: TenantId) -> None:
        self._connection = connection
        self._tenant_id = tenant_id
        self._tenant: dict[str, object] = {"tenant_id": tenant_id}
        self._mine = AGREEMENT.c.tenant_id == tenant_id
        self._mark = Once(connection, lambda: read_mark(connection, tenant_id))

    def mark(self) -> int:
        return self._mark()

    def add(self, new: NewVersion) -> Version:
        raise_mark(self._connection, self._tenant_id)
        number = UNSIGNED if new.state is State.UNSIGNED else self._next_number()
        values = version_values(new) | self._tenant | {"number": number}
        statement = insert_or_replace(self._connection, AGREEMENT, ("tenant_id", "number"), values)
        self._connection.execute(statement)
        self._ask(number, new.asked)
        (version,) = self._versions(AGREEMENT.c.number == number)
        return version

    def all(self) -> tuple[Version, ...]:
        return self._versions(true())

    def get(self, number: int) -> Version | None:
        return next(iter(self._versions(AGREEMENT.c.number == number)), None)

    def settle(self, number: int, state: State, at: datetime, *, begins_on: date | None = None) -> bool:
        hold(self._connection, self._tenant_id)
        proposal = (AGREEMENT.c.number == number) & (AGREEMENT.c.state == State.PROPOSED.value)
        statement = update(AGREEMENT).where(self._mine, proposal)
        values = {"state": state.value, "settled_at": at, "begins_on": begins_on}
        settled = self._connection.execute(statement.values(values)).rowcount == 1
        if settled:
            raise_mark(self._connection, self._tenant_id)
        return settled

    def sign(self, signature: Signature) -> bool:
        hold(self._connection, self._tenant_id)
        statement = insert_if_new(self._connection, SIGNATURE, ("tenant_id", "version", "member_id"))
        statement = statement.values(signature_values(signature) | self._tenant)
        done = self._connection.execute(statement, execution_options={"preserve_rowcount": True})
        return done.rowcount == 1

    def signatures(self, number: int | None = None) -> tuple[Signature, ...]:
        statement = select(SIGNATURE).where(SIGNATURE.c.tenant_id == self._tenant_id)
        if number is not None:
            statement = statement.where(SIGNATURE.c.version == number)
        rows = self._connection.execute(statement.order_by(SIGNATURE.c.id))
        return tuple(signature_of(row) for row in rows)

    def draft(self) -> Draft | None:
        return read_draft(self._connection, self._tenant_id)

    def save_draft(self, tables: Tables, *, by: MemberId | None, at: datetime) -> Draft:
        return save_draft(self._connection, self._tenant_id, tables, by=by, at=at)

    def drop_draft(self) -> None:
        drop_draft(self._connection, self._tenant_id)

    def ask_change(self, asked: ChangeAsked) -> None:
        self._connection.execute(insert(CHANGE_ASKED).values(change_asked_values(asked) | self._tenant))

    def changes_asked(self, number: int) -> tuple[ChangeAsked, ...]:
        of_version = (CHANGE_ASKED.c.tenant_id == self._tenant_id) & (CHANGE_ASKED.c.version == number)
        rows = self._connection.execute(select(CHANGE_ASKED).where(of_version).order_by(CHANGE_ASKED.c.id))
        return tuple(change_asked_of(row) for row in rows)

    def enter(self, entry: PromiseEntry) -> None:
        values = entry_values(entry) | self._tenant
        unique = ("tenant_id", "key", "month")
        self._connection.execute(insert_or_replace(self._connection, ENTRY, unique, values))

    def entries(self, since: date) -> tuple[PromiseEntry, ...]:
        statement = select(ENTRY).where(ENTRY.c.tenant_id == self._tenant_id, ENTRY.c.month >= since)
        rows = self._connection.execute(statement.order_by(ENTRY.c.month.desc(), ENTRY.c.key))
        return tuple(entry_of(row) for row in rows)

    def _next_number(self) -> int:
        newest = select(func.max(AGREEMENT.c.number)).where(self._mine)
        return (self._connection.execute(newest).scalar_one() or UNSIGNED) + 1

    def _ask(self, number: int, asked: Iterable[MemberId]) -> None:
        version = self._tenant | {"version": number}
        before = (SIGNER.c.tenant_id == self._tenant_id) & (SIGNER.c.version == number)
        self._connection.execute(delete(SIGNER).where(before))
        if rows := [{**version, "member_id": member_id} for member_id in sorted(asked)]:
            self._connection.execute(insert(SIGNER), rows)

    def _versions(self, which: ColumnElement[bool]) -> tuple[Version, ...]:
        """Two statements, however many there are."""
        rows = self._connection.execute(
            select(AGREEMENT).where(self._mine, which).order_by(AGREEMENT.c.number)
        ).all()
        numbers = [row.number for row in rows]
        asked: defaultdict[int, set[MemberId]] = defaultdict(set)
        signers = select(SIGNER.c.version, SIGNER.c.member_id)
        signers = signers.where(SIGNER.c.tenant_id == self._tenant_id, SIGNER.c.version.in_(numbers))
        for number, member_id in self._connection.execute(signers):
            asked[number].add(MemberId(member_id))
        return tuple(version_of(row, frozenset(asked[row.number])) for row in rows)
