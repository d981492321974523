"""A connected CRM: whose account it is, what its stages are called, what each stands for, and what is amiss there."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class Ladder(StrEnum):
    """Whose stages they are: a person's on the way to a customer, or a deal's on the way to its close."""

    LIFECYCLE = "lifecycle"
    DEALS = "deals"


@dataclass(frozen=True, kw_only=True, slots=True)
class StageDefinition:
    """A stage as the account has it now. The id stays when people call the stage something else.

    Of a `closed` one the CRM itself says whether the deal is won or lost.
    """

    ladder: Ladder
    id: str
    label: str
    pipeline: str = ""
    closed: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class StageUse:
    """What a stage of the account stands for here. `label` is what it was called when that was chosen."""

    ladder: Ladder
    id: str
    label: str
    stage: str


@dataclass(frozen=True, kw_only=True, slots=True)
class StageMap:
    """`handoff`: the lifecycle stage in which marketing hands a person to sales."""

    handoff: str
    handoff_label: str
    uses: tuple[StageUse, ...] = ()

    def of(self, ladder: Ladder) -> tuple[StageUse, ...]:
        return tuple(use for use in self.uses if use.ladder is ladder)


@dataclass(frozen=True, kw_only=True, slots=True)
class Portal:
    """An account of the CRM."""

    id: int
    name: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Loading:
    """How far the first reading of one kind of record has come."""

    what: str
    read: int
    total: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """What the last reading found. `other` is the account behind the key where it is not the connected one.

    `unmatched` are owners' addresses that nobody in the agreement has, `foreign` the currencies of won deals
    that are not the agreement's, `trouble` the sentence on what kept it from reading on.
    """

    definitions: tuple[StageDefinition, ...] = ()
    loading: tuple[Loading, ...] = ()
    unmatched: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()
    trouble: str | None = None
    other: Portal | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Connection:
    """`stages` is None until somebody has chosen. How far it was read is in the source's feed."""

    portal: Portal | None = None
    stages: StageMap | None = None
    found: Found = field(default_factory=Found)


@dataclass(frozen=True, kw_only=True, slots=True)
class CrmBoard:
    """What a manager sees of the CRM that is read. `stages` are those in use, `choices` what each can stand for.

    `read_at` is when it was last read in full. Dates are read in `zone`, the reader's.
    """

    connection: Connection
    stages: StageMap
    choices: tuple[str, ...]
    read_at: datetime | None
    currency: str
    zone: str
    now: datetime

    @property
    def renamed(self) -> tuple[tuple[str, str | None], ...]:
        return renamed(self.stages, self.connection.found.definitions)

    @property
    def needs_a_look(self) -> bool:
        """Whether there is anything to be said of it unasked."""
        found = self.connection.found
        amiss = found.trouble or found.unmatched or found.foreign or self.renamed
        return self.read_at is None or bool(amiss or found.loading)


def renamed(stages: StageMap, definitions: Iterable[StageDefinition]) -> tuple[tuple[str, str | None], ...]:
    """Stages in use that the account calls something else now, or None: it has them no longer."""
    now = {(one.ladder, one.id): one.label for one in definitions}
    if not now:
        return ()
    chosen = (
        (Ladder.LIFECYCLE, stages.handoff, stages.handoff_label),
        *((u.ladder, u.id, u.label) for u in stages.uses),
    )
    found = ((label, now.get((ladder, stage))) for ladder, stage, label in chosen)
    return tuple(dict.fromkeys((was, called) for was, called in found if called != was))


class Connections(Protocol):
    """The CRMs that are read, by the name of the source."""

    def get(self, source: str) -> Connection: ...

    def note(self, source: str, found: Found) -> None: ...

    def connect(self, source: str, portal: Portal) -> None: ...

    def choose(self, source: str, stages: StageMap) -> None: ...
