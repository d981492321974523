"""Turns a whole draft into a proposal that people of both sides are asked to sign, and takes one back."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from sla.agreed import Preview, Proposal
from sla.agreement import NewVersion, State, Tables, Version
from sla.book import Book
from sla.calendar import local_date
from sla.capacity import Capacity
from sla.documents import Written
from sla.errors import BadFields, BadInput, Conflict, NotAllowed, NotFound
from sla.people import Actor, MemberId, Person, Side
from sla.ports import Directory, UnitOfWork
from sla.services.demand_answer import capacity, improbable
from sla.services.desk import Desk
from sla.services.drafting import Drafting, Writing, check_writer, earliest, taking_effect
from sla.services.enrolment import people_faults
from sla.services.proposals import proposal_of
from sla.services.recount import owners
from sla.targets import plan_of
from sla.terms import Terms

EFFECTIVE, ASKED, ACKNOWLEDGED = "propose.effective_on", "propose.asked", "propose.acknowledged"


class Proposing:
    def __init__(self, desk: Desk, directory: Directory) -> None:
        self._desk = desk
        self._drafting = Drafting(desk, directory)

    def preview(self, actor: Actor, now: datetime) -> Preview:
        """BadFields with everything that is still missing; NotAllowed for all but managers."""
        with self._desk.look() as work:
            book, writing = self._allowed(work, actor)
            day = earliest(book, _today(book, writing, now))
            return self._preview(work, book, writing, self._whole(work, writing, day), now)

    def propose(
        self,
        actor: Actor,
        *,
        revision: int,
        effective_on: date,
        asked: frozenset[MemberId],
        acknowledged: bool,
        note: str,
        now: datetime,
    ) -> Proposal:
        """Everybody `asked` gets it privately; an open proposal is replaced, and its signatures with it."""
        with self._desk.open() as work:
            book, writing = self._allowed(work, actor)
            if _revision(writing) != revision:
                raise Conflict("The draft was changed while this was open. Close it and look at it again.")
            written = self._whole(work, writing, effective_on)
            preview = self._preview(work, book, writing, written, now)
            _check(preview, effective_on, asked, acknowledged=acknowledged)
            version = work.agreements.add(
                NewVersion(
                    body=written.body,
                    sha256=written.sha256,
                    effective_on=effective_on,
                    state=State.PROPOSED,
                    proposed_by=self._drafting.author(work, actor),
                    proposed_at=now,
                    asked=asked,
                    note=note,
                )
            )
            for other in work.agreements.all():
                if other.state is State.PROPOSED and other.number != version.number:
                    work.agreements.settle(other.number, State.REPLACED, now)
            work.agreements.drop_draft()
            answer = proposal_of(work, self._desk, version)
            work.commit()
            return answer

    def withdraw(self, actor: Actor, number: int, now: datetime) -> Proposal:
        """By whoever proposed it or a manager; its text becomes the draft again, so that nothing is lost."""
        with self._desk.open() as work:
            version = work.agreements.get(number)
            if version is None:
                raise NotFound(f"There is no version {number}. `/sla agreement history` lists them all.")
            if not (actor.is_manager or (actor.member_id and actor.member_id == version.proposed_by)):
                raise NotAllowed("Only whoever proposed it, or a manager, can withdraw a proposal.")
            if not work.agreements.settle(number, State.WITHDRAWN, now):
                raise Conflict(f"Version {number} is not open any longer, so there is nothing to withdraw.")
            keep_as_draft(work, self._desk, version, now)
            answer = proposal_of(work, self._desk, _again(work, number))
            work.commit()
            return answer

    def _allowed(self, work: UnitOfWork, actor: Actor) -> tuple[Book, Writing]:
        book, writing = self._desk.shelf.fresh(work), self._drafting.writing(work, actor)
        member = work.members.by_slack_id(actor.slack_id)
        check_writer(book, writing.draft, actor, member.id if member else None)
        return book, writing

    def _whole(self, work: UnitOfWork, writing: Writing, day: date) -> Written:
        documents, tables = self._desk.shelf.documents, taking_effect(writing.tables, day)
        named = tuple(member.named for member in work.members.all() if member.named is not None)
        faults = (*people_faults(named), *documents.faults(tables))
        if faults:
            raise BadFields({fault.field: fault.sentence for fault in faults})
        return documents.read(tables)

    def _preview(
        self, work: UnitOfWork, book: Book, writing: Writing, written: Written, now: datetime
    ) -> Preview:
        terms = replace(written.terms, people=book.people)
        before = book.versions[-1] if book.begun else None
        if before is not None and before.version and self._same(writing, before):
            raise BadInput(
                f"Nothing differs from version {before.version}, which is signed. Change something first, "
                "with `/sla setup`."
            )
        demand = plan_of(terms)
        needed = capacity(terms, demand.total_leads)
        return Preview(
            terms=terms,
            before=before,
            demand=demand,
            capacity=needed,
            warnings=warnings(terms, needed),
            effective_on=terms.effective_on,
            earliest=earliest(book, terms.calendar.local_date(now)),
            members=owners(work, book),
            replaced=self._desk.shelf.terms(writing.open) if writing.open else None,
            sha256=written.sha256,
            revision=_revision(writing),
        )

    def _same(self, writing: Writing, before: Terms) -> bool:
        tables = taking_effect(writing.tables, before.effective_on)
        said = self._desk.shelf.documents.read(tables).terms
        return said == replace(before, people=said.people, version=said.version, sha256=said.sha256)


def warnings(terms: Terms, needed: Capacity) -> tuple[str, ...]:
    """What must be acknowledged before a proposal: rates that are seldom true, and leads that nobody can work."""
    found = [said for kind in terms.lead_types for said in improbable(kind)]
    if needed.spare is not None and needed.spare < 0:
        found.append(
            f"Sales cannot work so many leads: up to {needed.reps_needed:,} reps are needed and there are "
            f"{needed.reps:,}."
        )
    return tuple(found)


def keep_as_draft(work: UnitOfWork, desk: Desk, version: Version, now: datetime) -> None:
    """A proposal that came to nothing is still there to go on from, unless somebody has begun anew."""
    if work.agreements.draft() is None:
        tables = desk.shelf.documents.tables(version.body)
        work.agreements.save_draft(tables, by=version.proposed_by, at=now)


def _revision(writing: Writing) -> int:
    """Of the draft; where there is none, of the version it goes on from, so that neither is taken for the other."""
    if writing.draft is not None:
        return writing.draft.revision
    return -1 - (writing.base.number if writing.base else 0)


def _today(book: Book, writing: Writing, now: datetime) -> date:
    """In the team's zone, by the draft where it says one that can be read."""
    if book.begun:
        return book.at(now).calendar.local_date(now)
    return _draft_day(writing.tables, now)


