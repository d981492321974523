"""Which encoding a file was saved in: its marks first, UTF-8 if it holds throughout, then the likeliest guess."""

import codecs
from dataclasses import dataclass
from pathlib import Path

from charset_normalizer import from_bytes

from sla.errors import BadInput

_CHUNK, _ENOUGH = 1 << 18, 1 << 16
_GUESSABLE = ["cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp932", "gb18030", "big5", "cp949"]
"""What spreadsheets save as "CSV" where they do not save UTF-8."""
_WESTERN, _LATIN = "cp1252", ("cp1250", "cp1254")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_MOSTLY = 0.3


@dataclass(frozen=True, kw_only=True, slots=True)
class Encoding:
    """`guessed` where the file itself does not prove it. `lines` counts line ends, for a progress bar."""

    name: str
    guessed: bool
    lines: int


def encoding_of(path: Path) -> Encoding:
    """Reads the file once; BadInput for one that is missing, empty, a workbook or no text."""
    try:
        with path.open("rb") as file:
            start = file.read(_CHUNK)
    except FileNotFoundError:
        raise BadInput(f"There is no file {path}; check the path.") from None
    except OSError as refused:
        raise BadInput(f"{path} cannot be read: {refused.strerror}.") from None
    if not start.strip():
        raise BadInput(f"{path.name} is empty; export it again.")
    if start.startswith(_WORKBOOKS):
        raise BadInput(f"{path.name} is a workbook or an archive, not text; save it as CSV and import that.")
    marked = next((name for mark, name in _MARKS if start.startswith(mark)), None) or _without_mark(start)
    if marked is None and b"\0" in start:
        raise BadInput(f"{path.name} is not a text file; export it as CSV.")
    broken, lines = _check(path, marked or "utf-8")
    if broken is None:
        return Encoding(name=marked or "utf-8", guessed=False, lines=lines)
    if marked is not None:
        raise BadInput(f"{path.name} says that it is {marked} but is not; save it as UTF-8.")
    return Encoding(name=_guess(path, broken), guessed=True, lines=lines)


def _without_mark(start: bytes) -> str | None:
    """UTF-16 that lacks its mark shows by zero bytes at every other place."""
    even, odd = start[::2].count(0), start[1::2].count(0)
    if odd > _MOSTLY * len(start) / 2 and not even:
        return "utf-16-le"
    return "utf-16-be" if even > _MOSTLY * len(start) / 2 and not odd else None


def _check(path: Path, encoding: str) -> tuple[bytes | None, int]:
    """The first part of the file that is not in this encoding, and how many line ends there are."""
    decoder = codecs.getincrementaldecoder(encoding)()
    broken, lines = None, 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            lines += chunk.count(b"\n")
            broken = broken or _undecodable(decoder, chunk)
    return broken or _undecodable(decoder, b"", final=True), lines


def _undecodable(decoder: codecs.IncrementalDecoder, chunk: bytes, *, final: bool = False) -> bytes | None:
    try:
        decoder.decode(chunk, final)
    except UnicodeDecodeError as fault:
        return chunk or bytes(fault.object)
    return None


def _guess(path: Path, sample: bytes) -> str:
    """The likeliest encoding that holds for the whole file."""
    for name in _likely(sample):
        if _check(path, name)[0] is None:
            return name
    raise BadInput(f"{path.name} is in an encoding that cannot be told; save it as UTF-8.")


def _likely(sample: bytes) -> list[str]:
    telling = b"\n".join(line for line in sample.split(b"\n") if not line.isascii())
    matches = from_bytes(telling[:_ENOUGH], cp_isolation=_GUESSABLE)
    best = matches.best()
    western = next((match for match in matches if _WESTERN in match.could_be_from_charset), None)
    if best is None:
        return [_WESTERN]
    # A short text in Latin letters fits several code pages equally well; one of them is far more common.
    if best.coherence <= (western.coherence if western else 0) and (western or best.encoding in _LATIN):
        return [_WESTERN, best.encoding]
    return [best.encoding]
