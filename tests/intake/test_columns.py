"""Columns are found by what CRMs call them, or as the person says."""

import pytest

from intake.columns import map_columns
from intake.options import pairs
from intake.report import Kind
from sla.errors import BadInput


@pytest.mark.parametrize(
    ("kind", "titles", "fields"),
    [
        (
            Kind.LEADS,
            ("mql_id", "first_contact_date", "landing_page_id", "origin"),
            {"external_id": "mql_id", "handed_off": "first_contact_date", "origin": "origin"},
        ),
        (
            Kind.LEADS,
            ("Record ID", "First Name", "Last Name", "Email", "Phone Number", "Contact owner", "Lead Status",
             "Create Date", "Original Source", "Associated Company"),
            {"external_id": "Record ID", "first_name": "First Name", "last_name": "Last Name", "email": "Email",
             "owner": "Contact owner", "handed_off": "Create Date", "origin": "Original Source",
             "company": "Associated Company"},
        ),
        (
            Kind.LEADS,
            ("Lead ID", "Name", "Title", "Company / Account", "Lead Source", "Owner Email", "Lead Owner", "Created Date"),
            {"external_id": "Lead ID", "name": "Name", "company": "Company / Account", "origin": "Lead Source",
             "owner": "Owner Email", "handed_off": "Created Date"},
        ),
        (
            Kind.LEADS,
            ("Lead - Title", "Lead - Organization", "Lead - Lead created", "Lead - Source channel", "Lead - Owner"),
            {"name": "Lead - Title", "company": "Lead - Organization", "handed_off": "Lead - Lead created",
             "origin": "Lead - Source channel", "owner": "Lead - Owner"},
        ),
        (
            Kind.TOUCHES,
            ("lead_id", "activity", "completed_at_utc"),
            {"lead": "lead_id", "activity": "activity", "occurred_at": "completed_at_utc"},
        ),
        (
            Kind.TOUCHES,
            ("Activity ID", "Lead ID", "Activity Type", "Activity Date", "Direction", "Outcome", "Assigned To"),
            {"external_id": "Activity ID", "lead": "Lead ID", "activity": "Activity Type",
             "occurred_at": "Activity Date", "direction": "Direction", "outcome": "Outcome", "owner": "Assigned To"},
        ),
        (
            Kind.DEALS,
            ("mql_id", "seller_id", "sdr_id", "sr_id", "won_date", "business_segment", "lead_type",
             "declared_monthly_revenue"),
            {"lead": "mql_id", "won_at": "won_date"},
        ),
        (
            Kind.DEALS,
            ("Deal ID", "Deal Name", "Deal Stage", "Close Date", "Amount", "Currency", "Associated Contact IDs"),
            {"external_id": "Deal ID", "lead": "Associated Contact IDs", "won_at": "Close Date",
             "amount": "Amount", "currency": "Currency", "status": "Deal Stage"},
        ),
    ],
)  # fmt: skip
def test_what_crms_call_their_columns(kind: Kind, titles: tuple[str, ...], fields: dict[str, str]) -> None:
    assert map_columns(kind, titles, {}).titles == fields


def test_what_the_person_says_goes_first_and_uses_the_column_up() -> None:
    columns = map_columns(Kind.LEADS, ("Company", "Created", "Name"), {"name": "company"})
    assert columns.titles == {"name": "Company", "handed_off": "Created"}
    assert columns.fields(("Acme ", "2026-01-02", "x")) == {"name": "Acme", "handed_off": "2026-01-02"}


def test_an_empty_title_leaves_a_field_out() -> None:
    titles = ("lead id", "activity", "date", "status")
    assert "outcome" in map_columns(Kind.TOUCHES, titles, {})
    assert "outcome" not in map_columns(Kind.TOUCHES, titles, {"outcome": ""})


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ({"nam": "Company"}, 'Leads have no field "nam"; did you mean name?'),
        ({"amount": "Company"}, 'Leads have no field "amount"; they have external_id, name'),
        ({"name": "Compny"}, 'The file has no column "Compny"; did you mean "Company"?'),
        ({"name": "xyz"}, 'The file has no column "xyz"; its columns are Company, Created.'),
        (
            {"handed_off": ""},
            "No column of the leads file is known as handed_off; its columns are Company, Created",
        ),
    ],
)
def test_a_wrong_map_names_the_nearest(said: dict[str, str], says: str) -> None:
    with pytest.raises(BadInput) as refused:
        map_columns(Kind.LEADS, ("Company", "Created"), said)
    assert says in refused.value.message


def test_a_needed_column_that_is_missing_says_how_to_name_it() -> None:
    with pytest.raises(BadInput) as refused:
        map_columns(Kind.DEALS, ("mql_id", "seller"), {})
    assert refused.value.message == (
        "No column of the deals file is known as won_at; its columns are mql_id, seller, "
        "so say which one with --map won_at=TITLE."
    )


def test_pairs_from_the_command_line() -> None:
    assert pairs(["name=Company", "owner =", "a=b=c"], "--map") == {
        "name": "Company",
        "owner": "",
        "a": "b=c",
    }
    for wrong in (["name"], ["=x"], ["name=a", "name=b"]):
        with pytest.raises(BadInput, match="--map"):
            pairs(wrong, "--map")
