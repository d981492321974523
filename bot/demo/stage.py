"""Puts the demo on: writes the team's files, starts the local workspace, brings the files in, starts the bot."""

import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from datetime import time as time_of_day
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import SecretStr
from rich.console import Console

from bot.bootstrap import Bot
from bot.clock import SystemClock, open_clock
from bot.demo.case import write_case
from bot.demo.history import write_history
from bot.demo.story import write_story
from bot.demo.team import TEAM_ZONE
from bot.file_import import import_file, show_report
from bot.settings import Settings
from bot.store import Store, open_store
from bot.terms_file import take_terms
from intake.options import Options
from intake.report import Kind
from sla.calendar import at_local
from sla.delivery import Kind as Sent
from sla.delivery import State
from sla.errors import BadInput

BEGINS_AT = time_of_day(9, 2)
"""Just after the digest's time, so that it is there when the page opens."""

BEFORE_A_WORKING_DAY = range(4)
"""Monday to Thursday: skipping to the next morning brings the next digest."""

ONE_DAY = timedelta(days=1)
DIGEST_WITHIN_SECONDS = 15
TICK_SECONDS = 1
OFFSET_FILE = "clock"


@dataclass(frozen=True, kw_only=True, slots=True)
class Case:
    """A real file of leads and its deals; `judge_from` is the agreement's first day, the month's by default."""

    leads: Path
    deals: Path
    judge_from: date | None


@dataclass(frozen=True, kw_only=True, slots=True)
class HistoryCase:
    """A real history of stages and its activities; the agreement's first day is the first handoff's by default."""

    stages: Path
    touches: Path
    options: Options
    judge_from: date | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Files:
    """What a demo runs on."""

    terms: Path
    workspace: Path
    imports: tuple[tuple[Kind, Path], ...]
    options: Options


