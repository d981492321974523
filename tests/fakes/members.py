"""Members in memory."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from sla.people import Member, MemberId, Named
from tests.fakes.rows import Rows


class FakeMembers:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def ensure(self, emails: Iterable[str]) -> Mapping[str, MemberId]:
        wanted = sorted({email.casefold() for email in emails})
        known = {member.email: member.id for member in self._rows.members.values()}
        for email in wanted:
            if email not in known:
                known[email] = MemberId(self._rows.next_id())
                self._put(Member(id=known[email], email=email, slack_id=None, greeted=False))
        return {email: known[email] for email in wanted}

    def all(self) -> tuple[Member, ...]:
        return tuple(self._rows.members.values())  # whose ids only grow

    def by_slack_id(self, slack_id: str) -> Member | None:
        return next((one for one in self._rows.members.values() if one.slack_id == slack_id), None)

    def link(self, slack_ids: Mapping[MemberId, str]) -> None:
        for member_id, slack_id in slack_ids.items():
            before = self.by_slack_id(slack_id)
            if before is not None:
                self._put(replace(before, slack_id=None))
            self._put(replace(self._rows.members[member_id], slack_id=slack_id))

    def greeted(self, member_id: MemberId) -> None:
        self._put(replace(self._rows.members[member_id], greeted=True))

    def opened_home(self, member_id: MemberId, at: datetime) -> None:
        member = self._rows.members[member_id]
        self._put(replace(member, home_opened_at=member.home_opened_at or at))

    def name(self, people: Iterable[Named], at: datetime) -> None:
        wanted = {person.email.casefold(): person for person in people}
        self.ensure(wanted)
        self._bind({email: replace(person, email=email) for email, person in wanted.items()}, at)

    def unname(self, emails: Iterable[str]) -> None:
        self._bind(dict.fromkeys(email.casefold() for email in emails), None)

    def _bind(self, named: Mapping[str, Named | None], at: datetime | None) -> None:
        """What is written of these addresses; nothing new is no change."""
        known = [one for one in self._rows.members.values() if one.email in named]
        changed = [one for one in known if one.named != named[one.email]]
        for member in changed:
            since = (member.named_at or at) if named[member.email] else None
            self._put(replace(member, named=named[member.email], named_at=since))
        self._rows.mark += bool(changed)

    def _put(self, member: Member) -> None:
        self._rows.members[member.id] = member