def _draft_day(tables: Tables, now: datetime) -> date:
    team = tables.get("team")
    zone = team.get("zone") if isinstance(team, Mapping) else None
    try:
        return local_date(now, str(zone))
    except BadInput:
        return now.date()


def _check(preview: Preview, effective_on: date, asked: frozenset[MemberId], *, acknowledged: bool) -> None:
    wrong: dict[str, str] = {}
    if effective_on < preview.earliest:
        wrong[EFFECTIVE] = (
            f"This day lies too early: a version takes effect ahead of what it judges, from "
            f"{preview.earliest.isoformat()} on."
        )
    people = [preview.members[member_id] for member_id in asked if member_id in preview.members]
    missing = [side for side in Side if not _on(side, people)]
    if missing or len(people) < len(asked):
        wrong[ASKED] = (
            f"Ask at least one person of {missing[0] if missing else 'each side who is still named'}."
        )
    if preview.warnings and not acknowledged:
        wrong[ACKNOWLEDGED] = "Tick this to say that you have seen the points above."
    if wrong:
        raise BadFields(wrong)


def _on(side: Side, people: list[Person]) -> bool:
    return any(person.side is side for person in people)


def _again(work: UnitOfWork, number: int) -> Version:
    version = work.agreements.get(number)
    if version is None:
        raise NotFound(f"There is no version {number}.")
    return version
