"""Which lead type a lead of a file is, by the words of the agreement that judges it."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from intake import Importer, Options
from intake.agreement_file import load_terms
from sla.leads import Stored
from sla.terms import Terms
from tests.intake.desk import EXAMPLE, NOW, REAL_NOW, Store, book_of

NEW_YORK = Options(zone="America/New_York")


def test_types_by_the_files_own_words(store: Store, tmp_path: Path) -> None:
    text = EXAMPLE.read_text().replace('share = "100%"', 'share = "60%"')
    outbound = '[[lead_types]]\nname="Outbound"\naov=2000\nrates=["5%"]\nstages=["lead","won"]\nshare="40%"\norigins=["cold call"]\n'
    (tmp_path / "sla.toml").write_text(text.replace("[sales]", outbound + "[sales]"))
    importer = Importer(
        units=store.units, tenant_id=store.tenant_id, book=book_of(load_terms(tmp_path / "sla.toml"))
    )
    path = tmp_path / "leads.csv"
    path.write_text("id,created,origin\n1,2026-03-04,Cold Call\n2,2026-03-04,web\n")
    importer.leads(path, NEW_YORK, now=NOW, real_now=REAL_NOW)
    first, second = store.history("1").lead, store.history("2").lead
    assert (first.lead_type, first.stage, first.origin) == ("outbound", "lead", "Cold Call")
    assert (second.lead_type, second.stage, second.origin) == ("inbound", "MQL", "web")


def test_each_lead_is_read_by_the_version_of_its_handoff(store: Store, terms: Terms, tmp_path: Path) -> None:
    (kind,) = terms.lead_types
    renamed = replace(kind, key="web", name="Web", origins=frozenset({"web"}))
    second = replace(terms, version=1, effective_on=date(2026, 4, 1), lead_types=(renamed,), other_type="web")
    path = tmp_path / "leads.csv"
    path.write_text("id,created,origin\n1,2025-12-01,x\n2,2026-03-04,x\n3,2026-04-01,x\n")
    before = Importer(units=store.units, tenant_id=store.tenant_id, book=book_of(terms))
    after = Importer(units=store.units, tenant_id=store.tenant_id, book=book_of(terms, second))
    assert before.leads(path, NEW_YORK, now=NOW, real_now=REAL_NOW).stored == Stored(created=3)
    assert after.leads(path, NEW_YORK, now=NOW, real_now=REAL_NOW).stored.updated == 1, "the third alone"
    leads = [store.history(key).lead for key in "123"]
    assert [lead.lead_type for lead in leads] == ["inbound", "inbound", "web"]
    assert [lead.version for lead in leads] == [None, 0, 0], "what a handoff fixed stays fixed"
    path.write_text("id,created,origin\n4,2026-04-01,x\n")
    after.leads(path, NEW_YORK, now=NOW, real_now=REAL_NOW)
    assert store.history("4").lead.version == 1
