"""Does what a dropped file waits for: looks at it, imports it, and says in its thread what came of that."""

import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import structlog

from bot.answers import FAILURES
from bot.clock import SystemClock
from bot.file_fetch import FileFetch
from bot.file_import import importer_at
from bot.file_reports import previewed, reported
from bot.file_thread import FileThread
from handlers.views import files as views
from handlers.views.message import Message
from intake.columns import guess_kind
from intake.csv_source import open_source
from intake.dates import DateFormat
from intake.import_run import Progress, Way
from intake.options import Options
from intake.rejected_file import rejected_path
from intake.report import Report
from sla.dropped import Dropped, Step
from sla.errors import BadInput, SlaError
from sla.imports import Kind
from sla.services.desk import Desk
from sla.services.dropped_files import DroppedFiles
from sla.services.identity import Identity

log = structlog.get_logger()

BETWEEN = timedelta(seconds=2)
"""Between two sightings of an import's progress: Slack takes some fifty rewritings a minute."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FileClerk:
    """Called with a file's id, one at a time; what fails is said in the thread and never stops the next one."""

    desk: Desk
    identity: Identity
    files: DroppedFiles
    fetch: FileFetch
    thread: FileThread
    clock: SystemClock

    def __call__(self, file_id: str) -> None:
        drop = self.files.get(file_id)
        try:
            self._serve(drop)
        except SlaError as refusal:
            self._end(drop, views.refused_message(refusal.message))
        except Exception:  # said to the person; the next file is another matter
            reference = secrets.token_hex(4)
            log.exception("a dropped file broke", reference=reference)
            self._end(drop, views.broken_message(reference))

    def _serve(self, drop: Dropped) -> None:
        match drop.step:
            case Step.TO_SHOW:
                self._show(drop)
            case Step.SHOWN if drop.answer_ts is None:
                self._show(drop)
            case Step.RUNNING:
                self._import(drop)
            case Step.CANCELLED:
                self.thread.say(drop, views.cancelled_message())
            case _:
                return

    def _end(self, drop: Dropped, message: Message) -> None:
        with suppress(*FAILURES):
            drop = replace(drop, answer_ts=self.thread.say(drop, message))
        self.files.settle(replace(drop, step=Step.REFUSED))

    def _show(self, drop: Dropped) -> None:
        self.files.check_may_import(self.identity.actor(drop.slack_id, self.clock.now()))
        file = self.fetch.about(drop.file_id)
        with self.fetch.here(file) as path:
            source = open_source(path)
            kind = drop.kind or guess_kind(source.titles)
            seen = replace(drop, step=Step.SHOWN, kind=kind, titles=source.titles)
            message, found = self._looked(seen, path)
        # Kept before it is said: a press may come at once.
        if self.files.settle(replace(seen, found=found)):
            self.files.answered(drop.file_id, self.thread.say(seen, message))

    def _looked(self, drop: Dropped, path: Path) -> tuple[Message, dict[str, str]]:
        """The preview, or the sentence why there is none yet; and the title of each field."""
        if drop.kind is None:
            text = f"Its columns are {', '.join(filter(None, drop.titles))}; choose what it holds."
            return views.unclear_message(drop.file_id, path.name, text, None), {}
        try:
            preview = importer_at(self.desk).preview(drop.kind, path, self._options(drop), self._way(_silent))
        except BadInput as refusal:
            return views.unclear_message(drop.file_id, path.name, refusal.message, drop.kind), {}
        found = {one.field: one.title for one in preview.columns}
        return views.preview_message(drop.file_id, previewed(path.name, preview)), found

    def _import(self, drop: Dropped) -> None:
        file = self.fetch.about(drop.file_id)
        with self.fetch.here(file) as path:
            rejected = rejected_path(path, None)
            try:
                report = self._taken(drop, path)
            except SlaError as refusal:
                self._end(drop, views.refused_message(refusal.message.replace(f"{path.parent}/", "")))
            else:
                message = views.report_message(reported(path.name, report), rejected_below=rejected.exists())
                self.thread.say(drop, message)
                self.files.settle(replace(drop, step=Step.DONE))
            if rejected.exists():
                self.thread.hand_back(drop, rejected)

    def _taken(self, drop: Dropped, path: Path) -> Report:
        def show(done: int, total: int) -> None:
            self.thread.say_if_it_can(drop, views.running_message(path.name, done, total))

        way = self._way(_NowAndAgain(show, self.clock.real_now))
        return importer_at(self.desk).take(drop.kind or Kind.LEADS, path, self._options(drop), way)

    def _options(self, drop: Dropped) -> Options:
        with self.desk.look() as work:
            team = self.desk.book(work).at(self.clock.now()).calendar.zone
        return Options(
            columns=drop.columns,
            zone=drop.zone,
            zone_else=team,
            dates=DateFormat(drop.dates) if drop.dates else None,
            source=drop.source,
        )

    def _way(self, progress: Progress) -> Way:
        return Way(now=self.clock.now(), real_now=self.clock.real_now(), progress=progress)


class _NowAndAgain:
    """Progress, shown at once and then every few seconds."""

    def __init__(self, show: Progress, real_now: Callable[[], datetime]) -> None:
        self._show = show
        self._real_now = real_now
        self._next: datetime | None = None

    def __call__(self, done: int, total: int) -> None:
        if self._next is None or self._real_now() >= self._next:
            self._show(done, total)
            self._next = self._real_now() + BETWEEN


def _silent(_done: int, _total: int) -> None: ...
