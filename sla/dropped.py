"""A file that somebody dropped into their conversation with the bot: how it is to be read, how far it has come."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from sla.imports import Kind
from sla.leads import Stored

SOURCE = "csv"


class Step(StrEnum):
    """What is to be done about it next, or what it ended with."""

    TO_SHOW = "to show"
    SHOWN = "shown"
    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"
    REFUSED = "refused"


@dataclass(frozen=True, kw_only=True, slots=True)
class Dropped:
    """`slack_id` dropped it in the message `thread_ts`; `answer_ts` is the bot's answer there, once there is one.

    `kind`, `columns`, `zone` and `dates` are what the person chose (see `Profile`), `found` and `titles` what the
    last look at the file found: field → title, and the titles of all columns. `at` is when the step began.
    """

    file_id: str
    slack_id: str
    channel_id: str
    thread_ts: str
    at: datetime
    answer_ts: str | None = None
    step: Step = Step.TO_SHOW
    kind: Kind | None = None
    source: str = SOURCE
    columns: Mapping[str, str] = field(default_factory=dict)
    zone: str | None = None
    dates: str | None = None
    found: Mapping[str, str] = field(default_factory=dict)
    titles: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """What a person says in the form about a file; `columns` has the title of each field, empty for none."""

    columns: Mapping[str, str]
    zone: str | None
    dates: str | None
    source: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ColumnRead:
    """A column of the file, the field that it was taken for, and its first different values."""

    field: str
    title: str
    samples: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class FileReport:
    """What an import came to, or would: `rows` = stored + `rejected` + `repeated` + `skipped`.

    `bad` are the first rejected rows in a sentence each, `warnings` whole sentences, `dates` how a date was read,
    `recalled` what was taken from an earlier import, `refused` why nothing of it would be taken.
    """

    name: str
    kind: Kind
    rows: int
    stored: Stored
    rejected: int
    repeated: int
    skipped: int
    bad: tuple[str, ...]
    warnings: tuple[str, ...]
    unmatched_owners: tuple[str, ...]
    dates: str
    zone: str | None
    recalled: str | None
    columns: tuple[ColumnRead, ...] = ()
    unread: tuple[str, ...] = ()
    refused: str | None = None


class Drops(Protocol):
    """Each file once, however often Slack tells of it."""

    def add(self, drop: Dropped) -> bool:
        """False where the file is known; then nothing changes."""

    def get(self, file_id: str) -> Dropped | None:
        """Held by whoever may write, so that nobody else takes the same step."""

    def save(self, drop: Dropped) -> None: ...

    def at_step(self, step: Step) -> tuple[Dropped, ...]:
        """The longest there first."""


class Dropping(Protocol):
    """The part of a unit of work that holds them."""

    @property
    def drops(self) -> Drops: ...
