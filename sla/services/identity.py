"""Who is typing or pressing, and which Slack user each person of the agreement is."""

from dataclasses import dataclass
from datetime import datetime

from sla.errors import NotAllowed
from sla.kept import Known
from sla.people import Actor, Member, MemberId
from sla.ports import Directory
from sla.services.cover import covered_by
from sla.services.desk import Desk


@dataclass(frozen=True, kw_only=True, slots=True)
class Linked:
    """The people of the agreement: known to Slack by their address as members of this workspace, and not."""

    found: tuple[str, ...]
    missing: tuple[str, ...]


class Identity:
    def __init__(self, desk: Desk, directory: Directory) -> None:
        self._desk = desk
        self._directory = directory

    def actor(self, slack_id: str, now: datetime) -> Actor:
        """The person behind a Slack user. Guests, bots and people of other teams are refused."""
        user = self._directory.user(slack_id)
        if user is None or user.stranger:
            raise NotAllowed(
                "This bot answers members of this workspace only; guests and people of other companies can "
                "ask a member for the numbers."
            )
        with self._desk.look() as work:
            known = work.at_once.person(slack_id)
            book, member = self._desk.book(work, known.mark), known.member
            person = book.person(member.email) if member else None
            if member is None or person is None:
                return Actor(slack_id=slack_id, person=None, member_id=None)
            covered = covered_by(work, book, member.id, now) if _covers(known, member.id) else ()
            covers = frozenset(one.member_id for one in covered)
        return Actor(slack_id=slack_id, person=person, member_id=member.id, covers=covers)

    def link(self) -> Linked:
        """Ask Slack for those people of the agreement who are not linked yet."""
        with self._desk.look() as work:
            members = [member for member in work.members.all() if member.named is not None]
        emails = [member.email for member in members]
        found = self._ask([member for member in members if member.slack_id is None])
        if found:
            with self._desk.open() as work:
                work.members.link(found)
                work.commit()
        known = {member.email for member in members if member.slack_id or member.id in found}
        return Linked(
            found=tuple(email for email in emails if email in known),
            missing=tuple(email for email in emails if email not in known),
        )

    def _ask(self, members: list[Member]) -> dict[MemberId, str]:
        answers = ((member.id, self._directory.by_email(member.email)) for member in members)
        return {member_id: user.id for member_id, user in answers if user is not None and not user.stranger}


def _covers(known: Known, member_id: MemberId) -> bool:
    return any(one.stand_in == member_id for one in known.absences)
