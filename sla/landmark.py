"""Follow-ups against what became of the leads, by landmark: who was still open at a day, and was won afterwards.

Cadence and outcome are confounded, as warm leads answer early and cold ones are called often. So leads are compared
only among those still open at the landmark, over the same days afterwards, within their own lead type, and the
difference over all types is Mantel and Haenszel's (variance by Greenland and Robins 1985), named an association.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

from sla.cadence import Checkpoint
from sla.verdict import FEWEST

CONFIDENCE = 0.90


@dataclass(frozen=True, kw_only=True, slots=True)
class LandmarkCase:
    """A lead that was open at the landmark: whether its follow-ups were made by then, and if it was won."""

    lead_type: str
    kept: bool
    won: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    leads: int
    won: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Stratum:
    """The leads of one type, by whether they had their follow-ups at the landmark."""

    name: str
    kept: Group
    short: Group


@dataclass(frozen=True, kw_only=True, slots=True)
class Landmark:
    """`until` is the day up to which every lead's outcome was looked at.

    `low` and `high` bound, 9 times in 10, by how much the shares won differ, kept less short: an estimate in floats,
    None where either group has too few leads to compare.
    """

    checkpoint: Checkpoint
    until: int
    strata: tuple[Stratum, ...]
    low: float | None
    high: float | None

    @property
    def kept(self) -> Group:
        return _together(one.kept for one in self.strata)

    @property
    def short(self) -> Group:
        return _together(one.short for one in self.strata)


def landmark(
    checkpoint: Checkpoint, until: int, cases: Iterable[LandmarkCase], names: Mapping[str, str]
) -> Landmark:
    """`names` has each lead type's name by its key, in the order of the strata; a type without leads is left out."""
    found = list(cases)
    strata = tuple(
        _stratum(name, [one for one in found if one.lead_type == key])
        for key, name in names.items()
        if any(one.lead_type == key for one in found)
    )
    low, high = _bounds(strata)
    return Landmark(checkpoint=checkpoint, until=until, strata=strata, low=low, high=high)


def _stratum(name: str, cases: list[LandmarkCase]) -> Stratum:
    return Stratum(name=name, kept=_group(cases, kept=True), short=_group(cases, kept=False))


def _group(cases: list[LandmarkCase], *, kept: bool) -> Group:
    mine = [one for one in cases if one.kept is kept]
    return Group(leads=len(mine), won=sum(one.won for one in mine))


def _together(groups: Iterable[Group]) -> Group:
    every = list(groups)
    return Group(leads=sum(one.leads for one in every), won=sum(one.won for one in every))


def _bounds(strata: tuple[Stratum, ...]) -> tuple[float, float] | tuple[None, None]:
    """A type whose leads are all in one group compares nothing, and has no weight."""
    both = [one for one in strata if one.kept.leads and one.short.leads]
    fewest = min(sum(one.kept.leads for one in both), sum(one.short.leads for one in both))
    if fewest < FEWEST:
        return None, None
    weight = sum(_weight(one) for one in both)
    middle = sum(_weight(one) * (_share(one.kept) - _share(one.short)) for one in both) / weight
    variance = sum(_weight(one) ** 2 * (_spread(one.kept) + _spread(one.short)) for one in both) / weight**2
    half = NormalDist().inv_cdf((1 + CONFIDENCE) / 2) * sqrt(variance)
    return max(-1.0, middle - half), min(1.0, middle + half)


def _weight(stratum: Stratum) -> float:
    kept, short = stratum.kept.leads, stratum.short.leads
    return kept * short / (kept + short)


def _share(group: Group) -> float:
    return group.won / group.leads


def _spread(group: Group) -> float:
    """The variance of a share; with none or all won it is taken as with half a lead more of each (Agresti)."""
    share = (group.won + 0.5) / (group.leads + 1) if group.won in {0, group.leads} else _share(group)
    return share * (1 - share) / group.leads
