"""Takes back what a source no longer has, and stops the clock of a lead that it no longer has."""

from collections.abc import Sequence
from dataclasses import dataclass

from intake.push_answer import Code
from intake.push_reading import Deletable
from intake.writer import Target
from sla.activity import StageChange
from sla.leads import LeadId, StopReason
from sla.ports import UnitOfWork
from sla.services.recount import recount

_MARK = "deleted lead/"
"""Before a lead's own id: the id of the fact that its source deleted it. No id of a source begins like that."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Gone:
    """The source no longer has this. `code` says why, where it still has it but it is no such fact."""

    index: int
    type: str
    what: Deletable
    key: str
    code: Code | None = None


def take_back(work: UnitOfWork, target: Target, gone: Sequence[Gone]) -> frozenset[int]:
    """Which of these were there until now, by index."""
    there: set[int] = set()
    changed: set[LeadId] = set()
    for what in Deletable:
        keys = [one.key for one in gone if one.what is what]
        if keys:
            leads, stood = (
                _end(work, target, keys) if what is Deletable.LEAD else _withdraw(work, target, what, keys)
            )
            changed |= leads
            there |= {one.index for one in gone if one.what is what and one.key in stood}
    recount(work, sorted(changed), book=target.book, now=target.now)
    return frozenset(there)


def bring_back(work: UnitOfWork, target: Target, keys: Sequence[str]) -> None:
    """Leads that their source has again: their clocks run on."""
    ended = work.stages.take_back(target.source, [f"{_MARK}{key}" for key in keys], target.now)
    recount(work, sorted(ended), book=target.book, now=target.now)


def _withdraw(
    work: UnitOfWork, target: Target, what: Deletable, keys: Sequence[str]
) -> tuple[frozenset[LeadId], frozenset[str]]:
    standing = work.pushes.standing(what, target.source, keys)
    kept = {
        Deletable.TOUCH: work.touches.take_back,
        Deletable.STAGE: work.stages.take_back,
        Deletable.DEAL: work.deals.take_back,
    }
    return kept[what](target.source, sorted(standing), target.now), standing


def _end(work: UnitOfWork, target: Target, keys: Sequence[str]) -> tuple[frozenset[LeadId], frozenset[str]]:
    """A lead stays on the record, gone from now on: what was promised for it until then was promised.

    The record's own lead, as one that it was made one with stands on its own.
    """
    ids = work.leads.own_ids(target.source, keys)
    ended = work.pushes.standing(Deletable.STAGE, target.source, [f"{_MARK}{key}" for key in ids])
    fresh = {key: lead_id for key, lead_id in ids.items() if f"{_MARK}{key}" not in ended}
    work.stages.upsert(
        [
            StageChange(
                source=target.source,
                external_id=f"{_MARK}{key}",
                lead_id=lead_id,
                stage=StopReason.GONE,
                entered_at=target.now,
            )
            for key, lead_id in fresh.items()
        ]
    )
    return frozenset(fresh.values()), frozenset(fresh)
