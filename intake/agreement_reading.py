"""Reads tables as an agreement: the checked shape, or every fault that keeps them from being one."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import ValidationError

from intake.agreement_checks import cross_faults
from intake.agreement_faults import in_order, refusal, shape_faults
from intake.agreement_people import AgreementFile, people_faults
from intake.agreement_shape import AgreementParts, AgreementShape
from sla.documents import Fault

_TEAM = "team"

Shape = TypeVar("Shape", bound=AgreementShape)


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading(Generic[Shape]):
    """`shape` is None where it cannot even be read; where it can, it may still have faults."""

    shape: Shape | None
    faults: tuple[Fault, ...]


def read_tables(tables: Mapping[str, object], kind: type[Shape]) -> Reading[Shape]:
    """What has faults of its own is left out, and what depends on it, so that the rest is told at once."""
    parsed = dict(tables)
    shape: Shape | None = None
    found: tuple[Fault, ...] = ()
    broken: frozenset[tuple[str | int, ...]] = frozenset()
    try:
        shape = kind.model_validate(parsed)
    except ValidationError as refused:
        found = shape_faults(refused, kind)
        broken = frozenset(error["loc"] for error in refused.errors())
    parts = AgreementParts.model_validate(_sound(parsed, broken))
    faults = [*found, *cross_faults(parts, frozenset(str(loc[0]) for loc in broken))]
    if isinstance(shape, AgreementFile):
        faults += people_faults(shape.people, shape)
    return Reading(shape=shape, faults=in_order(faults, kind))


def _sound(tables: Mapping[str, object], broken: frozenset[tuple[str | int, ...]]) -> dict[str, object]:
    """The tables without faults; of the team's, which others are read by, the keys without."""
    sound = AgreementParts.model_fields.keys() - {loc[0] for loc in broken}
    found = {key: value for key, value in tables.items() if key in sound}
    team = tables.get(_TEAM)
    if _TEAM not in sound and isinstance(team, Mapping):
        found[_TEAM] = {
            key: value for key, value in team.items() if (_TEAM, key) not in {loc[:2] for loc in broken}
        }
    return found


def read_shape(tables: Mapping[str, object], kind: type[Shape]) -> Shape:
    """BadInput has all faults, a line each with whose it is, and the first one's field."""
    reading = read_tables(tables, kind)
    if reading.shape is None or reading.faults:
        raise refusal(reading.faults, tables)
    return reading.shape
