"""The bot's answer to a file that was dropped: what it would come to, that it is under way, what it came to."""

from collections.abc import Iterator, Sequence

from slack_sdk.models.blocks import Option, PlainTextObject, StaticSelectElement

from handlers.views import layout
from handlers.views.escape import people, plain, sentence
from handlers.views.file_words import KINDS, in_words, said
from handlers.views.ids import Act
from handlers.views.message import AnyBlock, Message
from handlers.views.quantities import count
from sla.dropped import ColumnRead, FileReport
from sla.imports import Kind

MOST_BAD = 3
_NAME, _SAMPLE, _REASON = 60, 30, 300
REJECTED_BELOW = (
    "The rejected rows are in the file below, each with its reason: correct them there and drop it here."
)
LASTING = "An import cannot be taken back"
CORRECTED = "a corrected file with the same ids changes what this one brought"
STANDS = "what it brought is history, and a row that is known already is left as it is"


def preview_message(file_id: str, report: FileReport) -> Message:
    """What an import would come to, before anything is stored."""
    name = people(report.name, _NAME)
    return Message.of(
        layout.section(*_verdict(report, name)),
        _columns(report),
        *_notes(report),
        _buttons(file_id, report.kind, importing=report.refused is None),
        layout.context("nothing is stored yet", "only you see this"),
    )


def unclear_message(file_id: str, name: str, text: str, kind: Kind | None) -> Message:
    """The file cannot be looked at as it is, though the person can say how to."""
    return Message.of(
        layout.section(
            f"*{people(name, _NAME)} cannot be read yet.*",
            sentence(said(text)),
        ),
        _buttons(file_id, kind, importing=False),
        layout.context("nothing is stored yet", "only you see this"),
    )


def refused_message(text: str) -> Message:
    """Why nothing can be done with a file."""
    return Message.of(layout.section(sentence(said(text))))


def broken_message(reference: str) -> Message:
    return refused_message(
        f"Something broke on our side (ref {reference}). Drop the file here again: what is stored already stays as "
        "it is. If it stays so, give the reference to whoever runs the bot."
    )


def running_message(name: str, done: int, total: int) -> Message:
    percent = min(99, 100 * done // total) if total else 0
    return Message.of(layout.section(f"*Importing {people(name, _NAME)}: {percent}% done.*"))


def cancelled_message() -> Message:
    return Message.of(layout.section("*Not imported.* Nothing of the file was stored."))


def report_message(report: FileReport, *, rejected_below: bool) -> Message:
    """What an import came to; the rejected rows follow as a file, where there are any."""
    taken = report.rows - report.rejected - report.skipped - report.repeated
    return Message.of(
        layout.section(
            f"*{count(taken)} of {count(report.rows)} rows of {people(report.name, _NAME)} are in.*",
            f"{_counts(report)}.",
        ),
        *_notes(report),
        layout.section(REJECTED_BELOW) if rejected_below else None,
        layout.context(f"{LASTING}; {CORRECTED if report.kind in {Kind.LEADS, Kind.DEALS} else STANDS}."),
    )


def _verdict(report: FileReport, name: str) -> Iterator[str]:
    kind = KINDS[report.kind].lower()
    if report.refused is not None:
        yield f"*{name} would not be taken as {kind}.*"
        yield sentence(said(report.refused), 900)
        return
    taken = report.rows - report.rejected - report.skipped - report.repeated
    yield f"*{count(taken)} of {count(report.rows)} rows of {name} can be imported as {kind}.*"
    yield f"It would come to {_counts(report)}."


def _counts(report: FileReport) -> str:
    stored = report.stored
    found = (
        (stored.created, "new"),
        (stored.updated, "changed"),
        (stored.unchanged, "known already"),
        (report.rejected, "rejected"),
        (report.repeated, "repeated"),
        (report.skipped, "not won or not done yet"),
    )
    return ", ".join(f"{count(number)} {what}" for number, what in found if number) or "nothing"


def _columns(report: FileReport) -> AnyBlock | None:
    if not report.columns:
        return None
    rows = [(_in_the_file(one), plain(in_words(report.kind, one.field))) for one in report.columns]
    return layout.table([("In the file", "Read as"), *rows], ("left", "left"))


def _in_the_file(one: ColumnRead) -> str:
    """Two columns, as a thread is narrow: the title with its first value."""
    sample = f": {plain(one.samples[0], _SAMPLE)}" if one.samples else ""
    return f"{plain(one.title, 40)}{sample}"


def _notes(report: FileReport) -> Iterator[AnyBlock]:
    bad = [f"• {sentence(said(one), _REASON)}" for one in report.bad[:MOST_BAD]]
    if bad and report.refused is None:
        more = report.rejected - len(bad)
        yield layout.section("*Rejected rows*", *bad, *([f"and {count(more)} more"] if more > 0 else []))
    warned = [sentence(said(one), _REASON) for one in report.warnings]
    if report.unmatched_owners:
        warned.append(f"Nobody in the agreement, so without an owner: {_listed(report.unmatched_owners)}.")
    if warned:
        yield layout.section(*warned)
    yield layout.context(
        f"dates: {sentence(report.dates, 80)}" if report.dates else None,
        f"times without an offset are {report.zone} time" if report.zone else None,
        f"as last time: {sentence(report.recalled, 400)}" if report.recalled else None,
        f"not read: {_listed(report.unread)}" if report.unread else None,
        _known_by(report),
    )


def _known_by(report: FileReport) -> str | None:
    has_id = not report.columns or any(one.field == "external_id" for one in report.columns)
    return None if has_id else "no column is the rows' own id, so a row that is changed counts as a new one"


def _listed(words: Sequence[str], most: int = 6) -> str:
    shown = ", ".join(people(word, 40) for word in words[:most])
    return shown if len(words) <= most else f"{shown} and {len(words) - most} more"


def _kinds(kind: Kind | None) -> StaticSelectElement:
    options = {one: Option(value=one, text=PlainTextObject(text=words)) for one, words in KINDS.items()}
    return StaticSelectElement(
        action_id=Act.FILE_KIND,
        placeholder=PlainTextObject(text="What it holds"),
        options=list(options.values()),
        initial_option=options[kind] if kind else None,
    )


def _buttons(file_id: str, kind: Kind | None, *, importing: bool) -> layout.Row:
    """The form is about the columns of a kind, so that comes first."""
    shown = [layout.button("Import", Act.FILE_IMPORT, file_id, primary=True)] if importing else []
    shown += [layout.button("Change…", Act.FILE_CHANGE, file_id)] if kind else []
    cancel = layout.button("Cancel", Act.FILE_CANCEL, file_id)
    return layout.buttons(_kinds(kind), *shown, cancel, block_id=file_id)
