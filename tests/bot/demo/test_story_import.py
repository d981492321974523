"""The story goes the way of a real team's files: through the importer into a store, and onto the board."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.demo.story import Story, write_story
from bot.terms_file import take_file
from intake.agreement_documents import AgreementDocuments
from intake.importer import Importer
from intake.options import Options
from intake.report import Report
from sla.book import Book
from sla.services.desk import Desk
from sla.services.shelf import Shelf
from sla.services.status import Status
from sla.services.worklist import worklist_of
from sla.verdict import Verdict
from storage.engine import open_engine
from storage.migrate import upgrade
from storage.tenants import SqlTenants
from storage.units import SqlUnits
from tests.bot.demo.reading import read_leads, rows, worklist

NOW = datetime(2026, 11, 24, 9, 2, tzinfo=ZoneInfo("Europe/Berlin"))


class Brought:
    """A story that was imported into SQLite."""

    def __init__(self, folder: Path, story: Story, desk: Desk) -> None:
        self.story = story
        self.desk = desk
        take_file(desk, story.terms_file, NOW)
        with desk.look() as work:
            self.book: Book = desk.book(work)
        importer = Importer(units=desk.units, tenant_id=desk.tenant_id, book=self.book)
        options = Options(source="demo", rejected=folder / "rejected.csv")
        self.reports: list[Report] = [
            take(file, options, now=NOW, real_now=NOW)
            for take, file in (
                (importer.leads, story.leads_file),
                (importer.touches, story.touches_file),
                (importer.deals, story.deals_file),
            )
        ]


@pytest.fixture(scope="module")
def brought(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Brought]:
    folder = tmp_path_factory.mktemp("brought")
    story = write_story(folder, NOW)
    engine = open_engine(f"sqlite:///{folder / 'sla.db'}", threads=1)
    upgrade(engine)
    desk = Desk(
        units=SqlUnits(engine),
        looks=SqlUnits(engine, read_only=True),
        tenant_id=SqlTenants(engine).sole(),
        shelf=Shelf(AgreementDocuments()),
    )
    yield Brought(folder, story, desk)
    engine.dispose()


def test_every_row_is_taken(brought: Brought) -> None:
    files = (brought.story.leads_file, brought.story.touches_file, brought.story.deals_file)
    for report, file in zip(brought.reports, files, strict=True):
        assert report.rejected == ()
        assert report.unmatched_owners == ()
        assert report.warnings == ()
        assert report.stored.created == report.rows == len(rows(file))


def test_the_board_shows_each_kind_of_verdict(brought: Brought) -> None:
    board = Status(brought.desk).board(NOW)
    website, outbound = board.marketing.types
    assert board.marketing.verdict is Verdict.ON_PACE
    assert (website.verdict, outbound.verdict) == (Verdict.ON_PACE, Verdict.UNDER)
    assert [line.verdict for line in board.sales.lines] == [
        Verdict.KEPT,
        Verdict.KEPT,
        Verdict.TOO_CLOSE,
        Verdict.TOO_FEW,
    ]
    assert board.won.deals == len(rows(brought.story.deals_file))
    assert board.won.without_amount == 0
    assert 2 <= board.overdue.leads <= 9
    assert board.at_risk.leads > board.overdue.leads


def test_the_store_lists_for_each_rep_what_the_files_say(brought: Brought) -> None:
    terms = brought.book.at(NOW)
    leads = read_leads(brought.story, terms)
    with brought.desk.open() as work:
        members = {member.email: member.id for member in work.members.all()}
        for rep in terms.reps:
            listed = worklist_of(work, members[rep.email], rep, NOW, limit=0)
            wanted = worklist(leads, terms, rep, NOW)
            assert {urgency: n for urgency, n in listed.counts.items() if n} == dict(wanted)
