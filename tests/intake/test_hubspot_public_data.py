"""A real history, where the machine has it, told by HubSpot: every lead, every call, every end."""

import csv
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sla.leads import StopReason
from tests.hubspot.portal import iso
from tests.intake.hubspot_desk import Office

DATA = Path(__file__).parents[3] / "shared" / "data" / "bpic2012"
CASES = 300
ENTERED = {
    "PREACCEPTED": "marketingqualifiedlead",
    "ACCEPTED": "salesqualifiedlead",
    "FINALIZED": "opportunity",
    "APPROVED": "customer",
}

pytestmark = pytest.mark.skipif(not DATA.exists(), reason="the data is not on this machine")


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def moment(text: str) -> str:
    at = datetime.fromisoformat(text)
    return iso(at if at.tzinfo else at.replace(tzinfo=UTC))


def test_a_public_history_comes_in_whole(office: Office) -> None:
    stages = rows("stages.csv")
    chosen = set(list(dict.fromkeys(row["lead_id"] for row in stages))[:CASES])
    ana = str(office.portal.owner("ana@example.com"))
    contacts = {case: office.portal.add("contacts", {"hubspot_owner_id": ana}) for case in sorted(chosen)}
    first: dict[str, dict[str, str]] = {case: {} for case in chosen}
    for row in stages:
        if row["lead_id"] in chosen and row["stage"] in ENTERED:
            first[row["lead_id"]].setdefault(ENTERED[row["stage"]], moment(row["entered_at_utc"]))
    for case, entered in first.items():
        said = {f"hs_v2_date_entered_{stage}": at for stage, at in entered.items()}
        office.portal.change("contacts", contacts[case], **said)
    calls = 0
    handed = {case for case, entered in first.items() if "marketingqualifiedlead" in entered}
    for row in rows("touches.csv"):
        if row["lead_id"] in chosen:
            said = {"hs_timestamp": moment(row["completed_at_utc"]), "hs_call_status": "COMPLETED"}
            office.portal.add("calls", said | {"hubspot_owner_id": ana}, of=(contacts[row["lead_id"]],))
            calls += row["lead_id"] in handed
    while office.poll() or office.feed.seen_at is None:
        pass
    histories = [office.history(contacts[case]) for case in handed]
    assert len(handed) > CASES / 4
    assert sum(len(one.touches) for one in histories) == calls
    won = {case for case in handed if "customer" in first[case]}
    found = {one.lead.external_id for one in histories if one.lead.stop_reason is StopReason.WON}
    assert found == {str(contacts[case]) for case in won}
