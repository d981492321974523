"""Won deals from files: amounts, which deals count as won, and that they stop their lead's clock."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from intake import Options
from sla.errors import BadInput
from sla.leads import StopReason, Stored
from sla.money import Money
from tests.intake.desk import Desk, Store

UTC_FILE = Options(zone="UTC")


@pytest.fixture
def with_leads(desk: Desk) -> Desk:
    desk.leads("id,created\n" + "".join(f"{n},2026-05-04 09:00\n" for n in range(1, 11)), UTC_FILE)
    return desk


def test_a_deal_stops_its_leads_clock(with_leads: Desk, store: Store) -> None:
    report = with_leads.deals("deal id,lead id,close date,amount\nd1,1,2026-05-20 15:00,2000.50\n", UTC_FILE)
    assert report.stored == Stored(created=1)
    lead = store.history("1").lead
    assert (lead.stop_reason, lead.stopped_at) == (StopReason.WON, datetime(2026, 5, 20, 15, tzinfo=UTC))
    assert lead.derived.next_due_at is None
    assert store.history("2").lead.derived.next_due_at is not None
    assert store.won().amount == Money(minor=200_050, currency="USD")


def test_the_earliest_of_several_deals_stops_the_clock(with_leads: Desk, store: Store) -> None:
    with_leads.deals("lead id,close date,amount\n1,2026-05-22,1\n1,2026-05-20,2\n1,2026-05-21,3\n", UTC_FILE)
    assert store.history("1").lead.stopped_at == datetime(2026, 5, 20, tzinfo=UTC)
    assert store.won().deals == 3


def test_twice_is_once_and_a_new_amount_is_an_update(with_leads: Desk, store: Store) -> None:
    text = "deal id,lead id,close date,amount\nd1,1,2026-05-20,2000\n"
    with_leads.deals(text, UTC_FILE)
    assert with_leads.deals(text, UTC_FILE).stored == Stored(unchanged=1)
    assert with_leads.deals(text.replace("2000", "3000"), UTC_FILE).stored == Stored(updated=1)
    assert store.won().amount == Money(minor=300_000, currency="USD")


@pytest.mark.parametrize(
    ("amount", "minor"),
    [
        ("", None),
        ("0", None),
        ("0.00", None),
        ("2000.0", 200_000),
        ("$2,000.00", 200_000),
        ("USD 2000", 200_000),
    ],
)
def test_amounts_as_crms_write_them(with_leads: Desk, store: Store, amount: str, minor: int | None) -> None:
    with_leads.deals(f'lead id,close date,amount\n1,2026-05-20,"{amount}"\n', UTC_FILE)
    won = store.won()
    assert (won.deals, won.amount.minor, won.without_amount) == (1, minor or 0, int(minor is None))


@pytest.mark.parametrize(
    ("column", "cell", "says"),
    [("amount", "12,5k", "two ways"), ("amount", "-5", "more than 0"), ("currency", "EUR", "EUR is not USD")],
)
def test_an_amount_that_cannot_be_counted_is_a_bad_row(
    with_leads: Desk, column: str, cell: str, says: str
) -> None:
    good = "".join(f"{n},2026-05-20,\n" for n in range(1, 6))
    report = with_leads.deals(f'lead id,close date,{column}\n{good}6,2026-05-20,"{cell}"\n', UTC_FILE)
    (rejection,) = report.rejected
    assert (rejection.row, rejection.field, rejection.value) == (7, column, cell)
    assert says in rejection.reason


def test_what_is_only_declared_is_no_amount(with_leads: Desk, store: Store) -> None:
    text = "lead id,won date,declared_monthly_revenue\n1,2026-05-20,3000\n"
    with_leads.deals(text, UTC_FILE)
    assert store.won().without_amount == 1
    with_leads.deals(text, replace(UTC_FILE, source="csv", columns={"amount": "declared_monthly_revenue"}))
    assert store.won().amount == Money(minor=300_000, currency="USD")


def test_open_and_lost_deals_are_skipped(with_leads: Desk, store: Store) -> None:
    text = (
        "lead id,close date,deal stage\n1,2026-05-20,Closed Won\n2,2026-05-20,Closed Lost\n"
        "3,2027-01-01,Qualified\n4,,Contract sent\n"
    )
    report = with_leads.deals(text, UTC_FILE)
    assert (report.rows, report.stored, report.skipped, report.warnings) == (4, Stored(created=1), 3, ())
    assert store.history("2").lead.stopped_at is None


def test_a_blank_date_is_a_fault_of_a_won_deal_alone(with_leads: Desk) -> None:
    rows = "".join(f"{n},2026-05-20,won\n" for n in range(1, 6))
    report = with_leads.deals(f"lead id,close date,deal stage\n{rows}6,,won\n7,,open\n", UTC_FILE)
    (rejection,) = report.rejected
    assert (rejection.row, rejection.reason) == (7, "is blank; every row needs a date here.")
    assert (report.stored, report.skipped) == (Stored(created=5), 1)


def test_skipped_deals_do_not_outweigh_the_bad_ones(with_leads: Desk) -> None:
    lost = "".join(f"{n},2026-05-20,lost\n" for n in range(1, 9))
    with pytest.raises(BadInput, match=r"1 of 2 rows cannot be taken"):
        with_leads.deals(f"lead id,close date,deal stage\n{lost}1,2026-05-20,won\n2,,won\n", UTC_FILE)


def test_stages_that_nobody_knows_are_asked_about(with_leads: Desk) -> None:
    report = with_leads.deals("lead id,close date,deal stage\n1,2026-05-20,Signed & sealed\n", UTC_FILE)
    assert (report.stored, report.skipped) == (Stored(), 1)
    assert report.warnings == (
        'No deal is known as won by its deal stage; say which ones are with --map-value "WORD=won".',
    )
    said = replace(UTC_FILE, words={"Signed & sealed": "won"})
    assert with_leads.deals(
        "lead id,close date,deal stage\n1,2026-05-20,Signed & sealed\n", said
    ).stored == Stored(created=1)


def test_a_deal_before_its_handoff_is_kept_and_said(with_leads: Desk, store: Store) -> None:
    report = with_leads.deals(
        "lead id,close date\n1,2026-05-03\n2,2026-05-04 08:59\n3,2026-05-04 09:00\n", UTC_FILE
    )
    assert report.stored == Stored(created=3)
    assert report.warnings == ("Deals won before their lead was handed off, kept: 2 (row 2, 3).",)
    assert store.won().deals == 3


def test_a_date_alone_on_the_day_of_the_handoff_is_not_before_it(with_leads: Desk) -> None:
    assert with_leads.deals("lead id,close date\n1,2026-05-04\n", UTC_FILE).warnings == ()