class Stage:
    """Everything of one demo, in one folder; what was opened is closed in reverse."""

    def __init__(
        self,
        *,
        folder: Path,
        port: int,
        moment: datetime | None,
        case: Case | HistoryCase | None,
        console: Console,
    ) -> None:
        self._folder = folder
        self._port = port
        self._moment = moment
        self._case = case
        self._console = console
        self._opened = ExitStack()
        self.url = ""

    def start(self) -> None:
        """Ready for the page when it returns."""
        self._folder.mkdir(parents=True, exist_ok=True)
        kept = (self._folder / OFFSET_FILE).exists()
        if kept and (self._moment or self._case):
            raise BadInput(
                f"{self._folder} holds a demo that goes on from where it was; leave out --now and the "
                "files, or name an empty folder with --keep."
            )
        begins = self._moment or usual_beginning(SystemClock().real_now())
        files = self._files(begins) if not kept else self._kept_files()
        settings = self._open_workspace(files, None if kept else begins)
        if not kept:
            self._bring_in(files, settings, begins)
        bot = Bot(settings)
        bot.start()
        self._opened.callback(bot.stop)
        self._wait_for_the_digest(settings)

    def stop(self) -> None:
        self._opened.close()

    def greet(self) -> None:
        """The page's address, and three things to try."""
        lines = [
            "",
            f"[bold]Open {self.url}[/bold]",
            "",
            "Three things to try:",
            "  1. Type [bold]/sla status[/bold] in the channel: what both sides promised, and where they stand.",
            "  2. Act as a rep, open the SLA message and press [bold]Log call[/bold] on the first lead.",
            "  3. Press [bold]Skip to tomorrow 09:00[/bold]: the next digest and reminders arrive.",
            "",
            "Ctrl-C stops it.",
        ]
        for line in lines:
            self._console.print(line, highlight=False)

    def _files(self, begins: datetime) -> Files:
        if isinstance(self._case, HistoryCase):
            return self._history_files(self._case)
        if self._case is not None:
            return self._case_files(self._case, begins)
        story = write_story(self._folder, begins)
        return Files(
            terms=story.terms_file,
            workspace=story.workspace_file,
            imports=(
                (Kind.LEADS, story.leads_file),
                (Kind.TOUCHES, story.touches_file),
                (Kind.DEALS, story.deals_file),
            ),
            options=Options(source="demo"),
        )

    def _case_files(self, case: Case, begins: datetime) -> Files:
        written = write_case(
            self._folder, leads_file=case.leads, deals_file=case.deals, now=begins, judge_from=case.judge_from
        )
        return Files(
            terms=written.terms_file,
            workspace=written.workspace_file,
            imports=((Kind.LEADS, case.leads), (Kind.DEALS, case.deals)),
            options=Options(source="file", zone=written.zone, owners=written.owners),
        )

    def _history_files(self, case: HistoryCase) -> Files:
        written = write_history(
            self._folder, stages_file=case.stages, options=case.options, judge_from=case.judge_from
        )
        return Files(
            terms=written.terms_file,
            workspace=written.workspace_file,
            imports=((Kind.STAGES, case.stages), (Kind.TOUCHES, case.touches)),
            options=written.options,
        )

    def _kept_files(self) -> Files:
        terms, workspace = self._folder / "sla.toml", self._folder / "workspace.json"
        if not (terms.exists() and workspace.exists()):
            raise BadInput(
                f"{self._folder} holds no whole demo; empty it, or name another folder with --keep."
            )
        return Files(terms=terms, workspace=workspace, imports=(), options=Options())

    def _open_workspace(self, files: Files, begins: datetime | None) -> Settings:
        """The sandbox, and the settings with which the bot runs against it as against Slack."""
        from bot.demo.workspace import open_workspace  # noqa: PLC0415 - needs the extra `demo`

        clock_file = self._folder / OFFSET_FILE
        sandbox = open_workspace(files.workspace, port=self._port, clock_file=clock_file, start=begins)
        self._opened.callback(sandbox.stop)
        self.url = sandbox.url
        return Settings(
            _env_file=None,
            slack_bot_token=SecretStr(sandbox.bot_token),
            slack_app_token=SecretStr(sandbox.app_token),
            slack_api_url=sandbox.api_url,
            sla_database_url=SecretStr(f"sqlite:///{self._folder / 'sla.db'}"),
            sla_terms=files.terms,
            sla_clock_file=clock_file,
            sla_tick_seconds=TICK_SECONDS,
        )

    def _bring_in(self, files: Files, settings: Settings, now: datetime) -> None:
        store = self._store(settings)
        try:
            desk = store.desk(store.tenants.sole())
            take_terms(desk, settings, now)
            for kind, path in files.imports:
                began = time.perf_counter()
                report = import_file(desk, kind, path, files.options, console=self._console, now=now)
                if self._case is not None:
                    show_report(self._console, report, time.perf_counter() - began)
        finally:
            store.engine.dispose()

    def _wait_for_the_digest(self, settings: Settings) -> None:
        """When the day's digest is due, the page opens with it there."""
        clock = open_clock(settings.sla_clock_file, settings.slack_api_url)
        store = self._store(settings)
        try:
            desk = store.desk(store.tenants.sole())
            for _ in self._moments():
                with desk.look() as work:
                    terms = desk.book(work).at(clock.now())
                    pending = work.deliveries.in_state(State.PLANNED, State.SENDING)
                    digest = work.deliveries.last(Sent.DIGEST, terms.channel.lstrip("#"))
                today = terms.calendar.local_date(clock.now())
                due = at_local(today, terms.digest_at, terms.calendar.zone) <= clock.now()
                if not pending and (digest is not None or not due):
                    return
        finally:
            store.engine.dispose()

    @staticmethod
    def _moments() -> Iterator[None]:
        ends = time.monotonic() + DIGEST_WITHIN_SECONDS
        while time.monotonic() < ends:
            yield
            time.sleep(0.1)

    @staticmethod
    def _store(settings: Settings) -> Store:
        return open_store(database_url=settings.sla_database_url.get_secret_value(), threads=1)


def usual_beginning(real_now: datetime) -> datetime:
    """Just after the newest digest that another one follows the next morning.

    Never ahead of the machine's clock, which no imported row may be later than.
    """
    day = real_now.astimezone(ZoneInfo(TEAM_ZONE)).date()
    if at_local(day, BEGINS_AT, TEAM_ZONE) > real_now:
        day -= ONE_DAY
    while day.weekday() not in BEFORE_A_WORKING_DAY:
        day -= ONE_DAY
    return at_local(day, BEGINS_AT, TEAM_ZONE)
