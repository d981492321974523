"""The text that the next version is written from: the draft, or what stands where there is none."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sla.agreement import Draft, Json, State, Tables, Version
from sla.book import Book
from sla.errors import BadInput, NotAllowed
from sla.people import Actor, MemberId, Role
from sla.ports import Directory, UnitOfWork
from sla.services.desk import Desk


@dataclass(frozen=True, kw_only=True, slots=True)
class Writing:
    """`tables` to go on from; `base` is the version they were taken from, where there is no draft."""

    tables: Tables
    draft: Draft | None
    base: Version | None
    open: Version | None


class Drafting:
    def __init__(self, desk: Desk, directory: Directory) -> None:
        self._desk = desk
        self._directory = directory

    def writing(self, work: UnitOfWork, actor: Actor) -> Writing:
        """The draft; else the open proposal, else the newest that binds, else an empty one in the writer's zone."""
        versions = work.agreements.all()
        proposal = next((one for one in versions if one.state is State.PROPOSED), None)
        binding = next((one for one in reversed(versions) if one.binds), None)
        draft, base = work.agreements.draft(), proposal or binding
        if draft is not None:
            return Writing(tables=draft.tables, draft=draft, base=base, open=proposal)
        tables = self._desk.shelf.documents.tables(base.body) if base else self._empty(actor)
        return Writing(tables=tables, draft=None, base=base, open=proposal)

    def _empty(self, actor: Actor) -> Tables:
        user = self._directory.user(actor.slack_id)
        return {"team": {"zone": user.zone if user else "UTC"}, "quota": {}, "lead_types": []}

    def author(self, work: UnitOfWork, actor: Actor) -> MemberId:
        """The writer as a member, made where a newcomer writes before anybody is named."""
        if actor.member_id is not None:
            return actor.member_id
        user = self._directory.user(actor.slack_id)
        if user is None or user.email is None:
            raise BadInput(
                "Slack does not tell your e-mail address, so what you write could not carry your name; "
                "ask a workspace admin whether the app may see addresses."
            )
        email = user.email.casefold()
        member_id = work.members.ensure([email])[email]
        work.members.link({member_id: actor.slack_id})
        return member_id


def check_writer(book: Book, draft: Draft | None, actor: Actor, member_id: MemberId | None) -> None:
    """Managers of either side write; before anybody is a manager everybody, and whoever wrote last."""
    managers = any(person.role is Role.MANAGER for person in book.people)
    began = draft is None or (draft.by is not None and draft.by == member_id)
    if actor.is_manager or (not book.begun and (not managers or began)):
        return
    raise NotAllowed(
        "Only the managers of marketing and sales write the agreement; ask one of them, or see it with "
        "`/sla agreement`."
    )


def taking_effect(tables: Tables, day: date) -> Tables:
    """The tables with the day on which they are to take effect; what was due by then is past promising."""
    team = tables.get("team")
    dated: dict[str, Json] = {
        "team": {**(team if isinstance(team, Mapping) else {}), "effective": day.isoformat()}
    }
    for table, key, last in _PASSING:
        entries = tables.get(table)
        if isinstance(entries, list):
            dated[table] = [one for one in entries if not _is_past(one, key, day - last)]
    return {**tables, **dated}


_PASSING = (("improvements", "by", timedelta(0)), ("open_business", "closes", timedelta(days=1)))
"""What has a day of its own, and how long before the first day of a version that is too early for it."""


def _is_past(entry: Json, key: str, last: date) -> bool:
    found = entry.get(key) if isinstance(entry, Mapping) else None
    return isinstance(found, str) and found <= last.isoformat()


def earliest(book: Book, today: date) -> date:
    """The first day that a new version can take effect on: tomorrow, and after the last that binds."""
    last = book.versions[-1].effective_on if book.versions and book.versions[-1].version else today
    return max(today, last) + timedelta(days=1)
