"""How several lead types share one quota: by the revenue or by the leads they carry (MATHS.md §2, mix)."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import ceil

from sla.errors import BadInput
from sla.funnel import Demand, Funnel, demand
from sla.money import Money


class ShareOf(StrEnum):
    """What a lead type's share is a share of; always said beside the number."""

    REVENUE = "revenue"
    LEADS = "leads"


@dataclass(frozen=True, kw_only=True, slots=True)
class TypeDemand:
    """One lead type's part. `demand` is as if it carried the whole quota; `leads` is its own number."""

    key: str
    demand: Demand
    share: Fraction
    leads: int
    lead_value: Fraction


@dataclass(frozen=True, kw_only=True, slots=True)
class MixedDemand:
    """All the lead types that carry one quota together."""

    types: tuple[TypeDemand, ...]
    total_leads: int
    quota: Money


def mix(
    quota: Money,
    types: Sequence[tuple[str, Funnel, Fraction]],
    by: ShareOf = ShareOf.REVENUE,
) -> MixedDemand:
    """Leads per type; `types` are (key, funnel, share), the shares adding up to exactly 1.

    By revenue share s: ceil(s × N), N being the leads if the type carried the whole quota. By lead share w:
    ceil(w × total), the total being quota ÷ Σ w × value of one lead.
    """
    _check(types)
    whole = [demand(quota, funnel) for _, funnel, _ in types]
    shares = [share for _, _, share in types]
    if by is ShareOf.REVENUE:
        exact = [share * one.leads for share, one in zip(shares, whole, strict=True)]
    else:
        average = sum((share * one.lead_value for share, one in zip(shares, whole, strict=True)), Fraction(0))
        exact = [share * Fraction(quota.major) / average for share in shares]
    parts = tuple(
        TypeDemand(key=key, demand=one, share=share, leads=ceil(leads), lead_value=one.lead_value)
        for (key, _, share), one, leads in zip(types, whole, exact, strict=True)
    )
    return MixedDemand(types=parts, total_leads=sum(part.leads for part in parts), quota=quota)


def _check(types: Sequence[tuple[str, Funnel, Fraction]]) -> None:
    keys = [key for key, _, _ in types]
    if len(set(keys)) != len(keys):
        raise BadInput("Each lead type may appear once in the mix.")
    shares = [share for _, _, share in types]
    if any(share < 0 for share in shares):
        raise BadInput("A lead type's share cannot be below 0%.")
    total = sum(shares, Fraction(0))
    if total != 1:
        raise BadInput(
            f"The shares of the lead types add up to {float(total):.4g} of 1; make them add up to 100%."
        )
