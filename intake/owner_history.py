"""Whose leads are from a moment on, by a file's history or a push's "from now on": given to them, on the record."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import datetime

from intake.writer import Target
from sla.leads import Lead, LeadId
from sla.ownership import Ownership
from sla.people import MemberId
from sla.ports import UnitOfWork
from sla.services.recount import recount


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnerChange:
    """`key` is the row or event that says it. A moment before the handoff is the handoff."""

    key: str
    lead_id: LeadId
    to: MemberId
    since: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Followed:
    """By their keys: what was new, and what lies before a known change and says otherwise."""

    new: frozenset[str] = frozenset()
    otherwise: frozenset[str] = frozenset()


def follow_owners(work: UnitOfWork, target: Target, changes: Iterable[OwnerChange]) -> Followed:
    """In order of time, of two at one moment the later one; what is known already stays. Dates and counts stay."""
    by_lead = _by_lead(changes)
    leads = sorted(by_lead)
    work.ownerships.follow(leads, at=target.now, by=None)
    known = work.ownerships.of_each(leads)
    new, followed = _followed(known, by_lead)
    work.ownerships.add(
        [Ownership(lead_id=one.lead_id, member_id=one.to, since=one.since, by=None) for one in new]
    )
    last = {one.lead_id: one.to for one in new}
    given = {lead_id: to for lead_id, to in last.items() if known[lead_id][-1].member_id != to}
    work.leads.give_each(given, recount_at=target.now)
    recount(work, list(last), book=target.book, now=target.now)
    return followed


def foresee_owners(work: UnitOfWork, target: Target, changes: Iterable[OwnerChange]) -> Followed:
    """What `follow_owners` would come to; nothing is written."""
    by_lead = _by_lead(changes)
    rows = work.ownerships.of_each(sorted(by_lead))
    leads = (history.lead for history in work.leads.histories(sorted(by_lead)))
    known = {lead.id: _up_to_date(lead, rows.get(lead.id, ()), target.now) for lead in leads}
    return _followed(known, by_lead)[1]


def _up_to_date(lead: Lead, rows: Sequence[Ownership], now: datetime) -> Sequence[Ownership]:
    """With whoever has it, where that is not on the record yet."""
    if rows and rows[-1].member_id == lead.owner_id:
        return rows
    since = now if rows else lead.handed_off_at
    return (*rows, Ownership(lead_id=lead.id, member_id=lead.owner_id, since=since, by=None))


def _by_lead(changes: Iterable[OwnerChange]) -> Mapping[LeadId, Sequence[OwnerChange]]:
    found: defaultdict[LeadId, list[OwnerChange]] = defaultdict(list)
    for one in changes:
        found[one.lead_id].append(one)
    return found


def _followed(
    known: Mapping[LeadId, Sequence[Ownership]], by_lead: Mapping[LeadId, Sequence[OwnerChange]]
) -> tuple[list[OwnerChange], Followed]:
    new: list[OwnerChange] = []
    otherwise: set[str] = set()
    for lead_id, rows in known.items():
        mine, left_out = _anew(rows, _in_time(by_lead[lead_id], rows[0].since))
        new += mine
        otherwise |= left_out
    return new, Followed(new=frozenset(one.key for one in new), otherwise=frozenset(otherwise))


def _anew(
    known: Sequence[Ownership], changes: Iterable[OwnerChange]
) -> tuple[Sequence[OwnerChange], AbstractSet[str]]:
    """What changes after all that is known, and the keys of what would change it."""
    new: list[OwnerChange] = []
    otherwise: set[str] = set()
    latest = known[-1].since
    for one in changes:
        if _owner_at(known, new, one.since) == one.to:
            continue
        if one.since < latest:
            otherwise.add(one.key)
        else:
            new.append(one)
    return new, otherwise


def _in_time(changes: Iterable[OwnerChange], handed_off_at: datetime) -> Iterable[OwnerChange]:
    at = {max(one.since, handed_off_at): one for one in sorted(changes, key=lambda one: one.since)}
    return (replace(one, since=since) for since, one in at.items())


def _owner_at(known: Sequence[Ownership], new: Sequence[OwnerChange], moment: datetime) -> MemberId | None:
    """`new` ones are all after what is known, and before the moment."""
    if new:
        return new[-1].to
    return next((one.member_id for one in reversed(known) if one.since <= moment), None)
