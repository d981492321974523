"""Facts about one lead that come at the same moment by different ways: none is missing from what follows from them."""

from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest

from sla.activity import TouchRow
from sla.services.recount import recount
from sla.touches import Direction, TouchKind
from tests.push.desk import NOW, PushDesk, lead
from tests.storage.test_concurrency import WORKERS, at_once
from tests.stores import SqlStore


@pytest.fixture
def desk(database_store: SqlStore, tmp_path: Path) -> PushDesk:
    return PushDesk(database_store, tmp_path)


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
