"""A team that records everything in HubSpot: what is done there shows here, without a press."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.clock import open_clock
from bot.examine import examine
from bot.findings import Grade
from bot.store import open_kept
from sandbox.seen import SeenView
from sla.ports import UnitOfWork
from tests.e2e.asking import asked
from tests.e2e.conftest import Office, slack
from tests.e2e.team import BEGINS, write_team
from tests.hubspot.portal import Portal
from tests.hubspot.server import HubSpot, serving

pytestmark = pytest.mark.e2e

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
POLL = 1


class Connected(Office):
    """The office of the other conversations, with HubSpot in the place of its files."""

    hubspot: HubSpot
    ana: int

    @property
    def portal(self) -> Portal:
        return self.hubspot.portal

    def until(self, known: Callable[[UnitOfWork], bool]) -> None:
        """Until the store says so."""
        assert self.bot is not None
        store = open_kept(database_url=self.settings.sla_database_url.get_secret_value())
        desk = store.desk(store.tenants.sole())

        def said() -> bool:
            with desk.look() as work:
                return known(work)

        try:
            self.people.wait_for(said, timeout=30)
        finally:
            store.engine.dispose()

    def read(self) -> None:
        """Two polls from now: the one under way, and one after it from its beginning to its end."""
        polls = len(self.hubspot.searches("contacts"))
        self.people.wait_for(
            lambda: len(self.hubspot.searches("contacts")) > polls + 2, user="ana", timeout=30
        )


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Connected]:
    """Thursday 20 November 2025, 08:58 in Berlin. Ana owes Vera, handed over two weeks ago, every follow-up."""
    write_team(tmp_path)
    with slack(tmp_path) as sandbox:
        office = Connected(tmp_path, sandbox)
        clock = open_clock(office.settings.sla_clock_file, office.settings.slack_api_url)
        office.hubspot = HubSpot(Portal(clock=clock.now))
        office.ana = office.portal.owner("ana@example.com", "Ana Ruiz")
        office.portal.lead("Vera Kern", owner=office.ana, company="Kern AG", at=BEGINS - 15 * DAY)
        with serving(office.hubspot) as url:
            office.settings = office.settings.model_copy(
                update={
                    "sla_hubspot_key": SecretStr(office.portal.key),
                    "sla_hubspot_url": url,
                    "sla_hubspot_seconds": POLL,
                }
            )
            office.start()
            yield office
            office.stop()


def vera(office: Connected) -> int:
    return next(iter(office.portal.records["contacts"]))


def leads(office: Connected, expect: str) -> str:
    office.people.say("ana", "/sla leads")
    return office.people.wait_for(expect, user="ana").shown


def test_a_call_made_there_clears_the_nudge_here_within_two_polls_and_without_a_press(
    office: Connected,
) -> None:
    office.read()
    office.people.advance_to("2025-11-20T09:00")
    office.people.wait_for("Vera Kern", user="ana", timeout=30)
    assert "Vera Kern" in leads(office, "overdue")
    for _ in range(4):
        office.people.advance(hours=25)
        office.portal.call(vera(office), owner=office.ana)
    office.read()
    assert "Vera Kern" not in leads(office, "Nothing is due")
    shown = asked(office.people, "ana", "/sla why Vera Kern", "follow-up 3").shown
    assert "call" in shown.casefold()


def test_a_call_made_there_is_said_in_place_on_the_reminder_that_was_sent(office: Connected) -> None:
    office.portal.lead("Otto Behr", owner=office.ana, at=BEGINS - 15 * DAY)
    office.read()
    office.people.advance_to("2025-11-20T09:00")
    office.people.wait_for("leads today, Ana", user="ana", timeout=30)
    office.people.wait_for("Otto Behr", user="ana")
    before = len(office.people.dm("ana"))
    office.people.advance(minutes=30)
    office.portal.call(vera(office), owner=office.ana)
    said = office.people.wait_for("· done: call", user="ana", timeout=30).shown
    assert "from HubSpot · *first attempt*" in said
    assert len(office.people.dm("ana")) == before
    with pytest.raises(LookupError):
        office.people.press("ana", "Log call", about="Vera Kern")
    office.people.press("ana", "Log call", about="Otto Behr")
    shown = office.people.wait_for("Otto Behr* · call logged", user="ana").shown
    assert "Vera Kern (Kern AG)* · done: call" in shown


def test_managers_hear_once_that_hubspot_is_not_read(office: Connected) -> None:
    office.read()
    office.people.advance_to("2025-11-20T09:30")
    office.read()
    key, office.portal.key = office.portal.key, "another"
    office.people.advance(minutes=5)
    office.until(lambda work: any(one.ended_at is None for one in work.gaps.since(BEGINS)))
    office.until(lambda work: work.connections.get("hubspot").found.trouble is not None)
    office.people.advance(minutes=11)
    shown = office.people.wait_for("HubSpot has not been read since", user="kim", timeout=30).shown
    assert "nobody is counted late for what fell due since" in shown
    assert "HubSpot does not take the key" in shown
    office.people.advance(hours=1)
    office.portal.key = key
    office.until(lambda work: all(one.ended_at is not None for one in work.gaps.since(BEGINS)))
    assert sum("HubSpot has not been read" in one.shown for one in office.people.dm("kim")) == 1
    for other in ("ana", "jo"):
        assert not any("HubSpot has not been read" in one.shown for one in office.people.dm(other))


def test_a_contact_that_hubspot_merged_into_another_says_so_and_is_owed_nothing(office: Connected) -> None:
    twin = office.portal.lead("Vera Twin", owner=office.ana, at=BEGINS - 15 * DAY)
    office.read()
    asked(office.people, "ana", "/sla why Vera Twin", "by")
    office.portal.merge(vera(office), twin)
    office.read()
    shown = asked(office.people, "ana", "/sla why Vera Twin", "one with another lead").shown
    assert "Vera Twin: one with another lead, no date any more" in shown
    assert "Vera Twin" not in leads(office, "Vera Kern")


def open_crm(office: Connected) -> SeenView:
    office.people.say("kim", "/sla setup")
    office.people.press("kim", "Stages")
    return office.people.wait_for(lambda: office.people.modal("kim"), user="kim")


def test_a_manager_sees_how_hubspot_is_read_and_chooses_what_its_stages_stand_for(office: Connected) -> None:
    office.portal.lead("Max Alt", owner=office.portal.owner("new@example.com"), at=BEGINS - DAY)
    deal = office.portal.deal(vera(office), "appointmentscheduled")
    office.read()
    shown = open_crm(office).shown
    assert "*HubSpot is read.*" in shown
    assert "1 owner in HubSpot is not named in the agreement" in shown
    assert "new@example.com" in shown
    office.people.submit("kim", {"crm.stage.deals.contractsent": "opportunity"})
    office.portal.move(deal, "contractsent")
    office.until(
        lambda work: all(one.stage == "opportunity" for one in work.leads.ahead(BEGINS - 16 * DAY)[:1])
    )


def test_a_renamed_stage_and_another_account_are_told(office: Connected) -> None:
    office.read()
    office.portal.lifecycle[2] = ("marketingqualifiedlead", "Ready for sales")
    office.people.advance(minutes=30)
    office.read()
    shown = open_crm(office).shown
    assert "calls the stage “Marketing Qualified Lead” now “Ready for sales”" in shown
    office.people.submit("kim", {})
    assert "now “Ready for sales”" not in open_crm(office).shown
    office.portal.id = 99
    office.people.advance(minutes=30)
    office.until(lambda work: work.connections.get("hubspot").found.other is not None)
    shown = open_crm(office).shown
    assert "belongs to another HubSpot account (99)" in shown
    office.people.submit("kim", {"crm.other": ["yes"]})
    office.until(lambda work: work.connections.get("hubspot").found.trouble is None)
    assert "Account 99" in open_crm(office).shown


def test_doctor_says_how_far_it_is_and_what_the_key_lacks(office: Connected) -> None:
    office.read()
    found = [one for one in examine(office.settings) if one.what == "HubSpot"]
    assert [one.grade for one in found] == [Grade.FINE, Grade.FINE]
    assert "account 4711" in found[0].found
    office.portal.scopes -= {"crm.objects.owners.read"}
    (refused,) = [one for one in examine(office.settings) if one.what == "HubSpot"]
    assert refused.grade is Grade.WRONG
    assert "lacks the scope crm.objects.owners.read" in refused.found


def test_others_than_managers_do_not_set_it(office: Connected) -> None:
    office.read()
    office.people.say("ana", "/sla setup")
    office.people.wait_for("Only the managers", user="ana")
