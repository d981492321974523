"""What is corrected, deleted, merged or late in HubSpot is so here too, and nothing is counted twice."""

from dataclasses import replace
from datetime import timedelta

import pytest

from intake.hubspot_api import SOURCE
from sla.activity import BY_HAND, TouchRow, Won
from sla.leads import Stop, StopReason
from sla.services.recount import judged, recount
from sla.services.same_people import merged_at_source
from sla.touches import Direction, NotCounted, Role, TouchKind
from tests.hubspot.portal import iso
from tests.intake.hubspot_desk import Office

HOUR, DAY, MINUTE = timedelta(hours=1), timedelta(days=1), timedelta(minutes=1)


@pytest.fixture
def ana(office: Office) -> int:
    return office.portal.owner("ana@example.com", "Ana Lima")


@pytest.fixture
def vera(office: Office, ana: int) -> int:
    """Handed off three hours ago, and read."""
    made = office.portal.lead("Vera Kern", owner=ana, at=office.clock.now - 3 * HOUR)
    office.poll()
    return made


def counted(office: Office, contact: int) -> list[Role | NotCounted | None]:
    return [one.role or one.not_counted for one in judged(office.history(contact), office.clock.now)]


def won(office: Office) -> Won:
    with office.desk.look() as work:
        return work.deals.won(office.clock.now - 9 * DAY, office.clock.now + 9 * DAY, currency="USD")


def test_a_deleted_call_counts_no_longer(office: Office, ana: int, vera: int) -> None:
    call = office.portal.call(vera, owner=ana)
    office.poll()
    assert counted(office, vera) == [Role.FIRST_ATTEMPT]
    office.portal.archive("calls", call)
    office.poll(later=DAY)
    assert counted(office, vera) == []
    assert office.history(vera).lead.derived.first_attempt_at is None


def test_a_call_that_turns_out_to_have_failed_is_taken_back(office: Office, ana: int, vera: int) -> None:
    call = office.portal.call(vera, owner=ana)
    office.poll()
    office.portal.change("calls", call, hs_call_status="FAILED")
    office.poll()
    assert counted(office, vera) == []
    office.portal.change("calls", call, hs_call_status="NO_ANSWER")
    office.poll()
    assert counted(office, vera) == [Role.FIRST_ATTEMPT], "an unanswered call is an attempt"


def test_a_deleted_contact_stops_and_a_restored_one_goes_on(office: Office, vera: int) -> None:
    assert office.history(vera).lead.stop is None
    office.portal.archive("contacts", vera)
    deleted_at = office.clock.now
    office.poll(later=DAY)
    stop = office.history(vera).lead.stop
    assert stop is not None
    assert (stop.reason, stop.at) == (StopReason.GONE, deleted_at)
    office.portal.restore("contacts", vera)
    office.poll()
    assert office.history(vera).lead.stop is None


def test_a_deleted_contact_that_was_made_one_with_another_lead_stops_only_itself(
    office: Office, ana: int, vera: int
) -> None:
    twin = office.portal.lead("Vera Kern-Twin", owner=ana, at=office.clock.now - HOUR)
    office.poll()
    with office.desk.open() as work:
        one = merged_at_source(work, SOURCE, kept=str(vera), gone=str(twin), now=office.clock.now)
        recount(work, one, book=office.desk.book(work), now=office.clock.now)
        work.commit()
    office.portal.archive("contacts", twin)
    office.poll(later=DAY)
    assert office.history(twin).lead == office.history(vera).lead
    assert office.history(vera).lead.stop is None


def test_of_two_merged_contacts_one_stays_with_the_facts_of_both(office: Office, ana: int, vera: int) -> None:
    twin = office.portal.lead("Vera Kern-Twin", owner=ana, at=office.clock.now - HOUR)
    office.portal.call(twin, owner=ana)
    office.portal.deal(twin, "contractsent")
    office.poll()
    assert (counted(office, twin), counted(office, vera)) == ([Role.FIRST_ATTEMPT], [])
    office.clock.now += DAY
    office.poll()
    office.portal.merge(vera, twin)
    office.poll()
    assert counted(office, vera) == [Role.FIRST_ATTEMPT]
    stop, handed_off_at = office.own(twin).lead.stop, office.own(twin).lead.handed_off_at
    assert stop == Stop(at=handed_off_at, reason=StopReason.MERGED)
    assert office.own(twin).touches == ()
    assert (office.own(vera).lead.stop, office.history(twin)) == (None, office.own(vera))
    with office.desk.look() as work:
        (decided,) = work.same_leads.decided()
    assert (decided.same, decided.by) == (True, None)
    before = office.own(twin)
    office.poll(later=DAY)
    assert office.own(twin) == before, "told once, at one moment"


