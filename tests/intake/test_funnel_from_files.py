"""Lead → won counts by origin, each lead once, lost deals left out."""

from pathlib import Path

from intake.funnel_from_files import OriginCount, origin_counts


def test_each_lead_counts_once_and_blank_origins_are_unknown(tmp_path: Path) -> None:
    (tmp_path / "leads.csv").write_text(
        "id,created,source\n1,2026-01-01,web\n2,2026-01-02,web\n2,2026-01-02,web\n3,2026-01-03,\n4,2026-01-04, Fair \n"
    )
    (tmp_path / "deals.csv").write_text(
        "lead id,close date,stage\n1,2026-02-01,Closed Won\n1,2026-03-01,won\n2,2026-02-01,Closed Lost\n"
        "3,2026-02-01,won\n99,2026-02-01,won\n"
    )
    assert origin_counts(tmp_path / "leads.csv", tmp_path / "deals.csv") == (
        OriginCount(origin="web", leads=2, won=1),
        OriginCount(origin="Fair", leads=1, won=0),
        OriginCount(origin="unknown", leads=1, won=1),
    )
