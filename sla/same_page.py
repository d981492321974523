"""What a manager sees of leads that may be one, and of what they have just decided about them."""

from dataclasses import dataclass
from datetime import datetime

from sla.leads import Lead, LeadId


@dataclass(frozen=True, kw_only=True, slots=True)
class OneOfTwo:
    """`owner` is the name of whose it is; None: nobody's."""

    lead: Lead
    source: str
    owner: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class TwoLeads:
    """`kept` was handed over first."""

    kept: OneOfTwo
    other: OneOfTwo


@dataclass(frozen=True, kw_only=True, slots=True)
class SamePage:
    """The first of `total` pairs that nobody has decided about."""

    pairs: tuple[TwoLeads, ...]
    total: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Settled:
    """What was decided; `undone`: taken back again. Dates are read in `zone`, the reader's."""

    kept: Lead
    other_id: LeadId
    same: bool
    undone: bool
    zone: str
    now: datetime
