"""An empty file of each kind to fill in: its titles and one example row, as a spreadsheet opens it."""

import csv
import io
from collections.abc import Mapping

from sla.imports import Kind

_AT = "2026-03-02T09:30:00+00:00"

TEMPLATES: Mapping[Kind, tuple[tuple[str, str], ...]] = {
    Kind.LEADS: (
        ("Lead ID", "1001"),
        ("Name", "Jane Example"),
        ("Company", "Example Ltd"),
        ("Email", "jane@example.com"),
        ("Handed off at", _AT),
        ("Origin", "Website"),
        ("Owner email", "ana@example.com"),
    ),
    Kind.TOUCHES: (
        ("Activity ID", "5001"),
        ("Lead ID", "1001"),
        ("Activity", "call"),
        ("Occurred at", "2026-03-02T11:00:00+00:00"),
        ("Direction", "outbound"),
        ("Outcome", "no answer"),
        ("Owner email", "ana@example.com"),
    ),
    Kind.STAGES: (
        ("Change ID", "7001"),
        ("Lead ID", "1001"),
        ("Stage", "SQL"),
        ("Entered at", "2026-03-10T15:00:00+00:00"),
    ),
    Kind.DEALS: (
        ("Deal ID", "9001"),
        ("Lead ID", "1001"),
        ("Won at", "2026-04-14T10:00:00+00:00"),
        ("Amount", "2000"),
    ),
    Kind.OWNERS: (
        ("Lead ID", "1001"),
        ("Owner email", "ana@example.com"),
        ("Owned from", _AT),
    ),
}
"""(title, example) by column. Times have an offset, so that no zone must be said and no spreadsheet rewrites them."""


def template(kind: Kind) -> bytes:
    """With the mark by which spreadsheets know UTF-8, and their line ends."""
    text = io.StringIO(newline="")
    columns = TEMPLATES[kind]
    csv.writer(text).writerows([[title for title, _ in columns], [example for _, example in columns]])
    return text.getvalue().encode("utf-8-sig")
