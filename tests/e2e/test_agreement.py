"""The agreement from nothing to its second version, as people of both sides make it, through the whole bot."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.store import open_store
from intake.importer import Importer
from intake.options import Options
from sandbox.seen import Seen
from sla.activity import LeadHistory
from tests.e2e.asking import ask, asked
from tests.e2e.conftest import Mode, Office, refused_blocks, slack
from tests.e2e.home_tabs import open_home
from tests.e2e.team import BEGINS

pytestmark = pytest.mark.e2e

EVERYBODY = ("ana", "lee", "kim", "jo")


@pytest.fixture(params=["socket", "http"])
def mode(request: pytest.FixtureRequest) -> Mode:
    """The same in Socket Mode and over signed HTTP."""
    return request.param


@pytest.fixture
def bare(tmp_path: Path, mode: Mode, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """Thursday 20 November 2025, 08:58 in Berlin: a bot that knows of no agreement."""
    monkeypatch.chdir(tmp_path)
    with slack(tmp_path) as sandbox:
        office = Office(tmp_path, sandbox, mode, terms=None)
        office.start()
        office.people.advance_to("2025-11-20T09:30")
        yield office
        office.stop()
        assert refused_blocks(office.people) == []


def fill_in(
    office: Office, user: str, part: str, values: dict[str, object], *, button: str = "Fill in"
) -> None:
    """Opens a part of the set-up, fills it in and saves it."""
    office.people.press(user, accessibility_label=f"{button}: {part}")
    answer = office.people.submit(user, values)
    assert answer.errors == {}


def set_up(office: Office) -> None:
    """As a newcomer: people, channel, quota and one lead type; all else is as usual."""
    people = office.people
    people.say("kim", "/sla setup")
    fill_in(
        office,
        "kim",
        "Team and people",
        {
            "people.sales_manager": ["kim"],
            "people.rep": ["ana", "lee"],
            "people.marketer": ["jo"],
            "people.marketing_manager": [],
        },
    )
    fill_in(office, "kim", "Channel and times", {"team.name": "Harbour", "team.channel": "#sla"})
    fill_in(office, "kim", "Quota", {"quota.amount": "500k", "team.currency": "USD"})
    fill_in(
        office,
        "kim",
        "Lead type",
        {
            "lead_types[1].name": "Website form",
            "lead_types[1].aov": "2,000",
            "lead_types[1].rates": "34%, 82%, 23%",
            "lead_types[1].origins": "website",
        },
    )


SEEN = {"propose.acknowledged": ["I have seen these"]}
"""Two reps cannot work so many leads; whoever proposes has to say that they know."""


def propose(office: Office, **values: object) -> None:
    office.people.press("kim", "Preview and propose")
    given = {f"propose.{name}": value for name, value in values.items()}
    answer = office.people.submit("kim", SEEN | given)
    assert answer.errors == {}


def request_to_sign(office: Office, user: str, version: int) -> Seen:
    return office.people.wait_for(f"Version {version} of the agreement waits", user=user)


def sign(office: Office, user: str, version: int) -> Seen:
    request_to_sign(office, user, version)
    office.people.press(user, f"Sign version {version}")
    return office.people.wait_for(f"You signed version {version}", user=user)


def bring_in(office: Office, name: str, text: str, moment: str) -> None:
    """A file of leads as they were handed over until then."""
    store = open_store(database_url=office.settings.sla_database_url.get_secret_value(), threads=1)
    file = office.folder / name
    file.write_text(text)
    try:
        desk = store.desk(store.tenants.sole())
        with desk.look() as work:
            book = desk.book(work)
        now = BEGINS.fromisoformat(moment)
        importer = Importer(units=desk.units, tenant_id=desk.tenant_id, book=book)
        report = importer.leads(file, Options(), now=now, real_now=now)
        assert not report.rejected
    finally:
        store.engine.dispose()


def stored(office: Office) -> dict[str, LeadHistory]:
    store = open_store(database_url=office.settings.sla_database_url.get_secret_value(), threads=1)
    try:
        desk = store.desk(store.tenants.sole())
        with desk.look() as work:
            found = work.leads.handed_off_between(BEGINS.replace(year=2024), BEGINS.replace(year=2027))
        return {one.lead.name: one for one in found}
    finally:
        store.engine.dispose()


HEAD = "Lead ID,Company,Create Date,Lead Source,Owner Email\n"


def test_from_nothing_to_a_second_version_each_lead_under_its_own(bare: Office) -> None:
    people = bare.people
    assert "/sla setup" in asked(people, "ana", "/sla status", "no agreement yet").shown

    set_up(bare)
    assert "needed parts are done" in people.modal("kim").shown
    propose(bare, effective_on=date(2025, 11, 21))
    assert "4 people" in people.modal("kim").shown
    people.close("kim")

    # Each gets it privately, with their own numbers; one asks for a change.
    assert "For you" in request_to_sign(bare, "ana", 1).shown
    assert "For marketing" in request_to_sign(bare, "jo", 1).shown
    people.press("jo", "Ask for a change")
    people.submit("jo", {"change.comment": "A first attempt within 4 hours is what we can hold."})
    people.close("jo")
    people.wait_for("within 4 hours is what we can hold", user="kim")

    # The proposer takes it up: a new version, and what was signed of the old one is void.
    sign(bare, "lee", 1)
    people.say("kim", "/sla setup")
    fill_in(bare, "kim", "What sales promises", {"sales.first_attempt_within": "4h"}, button="Change")
    people.press("kim", "Preview and propose")
    assert "within 2 h → within 4 h" in people.modal("kim").shown, (
        "what is different from the proposal it replaces"
    )
    people.submit("kim", SEEN | {"propose.effective_on": date(2025, 11, 21)})
    people.close("kim")
    people.press("ana", "Sign version 1")
    assert "replaced by version 2" in people.wait_for("replaced", user="ana").shown
    for user in EVERYBODY:
        sign(bare, user, 2)
    people.wait_for("Version 2 is signed", user="jo")

    # It binds from tomorrow on.
    bring_in(
        bare,
        "today.csv",
        f"{HEAD}1,Before Ltd,2025-11-20T10:00:00+01:00,website,lee@example.com\n",
        "2025-11-20T10:00+01:00",
    )
    assert stored(bare) == {}, "handed over before the first version: listed, never judged"
    people.advance_to("2025-11-21T09:00")
    trial = people.wait_for("Would have been sent today to #sla", user="kim")
    assert "Day 1 of 5" in trial.shown
    assert "Until Thu 27 Nov it is tried out" in people.wait_for("Hello Ana", user="ana").shown
    assert not [one for one in people.messages("kim", "#sla") if one.by_app]
    for user in ("ana", "jo", "ceo"):
        people.say(user, "/sla digest start")
        people.wait_for("Only the managers of either side end the trial", user=user)
    people.say("guest", "/sla digest start")
    people.wait_for("members of this workspace only", user="guest")
    people.press("kim", "Start now")
    people.wait_for("Started.", user="kim", channel="app")
    digest = people.wait_for("Fri 21 Nov", user="ceo", channel="#sla")
    assert "v2" in digest.shown
    people.say("kim", "/sla digest start")
    assert people.wait_for("It has started already", user="kim").ephemeral
    assert "$500k quota" in digest.shown
    people.say("ana", "/sla agreement")
    people.wait_for("first attempt within 4 h for 90%", user="ana")
    bring_in(
        bare,
        "first.csv",
        f"{HEAD}2,First Ltd,2025-11-21T10:00:00+01:00,website,lee@example.com\n",
        "2025-11-21T10:00+01:00",
    )

    # The next one: six follow-ups in four weeks, from Monday on.
    people.advance_to("2025-11-21T10:30")
    people.say("kim", "/sla setup")
    fill_in(
        bare, "kim", "What sales promises", {"sales.cadence": "4 by day 10, 6 by day 28"}, button="Change"
    )
    fill_in(bare, "kim", "Quota", {"quota.amount": "600k"}, button="Change")
    propose(bare, effective_on=date(2025, 11, 24))
    people.close("kim")
    for user in EVERYBODY:
        sign(bare, user, 3)
    people.advance_to("2025-11-24T09:00")
    digest = people.wait_for("Mon 24 Nov", user="kim", channel="#sla")
    assert "v3, in force since today" in digest.shown
    assert "$600k quota" in digest.shown
    bring_in(
        bare,
        "second.csv",
        f"{HEAD}3,Second Ltd,2025-11-24T10:00:00+01:00,website,lee@example.com\n",
        "2025-11-24T10:00+01:00",
    )
    found = stored(bare)
    assert {name: one.lead.version for name, one in found.items()} == {"First Ltd": 2, "Second Ltd": 3}

    # Each is judged by its own, and `why` says by which.
    people.advance_to("2025-11-24T11:00")
    first = ask(bare, "lee", "/sla why first ltd", "3 follow-ups by Fri 5 Dec").shown
    assert "agreement v2, “What sales does with it”" in first
    second = ask(bare, "lee", "/sla why second ltd", "4 follow-ups by Thu 4 Dec").shown
    assert "agreement v3" in second


def test_home_asks_for_the_signature_and_takes_it(bare: Office) -> None:
    people = bare.people
    set_up(bare)
    propose(bare, effective_on=date(2025, 11, 21))
    people.close("kim")
    request_to_sign(bare, "ana", 1)
    open_home(bare, "ana", "Version 1 of the agreement waits for your signature")
    people.press("ana", "Read and sign", home=True)
    people.wait_for(lambda: people.modal("ana"), user="ana")
    people.press("ana", "Sign version 1")
    people.wait_for(lambda: "You signed version 1" in people.modal("ana").shown, user="ana")
    people.close("ana")
    people.open_home("ana")
    people.wait_for(lambda: "waits for your signature" not in people.home("ana").shown, user="ana")


def test_the_agreement_reads_like_a_contract_and_its_history_shows_what_changed(bare: Office) -> None:
    people = bare.people
    set_up(bare)
    propose(bare, effective_on=date(2025, 11, 21))
    people.close("kim")
    for user in EVERYBODY:
        sign(bare, user, 1)
    people.say("ceo", "/sla agreement")
    assert "version 1" in people.wait_for("The agreement of Harbour", user="ceo").shown
    people.press("ceo", "Read it all")
    whole = people.modal("ceo").shown
    for words in ("First attempt", "3 follow-ups by day 14", "Website form", "$500,000", "Kim Wolf"):
        assert words in whole, words
    people.close("ceo")
    people.say("ceo", "/sla agreement history")
    history = people.wait_for("1 version of the agreement", user="ceo").shown
    assert "Ana Ruiz, Lee Park and Kim Wolf for sales" in history
