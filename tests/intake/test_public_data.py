"""The two public data sets, taken as they are, where this machine has them beside the checkout."""

import csv
from datetime import UTC, datetime
from pathlib import Path

import pytest

from intake import Options
from intake.funnel_from_files import OriginCount, origin_counts
from sla.leads import Stored
from sla.money import Money
from sla.people import MemberId
from tests.intake.desk import REAL_NOW, Desk, Store

DATA = Path(__file__).parents[3] / "shared" / "data"
LEADS = DATA / "olist" / "olist_marketing_qualified_leads_dataset.csv"
DEALS = DATA / "olist" / "olist_closed_deals_dataset.csv"
TOUCHES = DATA / "bpic2012" / "touches.csv"
NOW = datetime(2018, 5, 31, 12, tzinfo=UTC)

pytestmark = pytest.mark.skipif(not DATA.exists(), reason="the public data sets are not on this machine")


@pytest.mark.chaos
def test_eight_thousand_leads_and_their_deals(desk: Desk, store: Store, tmp_path: Path) -> None:
    options = Options(
        zone="America/Sao_Paulo",
        owners=("ana@example.com", "tom@example.com"),
        rejected=tmp_path / "rejected.csv",
    )
    leads = desk.importer.leads(LEADS, options, now=NOW, real_now=REAL_NOW)
    assert (leads.rows, leads.stored, leads.rejected, leads.warnings) == (8000, Stored(created=8000), (), ())
    assert leads.dates == "2018-02-01 read as 1 February 2018"
    deals = desk.importer.deals(DEALS, options, now=NOW, real_now=REAL_NOW)
    assert (deals.rows, deals.stored, deals.rejected) == (842, Stored(created=842), ())
    assert deals.warnings == ("Deals won before their lead was handed off, kept: 1 (row 669).",)
    assert store.won().without_amount == 842
    assert store.won().amount == Money(minor=0, currency="USD")
    lead = store.history("dac32acd4db4c29c230538b72f8dd87d").lead
    assert (lead.name, lead.origin, lead.zone) == ("Lead dac32acd", "social", "America/Sao_Paulo")
    with store.units(store.tenant_id) as work:
        owners = [lead.owner_id for lead in work.leads.find("lead", now=NOW, limit=8000)]
        blank = [lead for lead in work.leads.find("lead", now=NOW, limit=8000) if lead.origin == "unknown"]
    assert {owners.count(MemberId(owner)) for owner in set(owners) if owner} == {4000}
    assert len(blank) == 1159
    assert desk.importer.leads(LEADS, options, now=NOW, real_now=REAL_NOW).stored == Stored(unchanged=8000)
    assert desk.importer.deals(DEALS, options, now=NOW, real_now=REAL_NOW).stored == Stored(unchanged=842)


def test_the_calls_of_a_loan_desk(desk: Desk, store: Store) -> None:
    first: dict[str, str] = {}
    with (DATA / "bpic2012" / "stages.csv").open(newline="") as file:
        for row in csv.DictReader(file):
            first.setdefault(row["lead_id"], row["entered_at_utc"])
    desk.leads("lead_id,created_at\n" + "".join(f"{lead},{at}\n" for lead, at in first.items()), Options())
    some = "".join(TOUCHES.read_text().splitlines(keepends=True)[:3001])
    report = desk.touches(some, Options(), now=NOW)
    assert (report.rows, report.stored.created + len(report.rejected)) == (3000, 3000)
    assert {rejection.value for rejection in report.rejected} == {"validate", "fraud_check"}
    said = Options(words={"validate": "task", "fraud check": "task"})
    again = desk.touches(some, said, now=NOW)
    assert again.stored == Stored(created=len(report.rejected), unchanged=report.stored.created)
    lead = store.history("173688").lead
    assert lead.derived.first_attempt_at == datetime(2011, 10, 1, 9, 45, 13, tzinfo=UTC)
    assert (lead.judged, lead.derived.next_due_at) == (False, None), "handed off before the agreement"


def test_won_leads_by_origin() -> None:
    counts = origin_counts(LEADS, DEALS)
    assert counts[0] == OriginCount(origin="organic_search", leads=2296, won=271)
    assert (sum(count.leads for count in counts), sum(count.won for count in counts)) == (8000, 842)
    assert [count.leads for count in counts] == sorted((count.leads for count in counts), reverse=True)
