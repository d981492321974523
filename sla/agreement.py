"""A version of the agreement on its way: drafted, proposed, signed by people of both sides, in force."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TypeAlias

from sla.calendar import WorkingCalendar
from sla.errors import Conflict, NotAllowed
from sla.people import MemberId, Side

LAPSES_AFTER = timedelta(days=14)
"""An unsigned proposal is dropped after this long."""

Json: TypeAlias = "str | int | bool | list[Json] | Mapping[str, Json] | None"
Tables: TypeAlias = Mapping[str, Json]
"""The agreement as the tables and keys of its file, complete or not: what a draft holds and a modal edits."""


class State(StrEnum):
    """proposed -> signed | withdrawn | replaced | lapsed. `unsigned` is version 0, loaded at the start."""

    UNSIGNED = "unsigned"
    PROPOSED = "proposed"
    SIGNED = "signed"
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"
    LAPSED = "lapsed"


BINDING = frozenset({State.UNSIGNED, State.SIGNED})


@dataclass(frozen=True, kw_only=True, slots=True)
class NewVersion:
    """`body` is the canonical text, `sha256` its hash in hex. `asked` are the members who are to sign."""

    body: str
    sha256: str
    effective_on: date
    state: State
    proposed_by: MemberId | None
    proposed_at: datetime
    asked: frozenset[MemberId]
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Version:
    """A stored version: its body never changes. `begins_on` is the local day from which it binds, once signed."""

    number: int
    body: str
    sha256: str
    effective_on: date
    state: State
    proposed_by: MemberId | None
    proposed_at: datetime
    asked: frozenset[MemberId]
    note: str
    settled_at: datetime | None
    begins_on: date | None

    @property
    def binds(self) -> bool:
        return self.state in BINDING

    @property
    def lapses_at(self) -> datetime:
        return self.proposed_at + LAPSES_AFTER


@dataclass(frozen=True, kw_only=True, slots=True)
class Signature:
    """One person's word for one version: who, for which side, when, and of which text."""

    version: int
    member_id: MemberId
    name: str
    side: Side
    at: datetime
    sha256: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangeAsked:
    """What somebody who was asked to sign would rather have, in their own words, for the proposer."""

    version: int
    member_id: MemberId
    name: str
    at: datetime
    comment: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Draft:
    """The terms that are being written, shared by all who may write. `revision` rises with each change."""

    tables: Tables
    revision: int
    by: MemberId | None
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class PromiseEntry:
    """What somebody entered for a commitment that cannot be measured, for a month (its first day)."""

    key: str
    month: date
    value: str
    by: MemberId
    at: datetime


def begins_on(calendar: WorkingCalendar, effective_on: date, signed_at: datetime) -> date:
    """The agreed day, or the day after the last signature where that is later.

    A version begins at a midnight that lies ahead of its last signature, so that it judges nothing that
    has already happened.
    """
    return max(effective_on, calendar.local_date(signed_at) + timedelta(days=1))


def check_signable(
    version: Version, versions: Sequence[Version], *, sha256: str, member_id: MemberId, now: datetime
) -> None:
    """Whether this member may sign this version as it was shown to them; if not, why."""
    later = [one.number for one in versions if one.number > version.number]
    signed_later = [one.number for one in versions if one.number in later and one.state is State.SIGNED]
    if version.sha256 != sha256:
        raise Conflict("This is not the text that was shown to you. Open it anew with `/sla agreement`.")
    if version.state is State.UNSIGNED:
        raise Conflict("This version was loaded from a file; a manager can propose it with `/sla setup`.")
    if version.state is State.LAPSED or (version.state is State.PROPOSED and version.lapses_at <= now):
        raise Conflict(f"Version {version.number} lapsed unsigned. A manager can propose it again.")
    if version.state is State.WITHDRAWN:
        raise Conflict(f"Version {version.number} was withdrawn. There is nothing to sign.")
    if version.state is State.REPLACED or signed_later:
        newer = f"version {max(signed_later or later)}" if later else "a newer one"
        raise Conflict(f"Version {version.number} was replaced by {newer}; that is the one to sign.")
    if version.state is State.PROPOSED and member_id not in version.asked:
        raise NotAllowed("You are not among the people who are asked to sign this version.")
