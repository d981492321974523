"""What the importer reports of a dropped file, as the values that the views show."""

from dataclasses import replace

from intake.memory import said
from intake.preview import Preview
from intake.report import Report
from sla.dropped import FileReport

MOST_BAD = 3


def previewed(name: str, preview: Preview) -> FileReport:
    report = reported(name, preview.report)
    return replace(report, columns=preview.columns, unread=preview.unread, refused=preview.refused)


def reported(name: str, report: Report) -> FileReport:
    return FileReport(
        name=name,
        kind=report.kind,
        rows=report.rows,
        stored=report.stored,
        rejected=len(report.rejected),
        repeated=report.repeated,
        skipped=report.skipped,
        bad=tuple(one.said() for one in report.rejected[:MOST_BAD]),
        warnings=report.warnings,
        unmatched_owners=report.unmatched_owners,
        dates=report.dates,
        zone=report.zone,
        recalled=None if report.recalled is None else said(report.recalled),
    )
