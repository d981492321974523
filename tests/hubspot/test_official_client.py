"""The tests' HubSpot against HubSpot's own client, which refuses what is not in its shape."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import hubspot_sdk
import pytest

from tests.hubspot.portal import Portal
from tests.hubspot.server import HubSpot, serving

NOW = datetime(2026, 6, 1, 9, tzinfo=UTC)


@pytest.fixture
def hubspot() -> HubSpot:
    return HubSpot(Portal(clock=lambda: NOW, nulls=False))


@pytest.fixture
def client(hubspot: HubSpot) -> Iterator[hubspot_sdk.HubSpot]:
    with (
        serving(hubspot) as url,
        hubspot_sdk.HubSpot(
            access_token=hubspot.portal.key, base_url=url, max_retries=0, _strict_response_validation=True
        ) as made,
    ):
        yield made


def test_search_batch_and_list_have_the_shape_of_records(
    client: hubspot_sdk.HubSpot, hubspot: HubSpot
) -> None:
    owner = hubspot.portal.owner("ana@example.com", "Ana Lima")
    contact = hubspot.portal.lead("Vera Kern", owner=owner)
    hubspot.portal.call(contact, owner=owner)
    gone = hubspot.portal.lead("Max Alt", owner=None)
    hubspot.portal.archive("contacts", gone)
    found = client.crm.objects.contacts.search(
        after="",
        filter_groups=[{"filters": [{"propertyName": "hs_object_id", "operator": "GT", "value": "0"}]}],
        limit=200,
        properties=["firstname"],
        query="",
        sorts=[],
    )
    assert (found.total, found.results[0].properties["firstname"]) == (1, "Vera")
    read = client.crm.objects.contacts.batch.get(
        inputs=[{"id": str(contact)}], properties=["lastname"], properties_with_history=[]
    )
    assert read.results[0].properties["lastname"] == "Kern"
    archived = client.crm.objects.contacts.list(archived=True, limit=100)
    assert [one.id for one in archived.results] == [str(gone)]
    calls = client.crm.associations.batch.get(
        "calls", from_object_type="contacts", inputs=[{"id": str(contact), "after": ""}]
    )
    assert len(calls.results[0].to) == 1


def test_owners_account_and_definitions_have_their_shapes(
    client: hubspot_sdk.HubSpot, hubspot: HubSpot
) -> None:
    hubspot.portal.owner("ana@example.com", "Ana Lima")
    assert [one.email for one in client.crm.owners.list().results] == ["ana@example.com"]
    assert client.account.get().portal_id == hubspot.portal.id
    stages = client.crm.properties.get("lifecyclestage", object_type="contacts")
    assert "marketingqualifiedlead" in [one.value for one in stages.options]
    sales = client.crm.pipelines.list("deals").results[0]
    assert sales.stages[2].metadata["isClosed"] == "true"


def test_refusals_are_its_own_kinds(client: hubspot_sdk.HubSpot, hubspot: HubSpot) -> None:
    hubspot.portal.scopes -= {"crm.objects.owners.read"}
    with pytest.raises(hubspot_sdk.PermissionDeniedError, match=r"crm\.objects\.owners\.read"):
        client.crm.owners.list()
    hubspot.searches_a_second = 0
    with pytest.raises(hubspot_sdk.RateLimitError):
        client.crm.objects.contacts.search(
            after="", filter_groups=[], limit=10, properties=[], query="", sorts=[]
        )
    hubspot.portal.key = "another"
    with pytest.raises(hubspot_sdk.AuthenticationError):
        client.crm.pipelines.list("deals")


def test_nothing_lies_beyond_ten_thousand_and_a_late_one_shows_later(
    client: hubspot_sdk.HubSpot, hubspot: HubSpot
) -> None:
    hubspot.portal.add("contacts", {}, lag=timedelta(minutes=1))
    said = {"filter_groups": [], "properties": [], "query": "", "sorts": []}
    assert client.crm.objects.contacts.search(after="", limit=10, **said).total == 0
    with pytest.raises(hubspot_sdk.BadRequestError, match="10000"):
        client.crm.objects.contacts.search(after="9900", limit=200, **said)
