"""What is asked of HubSpot: which version of its API, which records, and which of their properties.

Only times, directions, owners, states, amounts and names; never a subject, a text or a telephone number.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum

API_VERSION = "2026-03"
HOST = "https://api.hubapi.com"
SOURCE = "hubspot"

MOST_FOUND = 200
"""Records in one page of a search."""

MOST_READ = 100
MOST_LINKED = 1000
"""Records whose associations one request asks for."""

MODIFIED = "hs_lastmodifieddate"
OWN_ID = "hs_object_id"
_MILLISECOND = timedelta(milliseconds=1)
_EPOCH = datetime.fromisoformat("1970-01-01T00:00:00+00:00")


class Kind(StrEnum):
    """The records that are read, in the order in which they are: a call finds its lead already there."""

    CONTACTS = "contacts"
    DEALS = "deals"
    CALLS = "calls"
    EMAILS = "emails"
    MEETINGS = "meetings"


COMPANIES = "companies"
ACTIVITIES = (Kind.CALLS, Kind.EMAILS, Kind.MEETINGS)

PROPERTIES: Mapping[str, tuple[str, ...]] = {
    Kind.CONTACTS: (
        "firstname", "lastname", "company", "email", "hubspot_owner_id", "lifecyclestage", "hs_analytics_source",
        "associatedcompanyid", "hs_merged_object_ids",
    ),
    Kind.DEALS: ("dealstage", "closedate", "amount", "deal_currency_code", "hs_is_closed_won", "hs_is_closed"),
    Kind.CALLS: ("hs_timestamp", "hs_call_direction", "hs_call_status", "hs_call_disposition", "hubspot_owner_id"),
    Kind.EMAILS: ("hs_timestamp", "hs_email_direction", "hs_email_status", "hs_sequence_id", "hubspot_owner_id"),
    Kind.MEETINGS: ("hs_meeting_start_time", "hs_timestamp", "hs_meeting_outcome", "hubspot_owner_id"),
    COMPANIES: ("name",),
}  # fmt: skip


def modified(kind: str) -> str:
    """The property that says when a record was changed last; contacts alone name it otherwise."""
    return "lastmodifieddate" if kind == Kind.CONTACTS else MODIFIED


def entered(stage: str) -> str:
    """The property that says when a record last entered this stage of a lifecycle or pipeline."""
    return f"hs_v2_date_entered_{stage}"


def milliseconds(moment: datetime) -> str:
    return str((moment - _EPOCH) // _MILLISECOND)


def objects(kind: str, *rest: str) -> str:
    return "/".join(("/crm/objects", API_VERSION, kind, *rest))


def associations(kind: str, to: str) -> str:
    return f"/crm/associations/{API_VERSION}/{kind}/{to}/batch/read"


OWNERS = f"/crm/owners/{API_VERSION}"
LIFECYCLE = f"/crm/properties/{API_VERSION}/contacts/lifecyclestage"
DEAL_PIPELINES = f"/crm/pipelines/{API_VERSION}/deals"
ACCOUNT = f"/account-info/{API_VERSION}/details"

Json = Mapping[str, object]


def search_body(
    kind: Kind,
    *,
    since: datetime | None,
    until: datetime,
    after_id: int,
    properties: Sequence[str],
    having: str | None,
) -> Json:
    """One page of those changed in [since, until], by id from the one after `after_id`.

    Paging by id does not end at ten thousand, and loses none where many have one and the same time.
    """
    filters: list[Json] = [
        {"propertyName": OWN_ID, "operator": "GT", "value": str(after_id)},
        {"propertyName": modified(kind), "operator": "LTE", "value": milliseconds(until)},
    ]
    if since is not None:
        filters.append({"propertyName": modified(kind), "operator": "GTE", "value": milliseconds(since)})
    if having is not None:
        filters.append({"propertyName": having, "operator": "HAS_PROPERTY"})
    return {
        "filterGroups": [{"filters": filters}],
        "sorts": [{"propertyName": OWN_ID, "direction": "ASCENDING"}],
        "properties": list(properties),
        "limit": MOST_FOUND,
    }
