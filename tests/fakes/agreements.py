"""The agreement in memory."""

import json
from dataclasses import replace
from datetime import date, datetime

from sla.agreement import ChangeAsked, Draft, NewVersion, PromiseEntry, Signature, State, Tables, Version
from sla.people import MemberId
from tests.fakes.rows import Rows


class FakeAgreements:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def mark(self) -> int:
        return self._rows.mark

    def add(self, new: NewVersion) -> Version:
        number = 0 if new.state is State.UNSIGNED else max(self._rows.versions, default=0) + 1
        version = Version(
            number=number,
            body=new.body,
            sha256=new.sha256,
            effective_on=new.effective_on,
            state=new.state,
            proposed_by=new.proposed_by,
            proposed_at=new.proposed_at,
            asked=new.asked,
            note=new.note,
            settled_at=None,
            begins_on=None,
        )
        self._rows.versions[number] = version
        self._rows.mark += 1
        return version

    def all(self) -> tuple[Version, ...]:
        return tuple(self._rows.versions[number] for number in sorted(self._rows.versions))

    def get(self, number: int) -> Version | None:
        return self._rows.versions.get(number)

    def settle(self, number: int, state: State, at: datetime, *, begins_on: date | None = None) -> bool:
        version = self.get(number)
        if version is None or version.state is not State.PROPOSED:
            return False
        self._rows.versions[number] = replace(version, state=state, settled_at=at, begins_on=begins_on)
        self._rows.mark += 1
        return True

    def sign(self, signature: Signature) -> bool:
        key = (signature.version, signature.member_id)
        if key in self._rows.signatures:
            return False
        self._rows.signatures[key] = signature
        return True

    def signatures(self, number: int | None = None) -> tuple[Signature, ...]:
        return tuple(one for one in self._rows.signatures.values() if number in {None, one.version})

    def draft(self) -> Draft | None:
        return self._rows.draft

    def save_draft(self, tables: Tables, *, by: MemberId | None, at: datetime) -> Draft:
        self._rows.revision += 1
        copied = json.loads(json.dumps(tables, default=dict))
        self._rows.draft = Draft(tables=copied, revision=self._rows.revision, by=by, at=at)
        return self._rows.draft

    def drop_draft(self) -> None:
        self._rows.draft = None

    def ask_change(self, asked: ChangeAsked) -> None:
        self._rows.changes_asked.append(asked)

    def changes_asked(self, number: int) -> tuple[ChangeAsked, ...]:
        return tuple(one for one in self._rows.changes_asked if one.version == number)

    def enter(self, entry: PromiseEntry) -> None:
        self._rows.entries[entry.key, entry.month] = entry

    def entries(self, since: date) -> tuple[PromiseEntry, ...]:
        found = sorted((one for one in self._rows.entries.values() if one.month >= since), key=_key)
        return tuple(sorted(found, key=_month, reverse=True))


def _key(entry: PromiseEntry) -> str:
    return entry.key


def _month(entry: PromiseEntry) -> date:
    return entry.month
