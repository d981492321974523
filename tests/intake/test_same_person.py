"""Who a file's lead is: by address, or by name and company; never by a name alone."""

import pytest

from intake import Options
from intake.dates import Moment
from intake.lead_names import person_of
from intake.records import LeadRecord
from sla.delivered import fingerprint
from tests.intake.desk import REAL_NOW, Desk, Store

UTC = Options(zone="UTC")
HEAD = "ID,Name,Company,Email,Created\n"


def _record(name: str, company: str, email: str) -> LeadRecord:
    return LeadRecord(
        handed_off=Moment(at=REAL_NOW, whole_day=False), name=name, company=company, email=email
    )


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("Ada", "Navy", "ADA@x.org"), ("Ada L.", "", "ada@x.org"), True),
        (("Ada", "Navy", ""), ("ada", "NAVY", ""), True),
        (("Ada", "Navy", ""), ("Ada", "Army", ""), False),
        (("Ada", "Navy", "a@x.org"), ("Ada", "Navy", "b@x.org"), False),
    ],
)
def test_the_same_person(one: tuple[str, str, str], other: tuple[str, str, str], *, same: bool) -> None:
    first, second = (person_of(_record(*each), "k") for each in (one, other))
    assert first is not None
    assert second is not None
    assert (first == second) is same


@pytest.mark.parametrize("record", [("Ada", "", ""), ("", "Navy", ""), ("", "", "")])
def test_a_name_alone_may_be_anothers(record: tuple[str, str, str]) -> None:
    assert person_of(_record(*record), "k") is None


def test_neither_name_nor_address_can_be_read_from_it() -> None:
    found = fingerprint(" Ada@X.org ")
    assert found == fingerprint("ada@x.org")
    assert "ada" not in found
    assert len(found) == 32


def test_an_address_is_read_from_a_file_and_anything_else_is_none(desk: Desk, store: Store) -> None:
    rows = "1,Ada,,n/a,2026-03-02\n2,Ada,,n/a,2026-03-03\n3,Bo,,bo@x.org,2026-03-04\n4,Bo,,Bo <BO@x.org>,2026-03-05\n"
    assert desk.leads(HEAD + rows, UTC).stored.created == 4
    assert desk.leads(HEAD + rows, UTC).stored.unchanged == 4
    with store.units(store.tenant_id) as work:
        found = work.leads.in_doubt(store.history("1").lead.handed_off_at, REAL_NOW)
    assert [one.lead_id for one in found] == [store.history(one).lead.id for one in ("3", "4")]