def test_what_was_logged_here_for_a_merged_contact_is_the_others(office: Office, ana: int, vera: int) -> None:
    twin = office.portal.lead("Vera Kern-Twin", owner=ana, at=office.clock.now - HOUR)
    office.poll()
    pressed = TouchRow(
        source=BY_HAND, external_id="1", lead_id=office.own(twin).lead.id, kind=TouchKind.CALL,
        direction=Direction.OUTBOUND, outcome=None, note="", occurred_at=office.clock.now,
        received_at=office.clock.now, by_member=None,
    )  # fmt: skip
    with office.desk.open() as work:
        work.touches.upsert([pressed])
        work.commit()
    office.portal.merge(vera, twin)
    office.poll()
    assert counted(office, vera) == [Role.FIRST_ATTEMPT]
    assert office.own(vera).lead.derived.first_attempt_at == pressed.occurred_at


def test_a_contact_merged_twice_over_leads_to_the_last(office: Office, ana: int, vera: int) -> None:
    first, second = (office.portal.lead(f"Vera {n}", owner=ana, at=office.clock.now - HOUR) for n in (1, 2))
    office.portal.call(first, owner=ana)
    office.poll()
    office.portal.merge(second, first)
    office.poll()
    office.portal.merge(vera, second)
    office.poll()
    assert counted(office, vera) == [Role.FIRST_ATTEMPT]
    assert {office.history(one).lead.id for one in (first, second, vera)} == {office.own(vera).lead.id}


def test_a_meeting_with_two_contacts_that_become_one_is_one_touch(
    office: Office, ana: int, vera: int
) -> None:
    twin = office.portal.lead("Vera Kern-Twin", owner=ana, at=office.clock.now - HOUR)
    call = office.portal.call(vera, owner=ana)
    office.portal.associate("calls", call, twin)
    office.poll()
    assert (counted(office, vera), counted(office, twin)) == ([Role.FIRST_ATTEMPT], [Role.FIRST_ATTEMPT])
    office.portal.merge(vera, twin)
    office.poll()
    assert counted(office, vera) == [Role.FIRST_ATTEMPT]
    assert len(office.history(vera).touches) == 1


def test_a_won_deal_stops_the_clock_and_a_reopened_one_lets_it_run(office: Office, vera: int) -> None:
    deal = office.portal.deal(vera, "closedwon", amount="2500.50", deal_currency_code="USD")
    office.poll()
    assert office.history(vera).lead.stop_reason is StopReason.WON
    assert (won(office).deals, won(office).amount.minor) == (1, 250_050)
    office.portal.move(deal, "contractsent")
    office.poll()
    assert office.history(vera).lead.stop is None
    assert won(office).deals == 0
    office.portal.move(deal, "closedlost")
    office.poll()
    assert office.history(vera).lead.stop_reason is StopReason.LOST
    office.portal.archive("deals", deal)
    office.poll(later=DAY)
    assert office.history(vera).lead.stop is None


def test_an_amount_in_another_currency_is_named_and_counts_as_none(office: Office, vera: int) -> None:
    office.portal.deal(vera, "closedwon", amount="900", deal_currency_code="EUR")
    office.poll()
    assert (won(office).deals, won(office).amount.minor, won(office).without_amount) == (1, 0, 1)
    assert office.connection.found.foreign == ("EUR",)


def test_a_meeting_counts_once_it_was_held(office: Office, ana: int, vera: int) -> None:
    said = {"hs_meeting_start_time": iso(office.clock.now), "hubspot_owner_id": str(ana)}
    meeting = office.portal.add("meetings", said | {"hs_meeting_outcome": "SCHEDULED"}, of=(vera,))
    office.poll()
    assert counted(office, vera) == [NotCounted.SCHEDULED_ONLY]
    office.portal.change("meetings", meeting, hs_meeting_outcome="COMPLETED")
    office.poll()
    assert counted(office, vera) == [Role.FIRST_ATTEMPT]


