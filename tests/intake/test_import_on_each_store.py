"""One small history, imported twice, comes to the same in memory, on SQLite and on PostgreSQL."""

from pathlib import Path

import pytest

from intake import Importer, Options
from sla.leads import StopReason, Stored
from sla.terms import Terms
from tests.fakes.store import FakeStore
from tests.intake.desk import Desk, Store, book_of
from tests.stores import AnyStore

UTC_FILE = Options(zone="UTC", owners=("ana@example.com", "tom@example.com"))
LEADS = "id,name,created\n1,<!channel>,2026-05-04 09:00\n2,Zoë 李,2026-05-05\n3,,2026-07-01\n"
TOUCHES = (
    "lead id,activity,date\n1,call,2026-05-05 10:00\n1,email,2026-05-06 10:00\n1,email,2026-05-06 10:00\n"
)
DEALS = "lead id,close date,amount\n2,2026-05-20,2000.50\n"


@pytest.fixture(params=["fake", "sqlite", "postgres"])
def any_store(request: pytest.FixtureRequest) -> AnyStore:
    if request.param == "fake":
        return FakeStore()
    found: AnyStore = request.getfixturevalue(f"{request.param}_store")
    return found


def test_the_same_on_each_store(any_store: AnyStore, terms: Terms, tmp_path: Path) -> None:
    store = Store(units=any_store.units, tenant_id=any_store.tenants.sole())
    importer = Importer(units=store.units, tenant_id=store.tenant_id, book=book_of(terms))
    desk = Desk(importer=importer, directory=tmp_path)
    first = [desk.leads(LEADS, UTC_FILE), desk.touches(TOUCHES, UTC_FILE), desk.deals(DEALS, UTC_FILE)]
    assert [report.stored for report in first] == [Stored(created=3), Stored(created=3), Stored(created=1)]
    again = [desk.leads(LEADS, UTC_FILE), desk.touches(TOUCHES, UTC_FILE), desk.deals(DEALS, UTC_FILE)]
    assert [report.stored for report in again] == [
        Stored(unchanged=3),
        Stored(unchanged=3),
        Stored(unchanged=1),
    ]
    assert [store.owner(key) for key in "123"] == ["ana@example.com", "tom@example.com", "ana@example.com"]
    one, two = store.history("1").lead, store.history("2").lead
    assert (one.name, one.derived.follow_up_count, one.stage) == ("<!channel>", 1, "MQL")
    assert (two.name, two.stop_reason, two.derived.next_due_at) == ("Zoë 李", StopReason.WON, None)
    assert store.won().amount.minor == 200_050
