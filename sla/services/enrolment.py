"""Names the people whom the agreement binds, by who they are in Slack."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sla.documents import Documents, Fault
from sla.errors import BadFields
from sla.people import Named, Role, Side
from sla.ports import Directory, SlackUser, UnitOfWork

SEATS: Mapping[str, tuple[Side, Role]] = {
    "people.marketing_manager": (Side.MARKETING, Role.MANAGER),
    "people.marketer": (Side.MARKETING, Role.MARKETER),
    "people.sales_manager": (Side.SALES, Role.MANAGER),
    "people.rep": (Side.SALES, Role.REP),
}


def people_faults(people: Sequence[Named]) -> tuple[Fault, ...]:
    """Who is missing: somebody to carry leads, somebody to deliver them, and a manager to change the terms."""
    wanted = (
        ("people.rep", any(one.role is Role.REP for one in people), "Name at least one rep to carry leads."),
        (
            "people.marketing_manager",
            any(one.side is Side.MARKETING for one in people),
            "Name at least one person of marketing.",
        ),
        (
            "people.sales_manager",
            any(one.role is Role.MANAGER for one in people),
            "Name at least one manager of either side; managers write the agreement.",
        ),
    )
    return tuple(Fault(field=field, sentence=said) for field, there, said in wanted if not there)


class Enrolment:
    def __init__(self, directory: Directory, documents: Documents) -> None:
        self._directory = directory
        self._documents = documents

    def enrol(self, work: UnitOfWork, chosen: Mapping[str, Sequence[str]], now: datetime) -> None:
        """These Slack users and no others; BadFields where one cannot be named, and then nothing is changed."""
        known = {member.email: member.named for member in work.members.all() if member.named is not None}
        users = self._users(chosen)
        people = {
            slack_id: _named(user, known.get(str(user.email)), *SEATS[seat]) for seat, slack_id, user in users
        }
        faults = people_faults(tuple(people.values()))
        if faults:
            raise BadFields({fault.field: fault.sentence for fault in faults})
        for one in people.values():
            self._documents.person(one, None)
        emails = {one.email for one in people.values()}
        work.members.unname(email for email in known if email not in emails)
        work.members.name(people.values(), now)
        ids = work.members.ensure(emails)
        work.members.link({ids[one.email]: slack_id for slack_id, one in people.items()})

    def _users(self, chosen: Mapping[str, Sequence[str]]) -> list[tuple[str, str, SlackUser]]:
        found: list[tuple[str, str, SlackUser]] = []
        wrong: dict[str, str] = {}
        for seat in SEATS:
            for slack_id in chosen.get(seat, ()):
                user = self._directory.user(slack_id)
                refused = _refused(user) or _twice(slack_id, found)
                if refused:
                    wrong.setdefault(seat, refused)
                elif user is not None:
                    found.append((seat, slack_id, replace(user, email=str(user.email).casefold())))
        if wrong:
            raise BadFields(wrong)
        return found


def _refused(user: SlackUser | None) -> str | None:
    if user is None:
        return "One of these people is not in this workspace any longer; choose again."
    if user.stranger:
        return f"{user.name} is a guest, a bot or of another company and cannot be bound by the agreement."
    if user.email is None:
        return f"Slack does not tell the e-mail address of {user.name}; people are known by it here."
    return None


def _twice(slack_id: str, found: Sequence[tuple[str, str, SlackUser]]) -> str | None:
    user = next((user for _, before, user in found if before == slack_id), None)
    return f"{user.name} is in two of these lists; choose one." if user else None


def _named(user: SlackUser, known: Named | None, side: Side, role: Role) -> Named:
    """What is written of them stays; a newcomer brings the zone that Slack knows."""
    if known is not None:
        return replace(known, side=side, role=role)
    return Named(email=str(user.email), name=user.name, side=side, role=role, zone=user.zone)
