"""A CSV file as titles and numbered rows, streamed; knows encodings and delimiters, nothing of leads."""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from intake.encodings import encoding_of
from sla.errors import BadInput

DELIMITERS = ",;\t|"
DELIMITER_NAMES = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
_SAMPLE = 1 << 16
_COPYRIGHT = re.compile(r"(?i)(copyright )?(\(c\)|©) .*salesforce")


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """`number` is as a spreadsheet counts, the titles being row 1."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class CsvSource:
    """One readable file. Each call of `rows` reads it from the start again."""

    path: Path
    encoding: str
    guessed: bool
    delimiter: str
    titles: tuple[str, ...]
    about_rows: int

    def rows(self) -> Iterator[Row]:
        """The rows below the titles; blank lines are left out but counted, blank cells beyond the titles dropped."""
        held: list[Row] = []
        for row in self._filled():
            if len(self.titles) > 1 and len(row.cells) == 1:
                held.append(row)
                continue
            yield from held
            held.clear()
            yield row
        if not _is_footer(held):
            yield from held

    def _filled(self) -> Iterator[Row]:
        width = len(self.titles)
        for number, cells in _numbered(self.path, self.encoding, self.delimiter):
            if number > 1 and any(cell.strip() for cell in cells):
                beyond = any(cell.strip() for cell in cells[width:])
                yield Row(number=number, cells=tuple(cells if beyond else cells[:width]))


def open_source(path: Path) -> CsvSource:
    """BadInput, one sentence, for a file that is no CSV with titles and at least one row."""
    encoding = encoding_of(path)
    with path.open(encoding=encoding.name, newline="") as file:
        sample = file.read(_SAMPLE)
    delimiter = _delimiter(sample)
    _, titles = next(_numbered(path, encoding.name, delimiter), (1, []))
    source = CsvSource(
        path=path,
        encoding=encoding.name.removesuffix("-sig"),
        guessed=encoding.guessed,
        delimiter=delimiter,
        titles=tuple(title.strip() for title in titles),
        about_rows=max(encoding.lines - 1, 1),
    )
    _check_titles(source)
    return source


def _delimiter(sample: str) -> str:
    first, *_ = sample.lstrip("\r\n").splitlines() or [""]
    try:
        sniffed = csv.Sniffer().sniff(sample, delimiters=DELIMITERS).delimiter
    except csv.Error:
        sniffed = ","
    # The sniffer weighs the rows; whatever it finds must also part the titles.
    return sniffed if sniffed in first else max(DELIMITERS, key=first.count)


def _numbered(path: Path, encoding: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    number = 0
    with path.open(encoding="utf-8-sig" if encoding == "utf-8" else encoding, newline="") as file:
        try:
            for cells in csv.reader(_text_lines(file, path), delimiter=delimiter, strict=True):
                number += 1
                yield number, cells
        except csv.Error as fault:
            raise BadInput(
                f"{path.name} is not valid CSV in row {number + 1} ({fault}); is a quotation mark left open there?"
            ) from None


def _text_lines(lines: Iterator[str], path: Path) -> Iterator[str]:
    for line in lines:
        if "\0" in line:
            raise BadInput(f"{path.name} holds zero bytes, so it is not a text file; export it as CSV again.")
        yield line


def _is_footer(last: Sequence[Row]) -> bool:
    """What a Salesforce report writes below its rows: its name, a copyright, who made it."""
    return any(_COPYRIGHT.match(row.cells[0].strip()) for row in last)


def _check_titles(source: CsvSource) -> None:
    titles, name = source.titles, source.path.name
    if not any(titles):
        raise BadInput(f"{name} has no column titles in its first row; add them.")
    repeated = _repeated(titles)
    if repeated is not None:
        raise BadInput(f'{name} has two columns titled "{repeated}"; rename one of them.', field=repeated)
    if next(source.rows(), None) is None:
        raise BadInput(f"{name} has column titles but no rows; export it again.")


def _repeated(titles: Sequence[str]) -> str | None:
    seen: set[str] = set()
    for title in filter(None, titles):
        if title.casefold() in seen:
            return title
        seen.add(title.casefold())
    return None
