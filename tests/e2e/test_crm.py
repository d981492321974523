"""A team whose leads and calls come from two CRMs, beside presses in Slack: once is once, and two can be one."""

from pathlib import Path

import pytest

from bot.store import open_store
from intake.importer import Importer
from intake.options import Options
from intake.report import Kind
from sla.services.desk import Desk
from tests.e2e.asking import asked
from tests.e2e.conftest import Mode, Office
from tests.e2e.home_tabs import home, open_home
from tests.e2e.team import BEGINS

pytestmark = pytest.mark.e2e

LEADS = """Lead ID,Company,Email,Create Date,Lead Source,Owner Email
{id},{company},pat@harbour.example,{handed},website,{owner}
"""
CALLS = """Activity ID,Lead ID,Activity Type,Activity Date,Outcome,Owner Email
{id},{lead},call,{at},Connected,{owner}
"""


@pytest.fixture(params=["http", pytest.param("socket", marks=pytest.mark.chaos)])
def mode(request: pytest.FixtureRequest) -> Mode:
    return request.param


def bring(office: Office, kind: Kind, source: str, text: str) -> None:
    """As `sla-bot import` does it beside a running bot."""
    file: Path = office.folder / f"{source}-{kind}.csv"
    file.write_text(text)
    store = open_store(database_url=office.settings.sla_database_url.get_secret_value(), threads=1)
    try:
        desk: Desk = store.desk(store.tenants.sole())
        with desk.look() as work:
            importer = Importer(units=desk.units, tenant_id=desk.tenant_id, book=desk.book(work))
        take = importer.leads if kind is Kind.LEADS else importer.touches
        report = take(file, Options(source=source), now=BEGINS, real_now=BEGINS)
        assert not report.rejected
    finally:
        store.engine.dispose()


def lead(office: Office, source: str, company: str, handed: str, owner: str) -> None:
    text = LEADS.format(id="h1", company=company, handed=handed, owner=f"{owner}@example.com")
    bring(office, Kind.LEADS, source, text)


def call(office: Office, source: str, at: str, *, id: str = "c1", owner: str = "ana") -> None:  # noqa: A002 — the column's name
    bring(office, Kind.TOUCHES, source, CALLS.format(id=id, lead="h1", at=at, owner=f"{owner}@example.com"))


@pytest.fixture
def two(running: Office) -> Office:
    """The same person in two CRMs, with two owners."""
    lead(running, "hubspot", "Pier One", "2025-11-12T10:00:00+01:00", "ana")
    lead(running, "salesforce", "Pier One Ltd", "2025-11-14T10:00:00+01:00", "lee")
    return running


def test_a_press_and_the_same_call_from_hubspot_are_one(two: Office) -> None:
    people = two.people
    people.say("ana", "/sla log Pier One call", channel="app")
    people.wait_for("call logged", user="ana", channel="app")
    call(two, "hubspot", "2025-11-20T08:55:00+01:00")
    why = asked(people, "ana", "/sla why L8", "the same call, also in Slack")
    assert why.shown.count("first attempt, late") == 1


def test_a_press_after_hubspot_had_it_says_so_at_once(two: Office) -> None:
    call(two, "hubspot", "2025-11-20T08:50:00+01:00")
    two.people.say("ana", "/sla log Pier One call", channel="app")
    two.people.wait_for("counted once, with the same call from HubSpot", user="ana", channel="app")


def test_what_the_crm_has_clears_the_list_without_a_press(two: Office) -> None:
    """The lead of Harbour GmbH is overdue by one; its source brings the one that was missing."""
    open_home(two, "ana", "1 overdue")
    bring(
        two,
        Kind.TOUCHES,
        "csv",
        CALLS.format(id="x", lead="1", at="2025-11-19T17:30:00+01:00", owner="ana@example.com"),
    )
    open_home(two, "ana", "5 leads need you today: 1 due today")
    listed = asked(two.people, "ana", "/sla leads", "Café")
    assert "Harbour GmbH" not in listed.shown


def test_a_manager_makes_them_one_lead_and_undoes_it(two: Office) -> None:
    call(two, "hubspot", "2025-11-13T10:00:00+01:00")
    call(two, "salesforce", "2025-11-17T10:00:00+01:00", owner="lee")
    shown = open_home(two, "kim", "1 pair of leads may be one").shown
    assert "HubSpot, handed over Wed 12 Nov, with Ana Ruiz" in shown
    assert "it stays Ana Ruiz’s" in shown
    assert "Nothing waits for your decision" not in shown
    two.people.press("kim", "Same lead", home=True)
    assert "1 pair of leads" not in home(two, "kim", "one lead now, L8").shown
    asked(two.people, "ana", "/sla why L8", "follow-up 1")
    asked(two.people, "lee", "/sla why L9", "one with another lead, no date any more")
    two.people.press("kim", "Undo", home=True)
    home(two, "kim", "undone, all is as it was")
    asked(two.people, "lee", "/sla why L9", "first attempt, late")


def test_a_manager_keeps_both(two: Office) -> None:
    open_home(two, "kim", "1 pair of leads may be one")
    two.people.press("kim", "Keep both", home=True)
    home(two, "kim", "L8 and L9 stay two leads")
    assert "may be one" not in open_home(two, "kim", "As of").shown


@pytest.mark.parametrize("who", ["ana", "jo", "ceo"])
def test_nobody_else_is_asked(two: Office, who: str) -> None:
    assert "may be one" not in open_home(two, who, "").shown
