"""The bodies of the tests' HubSpot, in the shapes of its date-versioned API."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from tests.hubspot.portal import LIFECYCLE, Portal, Record, Stage, iso

Json = dict[str, Any]
DAY = timedelta(days=1)
CORRELATION = "0b5c6f3e-0000-4000-8000-000000000001"


def record(portal: Portal, kind: str, one: Record, properties: Sequence[str]) -> Json:
    shown = portal.shown(kind, one)
    wanted = ["hs_object_id", "createdate", *properties]
    empty = dict.fromkeys(wanted) if portal.nulls else {}
    said: Json = {
        "id": str(one.id),
        "properties": {**empty, **{name: shown[name] for name in wanted if shown.get(name)}},
        "createdAt": iso(one.created_at),
        "updatedAt": iso(one.modified_at),
        "archived": one.archived_at is not None,
    }
    return said | ({"archivedAt": iso(one.archived_at)} if one.archived_at else {})


def page(results: Sequence[Json], after: str | None, total: int | None = None) -> Json:
    said: Json = {"results": list(results)}
    if total is not None:
        said["total"] = total
    return said | (
        {"paging": {"next": {"after": after, "link": "https://api.example/next"}}} if after else {}
    )


def batch(portal: Portal, results: Sequence[Json]) -> Json:
    now = iso(portal.clock())
    return {"status": "COMPLETE", "results": list(results), "startedAt": now, "completedAt": now}


def linked(one: int, to: Sequence[int], after: str | None) -> Json:
    kind = {"category": "HUBSPOT_DEFINED", "typeId": 193, "label": None}
    said: Json = {
        "from": {"id": str(one)},
        "to": [{"toObjectId": str(other), "associationTypes": [kind]} for other in to],
    }
    return said | ({"paging": {"next": {"after": after}}} if after else {})


def owners(portal: Portal) -> Json:
    now = iso(portal.clock())
    return page(
        [
            {
                "id": str(one.id),
                "email": one.email,
                "type": "PERSON",
                "firstName": one.name.split()[0],
                "lastName": one.name.split()[-1],
                "userId": one.id,
                "createdAt": now,
                "updatedAt": now,
                "archived": False,
            }
            for one in portal.owners.values()
        ],
        None,
    )


def account(portal: Portal) -> Json:
    return {
        "portalId": portal.id,
        "accountType": "STANDARD",
        "timeZone": "Europe/Berlin",
        "companyCurrency": portal.currency,
        "additionalCurrencies": [],
        "utcOffset": "+02:00",
        "utcOffsetMilliseconds": 7_200_000,
        "uiDomain": portal.name,
        "dataHostingLocation": "eu1",
    }


def lifecycle(portal: Portal) -> Json:
    return {
        "name": "lifecyclestage",
        "label": "Lifecycle Stage",
        "description": "",
        "type": "enumeration",
        "fieldType": "radio",
        "groupName": "contactinformation",
        "options": [
            {"label": label, "value": value, "displayOrder": place, "hidden": False}
            for place, (value, label) in enumerate(portal.lifecycle or LIFECYCLE)
        ],
    }


def pipelines(portal: Portal) -> Json:
    now = iso(portal.clock())
    made = {"createdAt": now, "updatedAt": now, "archived": False}
    stages = [_stage(place, stage) | made for place, stage in enumerate(portal.stages)]
    sales: Json = {"id": "default", "label": "Sales Pipeline", "displayOrder": 0, "stages": stages}
    return {"results": [sales | made]}


def _stage(place: int, stage: Stage) -> Json:
    ends = stage.won or stage.lost
    return {
        "id": stage.id,
        "label": stage.label,
        "displayOrder": place,
        "metadata": {
            "probability": "1.0" if stage.won else "0.0" if stage.lost else "0.4",
            "isClosed": str(ends).lower(),
        },
        "writePermissions": "CRM_PERMISSIONS_ENFORCEMENT",
    }


def missing_scopes(scopes: Sequence[str]) -> Json:
    return {
        "status": "error",
        "message": "This app hasn't been granted all required scopes to make this call.",
        "correlationId": CORRELATION,
        "errors": [
            {
                "message": "One or more of the following scopes are required.",
                "context": {"requiredGranularScopes": list(scopes)},
            }
        ],
        "category": "MISSING_SCOPES",
    }


def too_many(policy: str) -> Json:
    return {
        "status": "error",
        "message": f"You have reached your {policy.lower()} limit.",
        "errorType": "RATE_LIMIT",
        "correlationId": CORRELATION,
        "policyName": policy,
    }


def error(category: str, message: str) -> Mapping[str, str]:
    return {"status": "error", "message": message, "correlationId": CORRELATION, "category": category}
