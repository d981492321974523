"""Lines as blocks: the contract by its parts, and any lines in as many sections as they need."""

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from handlers.views import layout
from handlers.views.contract.clause import Clause
from handlers.views.contract.differences import change_lines, differences
from handlers.views.escape import cut, people
from handlers.views.message import AnyBlock
from sla.terms import Terms

MOST_BYTES = 120_000
"""Slack refuses a view of more than 250 KB as JSON, in which one emoji takes twelve bytes or more."""
MOST_SECTIONS = 60
_SECTION = 2900
_LABEL, _VALUE, _DETAIL = 100, 900, 900


def contract_blocks(clauses: Sequence[Clause], most: int = MOST_BYTES) -> list[AnyBlock]:
    """A heading for each part and its clauses below it; what does not fit is counted."""
    blocks: list[AnyBlock] = []
    left, sections, hidden = most, MOST_SECTIONS, 0
    for part, run in groupby(clauses, key=lambda clause: clause.part):
        lines = list(_lines(run))
        packed = _packed(_fitting(lines, left))[:sections]
        shown = [line for one in packed for line in one]
        hidden += len(lines) - len(shown)
        left -= sum(map(_bytes, shown))
        sections -= len(packed)
        if packed:
            blocks += [layout.header(part), *(layout.section(*one) for one in packed)]
    if hidden:
        blocks.append(layout.section(f"… and {hidden} more clauses, for which this page has no room."))
    return blocks


def sections_of(lines: Sequence[str]) -> list[AnyBlock]:
    """No line is broken; one that is longer than a section is cut."""
    return [layout.section(*one) for one in _packed(lines)]


def quoted(text: str, most: int) -> list[str]:
    """Somebody's own words, a line each, marked as theirs."""
    lines = [line for line in text.splitlines() if line.strip()]
    return [f"> {people(line, most)}" for line in lines[:10]] or ["> …"]


def _packed(lines: Sequence[str]) -> list[list[str]]:
    """The lines, as many together as a section holds."""
    packed: list[list[str]] = []
    length = 0
    for whole in lines:
        line = cut(whole, _SECTION)
        if not packed or length + len(line) + 1 > _SECTION:
            packed.append([])
            length = 0
        packed[-1].append(line)
        length += len(line) + 1
    return packed


def _bytes(line: str) -> int:
    return len(json.dumps(line))


def _fitting(lines: Sequence[str], most: int) -> list[str]:
    shown, length = [], 0
    for line in lines:
        length += _bytes(line)
        if length > most:
            break
        shown.append(line)
    return shown


def _lines(run: Iterable[Clause]) -> Iterator[str]:
    """What belongs to a lead type is listed below it; where it stands alone it says whose it is."""
    under = ""
    for clause in run:
        under = under if clause.of else clause.label
        label, value = people(clause.label, _LABEL), people(clause.value, _VALUE)
        detail = f". {people(clause.detail, _DETAIL)}" if clause.detail else ""
        if clause.of and clause.of == under:
            yield f"• {label}: {value}{detail}"
        elif clause.of:
            yield f"*{people(clause.of, _LABEL)}, {label[:1].lower()}{label[1:]}:* {value}{detail}"
        else:
            yield f"*{label}:* {value}{detail}"


def changes_of(name: str, before: Terms, after: Terms, *, most: int) -> list[AnyBlock]:
    """What one version changes of another, which `name` is, in plain words."""
    lines = change_lines(differences(before, after), most)
    return sections_of(
        [f"*What it changes of {name}*", *(lines or ["Nothing but the day from which it holds."])]
    )
