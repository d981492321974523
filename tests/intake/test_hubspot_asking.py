"""How HubSpot is asked: for nothing that is nobody's business, within its limits, and by one process at a time."""

from datetime import timedelta

import pytest

from intake.hubspot_api import PROPERTIES
from intake.hubspot_poller import HubSpotPoller
from tests.hubspot import replies
from tests.hubspot.portal import MODIFIED, OTHERS_MODIFIED
from tests.intake.hubspot_desk import EVERY, Office

HOUR = timedelta(hours=1)
PRIVATE = ("body", "subject", "title", "text", "html", "phone", "note", "recording", "preview", "address")


@pytest.fixture
def ana(office: Office) -> int:
    return office.portal.owner("ana@example.com", "Ana Lima")


def everything(office: Office, ana: int) -> None:
    """One record of each kind, read twice, with a night between."""
    company = office.portal.add("companies", {"name": "Kern AG"})
    vera = office.portal.lead("Vera Kern", owner=ana, associatedcompanyid=str(company))
    office.portal.call(vera, owner=ana)
    for kind in ("emails", "meetings"):
        office.portal.add(kind, {"hs_timestamp": "2026-06-01T08:00:00Z"}, of=(vera,))
    office.portal.deal(vera, "closedwon", amount="10")
    office.poll()
    office.poll(later=timedelta(days=1))


def test_only_times_directions_owners_states_amounts_and_names_are_asked_for(
    office: Office, ana: int
) -> None:
    everything(office, ana)
    asked = {
        name
        for one in office.hubspot.asked
        for name in (*one.body.get("properties", ()), *",".join(one.query.get("properties", ())).split(","))
        if name
    }
    allowed = {name for names in PROPERTIES.values() for name in names} | {"hs_object_id"}
    assert {name for name in asked if not name.startswith("hs_v2_date_entered_")} == allowed
    assert not [name for name in asked if any(word in name for word in PRIVATE)]
    assert {
        one.path.split("/")[3] for one in office.hubspot.asked if one.path.startswith("/crm/objects")
    } == {"2026-03"}


def test_nothing_is_ever_written(office: Office, ana: int) -> None:
    everything(office, ana)
    posts = {one.path.rsplit("/", 1)[1] for one in office.hubspot.asked if one.method != "GET"}
    assert posts == {"search", "read"}


def test_searches_keep_under_the_limit_of_a_second(office: Office, ana: int) -> None:
    office.hubspot.searches_a_second = 5
    everything(office, ana)
    assert office.hubspot.refused == 0
    assert office.connection.found.trouble is None


def test_it_waits_as_long_as_hubspot_says_and_goes_on(office: Office, ana: int) -> None:
    office.portal.lead("Vera Kern", owner=ana)
    limited = (429, replies.too_many("SECONDLY"), {"Retry-After": "7"})
    office.hubspot.faults = [limited, limited]
    office.poll()
    assert office.clock.waited.count(7.0) == 2
    assert office.connection.found.trouble is None
    assert office.feed.seen_at is not None


def test_a_longer_wait_is_left_to_a_later_poll(office: Office, ana: int) -> None:
    vera = office.portal.lead("Vera Kern", owner=ana)
    office.hubspot.faults = [(429, replies.too_many("DAILY"), {"Retry-After": "3600"})]
    office.poll()
    assert 3600.0 not in office.clock.waited
    assert office.connection.found.trouble == (
        "HubSpot has had the day's limit of requests and answers again later."
    )
    assert office.feed.seen_at is None
    office.poll()
    assert office.connection.found.trouble is None
    assert office.history(vera)


def test_hubspots_own_errors_are_tried_again(office: Office) -> None:
    office.hubspot.faults = [(502, {}, {}), (503, {}, {"Retry-After": "2"})]
    office.poll()
    assert office.connection.found.trouble is None
    office.poll()
    office.hubspot.faults = [(500, {}, {})] * 5
    office.poll(later=HOUR)
    assert office.connection.found.trouble == "HubSpot answered with an error of its own (500)."


def test_a_key_without_a_scope_is_told_which_and_where(office: Office, ana: int) -> None:
    vera = office.portal.lead("Vera Kern", owner=ana)
    office.portal.scopes -= {"sales-email-read"}
    office.poll()
    assert office.history(vera), "what may be read is read"
    assert office.hubspot.searches("meetings")
    assert office.feed.seen_at is None, "nobody is late by what could not be read"
    assert office.connection.found.trouble == (
        "HubSpot's key lacks the scope sales-email-read; add it to the key in HubSpot, Development → Keys → "
        "Service keys, and nothing else has to be done."
    )
    office.portal.scopes |= {"sales-email-read"}
    office.poll()
    assert office.connection.found.trouble is None


def test_a_key_that_is_not_taken_is_said(office: Office) -> None:
    office.portal.key = "another"
    office.poll()
    assert "SLA_HUBSPOT_KEY" in (office.connection.found.trouble or "")
    assert not office.hubspot.searches("contacts")


def test_another_account_behind_the_same_key_is_refused_until_it_is_said(office: Office, ana: int) -> None:
    office.poll()
    office.portal.id = 99
    office.portal.lead("Somebody Else's", owner=ana)
    searched = len(office.hubspot.searches("contacts"))
    office.poll(later=HOUR)
    found = office.connection.found
    assert "another HubSpot account (99) than the connected one (4711)" in (found.trouble or "")
    assert found.other is not None
    assert len(office.hubspot.searches("contacts")) == searched
    with office.desk.open() as work:
        work.connections.connect("hubspot", found.other)
        work.commit()
    office.poll()
    assert office.connection.found.trouble is None
    assert len(office.hubspot.searches("contacts")) > searched


def test_one_process_reads_at_a_time_and_none_too_soon(office: Office) -> None:
    other = HubSpotPoller(office.desk, office.client, every=EVERY, seconds=office.clock.seconds)
    office.poll()
    asked = len(office.hubspot.asked)
    office.clock.now += EVERY / 2
    other.poll(office.clock.now)
    assert len(office.hubspot.asked) == asked
    office.clock.now += EVERY
    other.poll(office.clock.now)
    assert len(office.hubspot.asked) > asked


def test_a_pass_asks_for_a_fixed_window_by_id(office: Office) -> None:
    office.poll()
    office.poll()
    filters = office.hubspot.searches("calls")[-1].body["filterGroups"][0]["filters"]
    assert [(one["propertyName"], one["operator"]) for one in filters] == [
        ("hs_object_id", "GT"),
        (OTHERS_MODIFIED, "LTE"),
        (OTHERS_MODIFIED, "GTE"),
    ]
    assert int(filters[1]["value"]) - int(filters[2]["value"]) >= 15 * 60 * 1000
    contacts = office.hubspot.searches("contacts")[-1].body["filterGroups"][0]["filters"]
    assert contacts[1]["propertyName"] == MODIFIED["contacts"]
    assert contacts[-1] == {
        "propertyName": "hs_v2_date_entered_marketingqualifiedlead",
        "operator": "HAS_PROPERTY",
    }
