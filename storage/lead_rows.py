"""Between a lead as a value and a lead as a row, and how a file's leads are merged into the stored ones."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import Connection, RowMapping, func

from sla.cadence import Pause
from sla.handoff import HandoffFacts
from sla.leads import Derived, Given, Lead, LeadId, LeadRow, Stop, StopReason, Stored
from sla.people import MemberId, TenantId
from sla.promises import Criterion
from storage.bulk import Key, News, Values, by_key, chunks, insert_all, update_all
from storage.tables import LEAD

COMPARED = ("name", "lead_type", "origin", "stage", "owner_id", "stop_reason", "person")


STAGE = func.coalesce(LEAD.c.reached_stage, LEAD.c.stage)
"""What its history says goes before what the file of leads says."""

LEAD_COLUMNS = tuple(
    STAGE.label(name) if name == "stage" else LEAD.c[name]
    for name in (
        "id", "external_id", "name", "lead_type", "origin", "stage", "owner_id", "handed_off_at", "zone",
        "agreement_version", "first_attempt_due_at", "stopped_at", "stop_reason", "snoozed_until", "follow_up_count",
        "first_attempt_at", "next_due_at", "suggested_on", "recount_at", "remind_on", "accept_due_at", "accepted_at",
        "rejected_at", "taken_out_at", "paused_from", "paused_until", "handed_by", "campaign", "points", "ticked",
    )
)  # fmt: skip

LeadColumns = tuple[
    int, str, str, str, str, str, int | None, datetime, str,
    int | None, datetime, datetime | None, str | None, datetime | None, int, datetime | None,
    datetime | None, date | None, datetime | None, date | None, datetime | None, datetime | None,
    datetime | None, datetime | None, datetime | None, datetime | None, int | None, str | None, int | None,
    str | None,
]  # fmt: skip


def folded(name: str) -> str:
    """How names are compared: SQLite alone would know the case of ASCII letters only."""
    return name.casefold()


def lead_of(row: LeadColumns) -> Lead:
    """From a row of LEAD_COLUMNS; taken apart by place, which is twice as fast as by name."""
    (
        lead_id, external_id, name, lead_type, origin, stage, owner_id, handed_off_at, zone, version,
        first_attempt_due_at, stopped_at, stop_reason, snoozed_until, count, first_at, next_due_at, suggested_on,
        recount_at, remind_on, accept_due_at, accepted_at, rejected_at, taken_out_at, paused_from, paused_until,
        handed_by, campaign, points, ticked,
    ) = row  # fmt: skip
    return Lead(
        id=LeadId(lead_id),
        external_id=external_id,
        name=name,
        lead_type=lead_type,
        origin=origin,
        stage=stage,
        owner_id=None if owner_id is None else MemberId(owner_id),
        handed_off_at=handed_off_at,
        zone=zone,
        version=version,
        first_attempt_due_at=first_attempt_due_at,
        stopped_at=stopped_at,
        stop_reason=StopReason(stop_reason) if stop_reason else None,
        snoozed_until=snoozed_until,
        derived=Derived(
            follow_up_count=count,
            first_attempt_at=first_at,
            next_due_at=next_due_at,
            suggested_on=suggested_on,
            recount_at=recount_at,
            remind_on=remind_on,
            accepted_at=accepted_at,
            rejected_at=rejected_at,
        ),
        accept_due_at=accept_due_at,
        given=None if handed_by is None else _given(handed_by, campaign, points, ticked),
        taken_out_at=taken_out_at,
        pause=Pause(start=paused_from, end=paused_until) if paused_from and paused_until else None,
    )


def _given(by: int, campaign: str | None, points: int | None, ticked: str | None) -> Given:
    criteria = tuple(Criterion(name=name, points=worth) for name, worth in json.loads(ticked or "[]"))
    return Given(by=MemberId(by), campaign=campaign, points=points, ticked=criteria)


def _given_values(given: Given | None) -> Values:
    return {
        "handed_by": given.by if given else None,
        "campaign": given.campaign if given else None,
        "points": given.points if given else None,
        "ticked": json.dumps([(one.name, one.points) for one in given.ticked]) if given else None,
    }


def derived_values(derived: Derived) -> Values:
    return {
        "follow_up_count": derived.follow_up_count,
        "first_attempt_at": derived.first_attempt_at,
        "next_due_at": derived.next_due_at,
        "suggested_on": derived.suggested_on,
        "recount_at": derived.recount_at,
        "remind_on": derived.remind_on,
        "accepted_at": derived.accepted_at,
        "rejected_at": derived.rejected_at,
    }


def stop_values(stop: Stop | None) -> Values:
    if stop is None:
        return {"stopped_at": None, "stop_reason": None}
    return {"stopped_at": stop.at, "stop_reason": stop.reason.value}


def fixed_values(fixed: HandoffFacts | LeadRow) -> Values:
    """What a handoff fixes."""
    return {
        "zone": fixed.zone,
        "agreement_version": fixed.version,
        "first_attempt_due_at": fixed.first_attempt_due_at,
        "accept_due_at": fixed.accept_due_at,
    }


def upsert_leads(connection: Connection, tenant_id: TenantId, rows: Sequence[LeadRow]) -> Stored:
    merged = _merged(rows)
    stored = Stored(unchanged=len(rows) - len(merged))
    for chunk in chunks(merged.values()):
        news = _news(connection, tenant_id, chunk)
        created = insert_all(connection, LEAD, list(news.new.values()))
        update_all(connection, LEAD, tenant_id, news.changed.values())
        stored += news.stored(len(chunk), created)
    return stored


def foresee_leads(connection: Connection, tenant_id: TenantId, rows: Sequence[LeadRow]) -> Stored:
    """What `upsert_leads` would come to; nothing is written."""
    merged = _merged(rows)
    stored = Stored(unchanged=len(rows) - len(merged))
    for chunk in chunks(merged.values()):
        news = _news(connection, tenant_id, chunk)
        stored += news.stored(len(chunk), len(news.new))
    return stored


def _merged(rows: Iterable[LeadRow]) -> dict[Key, LeadRow]:
    """One row per key. What a handoff fixed is the first row's, all else the last's."""
    merged: dict[Key, LeadRow] = {}
    for row in rows:
        key = (row.source, row.external_id)
        first = merged.get(key)
        merged[key] = row if first is None else _repeated(first, row)
    return merged


def _repeated(first: LeadRow, row: LeadRow) -> LeadRow:
    return replace(
        row,
        owner_id=first.owner_id if row.owner_id is None else row.owner_id,
        person=row.person or first.person,
        handed_off_at=first.handed_off_at,
        zone=first.zone,
        version=first.version,
        first_attempt_due_at=first.first_attempt_due_at,
        accept_due_at=first.accept_due_at,
        given=first.given,
    )


def _news(connection: Connection, tenant_id: TenantId, rows: Sequence[LeadRow]) -> News:
    known = by_key(connection, LEAD, tenant_id, ((row.source, row.external_id) for row in rows), COMPARED)
    new: dict[Key, Values] = {}
    changed: dict[Key, tuple[int, Values]] = {}
    for row in rows:
        key = row.source, row.external_id
        old = known.get(key)
        if old is None:
            new[key] = _new_values(tenant_id, row)
        elif (values := _said_again(old, row)) != {name: old[name] for name in values}:
            changed[key] = old["id"], {**values, "name_folded": folded(row.name)}
    return News(new=new, changed=changed)


def _new_values(tenant_id: TenantId, row: LeadRow) -> Values:
    return {
        "tenant_id": tenant_id,
        "source": row.source,
        "external_id": row.external_id,
        "name": row.name,
        "name_folded": folded(row.name),
        "lead_type": row.lead_type,
        "origin": row.origin,
        "stage": row.stage,
        "owner_id": row.owner_id,
        "person": row.person,
        "handed_off_at": row.handed_off_at,
        **fixed_values(row),
        **_given_values(row.given),
        "follow_up_count": 0,
        "recount_at": row.handed_off_at,
    }


def _said_again(old: RowMapping, row: LeadRow) -> dict[str, object]:
    """What a repeated row sets: an owner, or who it is, is never taken away."""
    return {
        "name": row.name,
        "lead_type": row.lead_type,
        "origin": row.origin,
        "stage": row.stage,
        "owner_id": old["owner_id"] if row.owner_id is None else row.owner_id,
        "person": row.person or old["person"],
    }
