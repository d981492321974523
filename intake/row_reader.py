"""Turns the rows of a file into typed records in batches, each with the key that makes it the same fact again."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Generic, Protocol, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from intake.activity_words import NOT_DONE, WON, known_word
from intake.columns import Columns
from intake.csv_source import CsvSource, Row
from intake.records import LONGEST_ID, Reading
from intake.report import Kind, Rejection

BATCH = 5000
_FIELD_MARK = "\x1f"

Fields = Mapping[str, str]
"""One row's cells by field name, as the file has them."""


class Identified(Protocol):
    """A record with the file's own id for it, blank where it has none."""

    @property
    def external_id(self) -> str: ...


Record = TypeVar("Record", bound=Identified)
_Wanted = tuple[int, Fields]


@dataclass(frozen=True, kw_only=True, slots=True)
class Taken(Generic[Record]):
    """A good row. `key` is the file's own id, or one made of the whole row."""

    row: int
    key: str
    record: Record


@dataclass(frozen=True, kw_only=True, slots=True)
class Batch(Generic[Record]):
    """`rows` in all: `taken`, `rejected`, `repeated` and `skipped` ones."""

    rows: int
    taken: tuple[Taken[Record], ...]
    rejected: tuple[Rejection, ...]
    repeated: int
    skipped: int


def concerns(kind: Kind, fields: Fields, words: Mapping[str, str]) -> bool:
    """False for what an export lists beside the facts: deals that are not won, activities not done yet."""
    if kind is Kind.DEALS and "status" in fields:
        status = fields["status"]
        # "Closed won (Sales Pipeline)" where there are several pipelines.
        return not WON.isdisjoint({known_word(status, words), known_word(status.partition("(")[0], words)})
    if kind is Kind.TOUCHES and "outcome" in fields:
        return known_word(fields["outcome"], words) not in NOT_DONE
    return True


class RowReader(Generic[Record]):
    """Reads one file as records of one shape; each call of `batches` reads it from the start again."""

    def __init__(
        self,
        *,
        kind: Kind,
        source: CsvSource,
        columns: Columns,
        reading: Reading,
        adapter: TypeAdapter[list[Record]],
    ) -> None:
        self._kind = kind
        self._source = source
        self._columns = columns
        self._reading = reading
        self._adapter = adapter

    def batches(self, *, without: Collection[int] = frozenset()) -> Iterator[Batch[Record]]:
        """In the file's order; `without` leaves out the rows that an earlier reading rejected."""
        keys = _Keys()
        for rows in _in_batches(row for row in self._source.rows() if row.number not in without):
            yield self._batch(rows, keys)

    def _batch(self, rows: list[Row], keys: "_Keys") -> Batch[Record]:
        wanted, rejected = self._sifted(rows)
        skipped = len(rows) - len(wanted) - len(rejected)
        taken: list[Taken[Record]] = []
        repeated = 0
        for (number, fields), record in self._good(wanted, rejected):
            key, earlier = keys.of(number, fields, record.external_id)
            if earlier is None:
                taken.append(Taken(row=number, key=key, record=record))
            elif earlier.fields == hash(tuple(fields.values())):
                repeated += 1
            else:
                rejected.append(self._same_id(number, fields, earlier.row))
        return Batch(
            rows=len(rows),
            taken=tuple(taken),
            rejected=tuple(rejected),
            repeated=repeated,
            skipped=skipped,
        )

    def _sifted(self, rows: list[Row]) -> tuple[list[_Wanted], list[Rejection]]:
        """The rows that concern us, and those that are no rows at all; the rest is skipped."""
        wanted: list[_Wanted] = []
        rejected = []
        for row in rows:
            if len(row.cells) != self._columns.width:
                rejected.append(self._wrong_width(row))
                continue
            fields = self._columns.fields(row.cells)
            if concerns(self._kind, fields, self._reading.words):
                wanted.append((row.number, fields))
        return wanted, rejected

    def _good(self, wanted: list[_Wanted], rejected: list[Rejection]) -> Iterable[tuple[_Wanted, Record]]:
        """The rows that are valid, each with its record; the others are added to `rejected`."""
        try:
            records = self._validated(wanted)
        except ValidationError as found:
            faults = first_by_place(found.errors(include_url=False))
            rejected += [self._fault(*wanted[place], fault) for place, fault in faults.items()]
            wanted = [one for place, one in enumerate(wanted) if place not in faults]
            records = self._validated(wanted)
        return zip(wanted, records, strict=True)

    def _validated(self, wanted: list[_Wanted]) -> list[Record]:
        return self._adapter.validate_python([fields for _, fields in wanted], context=self._reading)

    def _fault(self, number: int, fields: Fields, fault: ErrorDetails) -> Rejection:
        field = str(fault["loc"][1])
        return Rejection(
            row=number,
            field=self._columns.titles[field],
            value=fields[field][:LONGEST_ID],
            reason=str(cause_of(fault)),
        )

    def _wrong_width(self, row: Row) -> Rejection:
        return Rejection(
            row=row.number,
            field="",
            value="",
            reason=f"has {len(row.cells)} cells where the titles are {self._columns.width}; "
            "put quotation marks around a text that holds the delimiter.",
        )

    def _same_id(self, number: int, fields: Fields, earlier: int) -> Rejection:
        return Rejection(
            row=number,
            field=self._columns.titles["external_id"],
            value=fields["external_id"],
            reason=f"row {earlier} has the same id and says something else; keep one of the two.",
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class _Earlier:
    row: int
    fields: int


class _Keys:
    """The ids met so far in one reading of a file."""

    def __init__(self) -> None:
        self._own: dict[str, _Earlier] = {}
        self._equal: Counter[str] = Counter()

    def of(self, number: int, fields: Fields, own: str) -> tuple[str, _Earlier | None]:
        """The row's key, and the earlier row that had the same id of the file's own."""
        if not own:
            return self._made(fields), None
        earlier = self._own.get(own)
        if earlier is None:
            self._own[own] = _Earlier(row=number, fields=hash(tuple(fields.values())))
        return own, earlier

    def _made(self, fields: Fields) -> str:
        """Equal rows are told apart by their ordinal, so that the same file makes the same keys again."""
        whole = _FIELD_MARK.join(f"{field}={fields[field]}" for field in sorted(fields))
        digest = sha256(whole.encode()).hexdigest()
        self._equal[digest] += 1
        return sha256(f"{digest}{_FIELD_MARK}{self._equal[digest]}".encode()).hexdigest()


def cause_of(fault: ErrorDetails) -> Exception:
    """What the reader of the cell raised."""
    cause = fault.get("ctx", {}).get("error")
    return cause if isinstance(cause, Exception) else ValueError(fault["msg"])


def first_by_place(faults: list[ErrorDetails]) -> dict[int, ErrorDetails]:
    first: dict[int, ErrorDetails] = {}
    for fault in faults:
        first.setdefault(int(fault["loc"][0]), fault)
    return first


def _in_batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    batch: list[Row] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
