"""Facts about one lead that come at the same moment by different ways: none is missing from what follows from them."""

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from bot.file_import import importer_at
from intake import Options, import_run
from intake.import_run import Way
from intake.report import Kind
from intake.taking_up import take_up
from intake.writer import Target
from sla.activity import TouchRow
from sla.ports import UnitOfWork
from sla.services.recount import recount
from sla.touches import Direction, TouchKind
from tests.push.desk import NOW, PushDesk, lead, touch
from tests.storage.test_concurrency import WORKERS, at_once
from tests.stores import SqlStore


@pytest.fixture
def desk(database_store: SqlStore, tmp_path: Path) -> PushDesk:
    return PushDesk(database_store, tmp_path)


def test_a_lead_and_what_is_about_it(desk: PushDesk) -> None:
    """Whichever comes first, nothing is left waiting."""
    desk.add()
    numbers = count()

    def push() -> None:
        number = next(numbers)
        desk.push(lead("7") if number == WORKERS // 2 else touch(f"t{number}", about="7"))

    at_once(push)
    assert desk.rows() == {"lead": 1, "touch": WORKERS - 1}
    with desk.desk.look() as work:
        assert work.waits.by_source() == {}


def test_a_file_of_leads_and_what_is_pushed_about_them(
    desk: PushDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_run, "PIECE", 2)
    desk.add()
    everyone, numbers = [str(number) for number in range(WORKERS - 1)], count()
    path = desk.folder / "leads.csv"
    path.write_text("id,name,created\n" + "".join(f"{one},L{one},2025-11-05\n" for one in everyone))
    way = Way(now=NOW, real_now=NOW, progress=lambda _done, _total: None)
    importer, options = importer_at(desk.desk), Options(source="crm", zone="UTC")

    def push_or_import() -> None:
        number = next(numbers)
        if number == 0:
            importer.take(Kind.LEADS, path, options, way)
        else:
            desk.push(touch(f"t{number}", about=str(number - 1)))

    at_once(push_or_import)
    assert desk.rows() == {"lead": WORKERS - 1, "touch": WORKERS - 1}
    with desk.desk.look() as work:
        assert work.waits.by_source() == {}


def test_a_push_between_the_last_look_and_the_end_of_an_import(
    desk: PushDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It waits for the import to end, and sees the lead then."""
    desk.add()
    path = desk.folder / "leads.csv"
    path.write_text("id,name,created\n1,One,2025-11-05\n")
    way = Way(now=NOW, real_now=NOW, progress=lambda _done, _total: None)
    pushed: list[Future[list[tuple[str, str | None]]]] = []

    def take_up_and_push(
        work: UnitOfWork, target: Target, leads: Sequence[str], *, real_now: datetime
    ) -> None:
        take_up(work, target, leads, real_now=real_now)
        pushed.append(pool.submit(desk.push, touch()))
        wait(pushed, timeout=0.5)

    monkeypatch.setattr(import_run, "take_up", take_up_and_push)
    with ThreadPoolExecutor(1) as pool:
        importer_at(desk.desk).take(Kind.LEADS, path, Options(source="crm", zone="UTC"), way)
        assert pushed[0].result() == [("created", None)]


def test_each_counts_in_what_follows(desk: PushDesk) -> None:
    desk.add()
    desk.push(lead())
    lead_id, numbers = desk.history("1").lead.id, count()

    def log() -> None:
        number = next(numbers)
        row = TouchRow(
            source=f"way{number}",
            external_id="1",
            lead_id=lead_id,
            kind=TouchKind.CALL,
            direction=Direction.OUTBOUND,
            outcome=None,
            note="",
            occurred_at=NOW - timedelta(days=number),
            received_at=NOW,
            by_member=None,
        )
        with desk.desk.open() as work:
            work.touches.upsert([row])
            recount(work, [lead_id], book=desk.desk.book(work), now=NOW)
            work.commit()

    at_once(log)
    assert desk.history("1").lead.derived.follow_up_count == WORKERS - 1
