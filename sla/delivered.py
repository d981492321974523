"""Which handed-over leads are delivered: the same person counts once, a final rejection not at all (MATHS D13)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from unicodedata import normalize

from sla.calendar import local_date
from sla.leads import LeadId

ONCE_WITHIN_DAYS = 90
_LENGTH = 32


class Reason(StrEnum):
    """Why a lead that was handed over is not among the delivered."""

    REPEATED = "the same person again"
    REJECTED = "rejected"


@dataclass(frozen=True, kw_only=True, slots=True)
class Handover:
    """A lead as far as counting asks. `person` tells people apart, None where that is not known; from `out_at` on
    a rejection is final.
    """

    lead_id: LeadId
    name: str
    lead_type: str
    handed_off_at: datetime
    person: str | None
    out_at: datetime | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Uncounted:
    """`counted` is the lead of the same person that counts instead."""

    handover: Handover
    reason: Reason
    counted: Handover | None = None


def fingerprint(known_as: str) -> str:
    """Tells people apart by an address or a name without keeping either; case and spacing do not matter."""
    plain = " ".join(normalize("NFKC", known_as).casefold().split())
    return sha256(plain.encode()).hexdigest()[:_LENGTH]


def uncounted(handovers: Iterable[Handover], now: datetime, zone: str) -> tuple[Uncounted, ...]:
    """Those that do not count as of `now`, by handoff; a person's days are counted in `zone`.

    The 90 days run from the lead that counts, so that somebody who comes back every other month counts again.
    A lead that a rejection has taken out did not count, so the person's next one does.
    """
    found: list[Uncounted] = []
    last: dict[str, Handover] = {}
    for one in sorted(handovers, key=lambda each: (each.handed_off_at, each.lead_id)):
        before = last.get(one.person) if one.person is not None else None
        if one.out_at is not None and one.out_at <= now:
            found.append(Uncounted(handover=one, reason=Reason.REJECTED))
        elif before is not None and _within(before, one, zone):
            found.append(Uncounted(handover=one, reason=Reason.REPEATED, counted=before))
        elif one.person is not None:
            last[one.person] = one
    return tuple(found)


def _within(before: Handover, after: Handover, zone: str) -> bool:
    between = local_date(after.handed_off_at, zone) - local_date(before.handed_off_at, zone)
    return between.days <= ONCE_WITHIN_DAYS
