"""Takes the terms of the start's file into the store as version 0, as long as nothing is signed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sla.agreement import NewVersion, State, Tables, Version
from sla.documents import Written
from sla.people import Named
from sla.ports import UnitOfWork
from sla.services.desk import Desk


class Taken(StrEnum):
    """What became of the file: its terms bind now, did so before, or are kept out by what was signed."""

    LOADED = "loaded"
    UNCHANGED = "unchanged"
    KEPT_OUT = "kept out"


class Loaded(StrEnum):
    """What became of a file that somebody loads: it binds, it stood already, or it is a draft to propose."""

    IN_FORCE = "in force"
    UNCHANGED = "unchanged"
    DRAFT = "draft"


@dataclass(frozen=True, kw_only=True, slots=True)
class FromFile:
    """An agreement's file: its terms, and the people it names."""

    written: Written
    people: tuple[Named, ...]


class Starting:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def __call__(self, file: FromFile, now: datetime) -> Taken:
        """Signed terms change by a new version only (MATHS D16); the leads are recounted by the next tick."""
        with self._desk.open() as work:
            versions = work.agreements.all()
            if any(version.state is State.SIGNED for version in versions):
                known = any(version.sha256 == file.written.sha256 for version in versions)
                return Taken.UNCHANGED if known else Taken.KEPT_OUT
            if _same(versions, file) and _named(work) == set(file.people):
                return Taken.UNCHANGED
            self._load(work, file, now)
            work.commit()
        return Taken.LOADED

    def load(self, file: FromFile, tables: Tables, now: datetime) -> Loaded:
        """As at the start; where something is signed the people count at once, and the terms are a draft."""
        if self(file, now) is Taken.LOADED:
            return Loaded.IN_FORCE
        with self._desk.open() as work:
            if _named(work) != set(file.people):
                enrol(work, file.people, now)
            stands = _stands(work.agreements.all(), file)
            if not stands:
                work.agreements.save_draft(tables, by=None, at=now)
            work.commit()
        return Loaded.UNCHANGED if stands else Loaded.DRAFT

    @staticmethod
    def _load(work: UnitOfWork, file: FromFile, now: datetime) -> None:
        terms = file.written.terms
        enrol(work, file.people, now)
        work.agreements.add(
            NewVersion(
                body=file.written.body,
                sha256=file.written.sha256,
                effective_on=terms.effective_on,
                state=State.UNSIGNED,
                proposed_by=None,
                proposed_at=now,
                asked=frozenset(),
            )
        )
        work.leads.judge_from(terms.begins_at, 0, recount_at=now)


def enrol(work: UnitOfWork, people: Sequence[Named], at: datetime) -> None:
    """These people and no others are bound by the agreement."""
    emails = {one.email for one in people}
    work.members.unname(one.email for one in _named(work) if one.email not in emails)
    work.members.name(people, at)


def _named(work: UnitOfWork) -> set[Named]:
    return {member.named for member in work.members.all() if member.named is not None}


def _stands(versions: Sequence[Version], file: FromFile) -> bool:
    """Whether it says what was agreed last or is proposed; to go back to earlier terms is a change."""
    binding = [one for one in versions if one.binds][-1:]
    proposed = [one for one in versions if one.state is State.PROPOSED]
    return any(one.sha256 == file.written.sha256 for one in (*binding, *proposed))


def _same(versions: Sequence[Version], file: FromFile) -> bool:
    return any(version.binds and version.sha256 == file.written.sha256 for version in versions)