@pytest.mark.parametrize(
    ("properties", "verdict"),
    [
        ({"hs_email_direction": "EMAIL", "hs_email_status": "SENT"}, Role.FIRST_ATTEMPT),
        ({"hs_email_direction": "INCOMING_EMAIL"}, NotCounted.INBOUND),
        ({"hs_email_direction": "EMAIL", "hs_email_status": "BOUNCED"}, NotCounted.BOUNCED),
        (
            {"hs_email_direction": "EMAIL", "hs_email_status": "SENT", "hs_sequence_id": "7"},
            NotCounted.AUTOMATED,
        ),
        ({"hs_email_direction": "EMAIL", "hs_email_status": "SCHEDULED"}, None),
    ],
)
def test_emails_count_by_direction_state_and_sender(
    office: Office, ana: int, vera: int, properties: dict[str, str], verdict: Role | NotCounted | None
) -> None:
    said = {"hs_timestamp": iso(office.clock.now), "hubspot_owner_id": str(ana)}
    office.portal.add("emails", said | properties, of=(vera,))
    office.poll()
    assert counted(office, vera) == ([] if verdict is None else [verdict])


def test_a_change_that_shows_late_is_found_by_the_overlap(office: Office, ana: int, vera: int) -> None:
    office.portal.lag = 10 * MINUTE
    office.portal.call(vera, owner=ana)
    office.poll()
    assert counted(office, vera) == []
    office.poll(later=10 * MINUTE)
    assert counted(office, vera) == [Role.FIRST_ATTEMPT]


def test_an_association_made_later_is_found_within_the_hour(office: Office, ana: int, vera: int) -> None:
    call = office.portal.call(vera, owner=ana)
    office.portal.links.clear()
    for _ in range(3):
        office.poll(later=20 * MINUTE)
    office.portal.associate("calls", call, vera)
    office.poll(later=HOUR)
    assert counted(office, vera) == [Role.FIRST_ATTEMPT]


def test_calls_made_before_it_shows_that_somebody_is_a_lead_come_with_the_lead(
    office: Office, ana: int, vera: int
) -> None:
    later = office.portal.add("contacts", {"firstname": "Max", "hubspot_owner_id": str(ana)})
    handed_off = office.clock.now
    office.portal.call(later, owner=ana)
    for _ in range(8):
        office.poll(later=2 * HOUR)
    office.portal.enter(later, "marketingqualifiedlead", handed_off)
    office.poll()
    assert counted(office, later) == [Role.FIRST_ATTEMPT]
    assert counted(office, vera) == []


def test_lifecycle_stages_move_a_lead_along_its_funnel(office: Office, vera: int) -> None:
    office.portal.enter(vera, "salesqualifiedlead")
    office.poll()
    assert office.history(vera).lead.stage == "SQL"
    office.portal.enter(vera, "customer")
    office.poll()
    assert office.history(vera).lead.stop_reason is StopReason.WON


def test_a_lead_without_a_company_of_its_own_gets_the_name_of_the_associated_one(
    office: Office, ana: int
) -> None:
    company = office.portal.add("companies", {"name": "Kern AG", "phone": "0123"})
    made = office.portal.lead("Vera Kern", owner=ana, associatedcompanyid=str(company))
    office.poll()
    assert office.history(made).lead.name == "Vera Kern (Kern AG)"


def test_an_owner_whom_nobody_matches_is_listed_until_the_agreement_names_them(office: Office) -> None:
    made = office.portal.lead("Vera Kern", owner=office.portal.owner("new@example.com"))
    office.poll()
    assert office.history(made).lead.owner_id is None
    assert office.connection.found.unmatched == ("new@example.com",)
    with office.desk.open() as work:
        ana = next(one.named for one in work.members.all() if one.named and one.named.name == "Ana Lima")
        work.members.name([replace(ana, email="new@example.com", name="New Here")], office.clock.now)
        work.commit()
    office.poll()
    assert office.history(made).lead.owner_id is not None, "without anybody touching the contact"
    assert office.connection.found.unmatched == ()


def test_a_meeting_with_two_leads_is_a_touch_of_each(office: Office, ana: int, vera: int) -> None:
    other = office.portal.lead("Max Alt", owner=ana, at=office.clock.now - HOUR)
    call = office.portal.call(vera, owner=ana)
    office.portal.associate("calls", call, other)
    office.poll()
    assert counted(office, vera) == counted(office, other) == [Role.FIRST_ATTEMPT]
