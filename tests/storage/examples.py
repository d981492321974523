"""Rows for tests, each with everything said that the test does not care about."""

from datetime import UTC, date, datetime, timedelta

from sla.activity import DealRow, Outcome, TouchRow
from sla.delivery import Kind, NewDelivery
from sla.leads import Derived, LeadId, LeadRow
from sla.money import Money
from sla.people import MemberId
from sla.touches import Direction, TouchKind

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
WORKING_DAY = timedelta(hours=8)


def days(number: float) -> timedelta:
    return timedelta(days=number)


def hours(number: float) -> timedelta:
    return timedelta(hours=number)


def lead_row(
    external_id: str,
    *,
    source: str = "file",
    name: str = "Ada Lovelace",
    lead_type: str = "website",
    stage: str = "MQL",
    owner_id: MemberId | None = None,
    handed_off_at: datetime = NOW,
    zone: str = "Europe/Berlin",
    judged: bool = True,
    first_attempt_due_at: datetime | None = None,
) -> LeadRow:
    return LeadRow(
        source=source,
        external_id=external_id,
        name=name,
        lead_type=lead_type,
        origin="Website form",
        stage=stage,
        owner_id=owner_id,
        handed_off_at=handed_off_at,
        zone=zone,
        judged=judged,
        first_attempt_due_at=first_attempt_due_at or handed_off_at + hours(4),
    )


def derived(
    *,
    follow_up_count: int = 0,
    first_attempt_at: datetime | None = None,
    next_due_at: datetime | None = None,
    suggested_on: date | None = None,
    recount_at: datetime | None = None,
) -> Derived:
    return Derived(
        follow_up_count=follow_up_count,
        first_attempt_at=first_attempt_at,
        next_due_at=next_due_at,
        suggested_on=suggested_on,
        recount_at=recount_at,
    )


def touch_row(
    external_id: str,
    lead_id: LeadId,
    *,
    source: str = "slack",
    kind: TouchKind = TouchKind.CALL,
    outcome: Outcome | None = Outcome.REACHED,
    occurred_at: datetime = NOW,
    by_member: MemberId | None = None,
    by_person: bool = True,
) -> TouchRow:
    return TouchRow(
        source=source,
        external_id=external_id,
        lead_id=lead_id,
        kind=kind,
        direction=Direction.OUTBOUND,
        outcome=outcome,
        note="asked for prices",
        occurred_at=occurred_at,
        received_at=occurred_at + hours(1),
        by_member=by_member,
        by_person=by_person,
    )


def deal_row(
    external_id: str, lead_id: LeadId, *, won_at: datetime = NOW, amount: Money | None = None
) -> DealRow:
    return DealRow(source="file", external_id=external_id, lead_id=lead_id, won_at=won_at, amount=amount)


def new_delivery(
    subject: str = "ana",
    *,
    kind: Kind = Kind.NUDGE,
    due_at: datetime = NOW,
    open_for: timedelta = WORKING_DAY,
) -> NewDelivery:
    return NewDelivery(
        kind=kind, subject=subject, on=due_at.date(), due_at=due_at, expires_at=due_at + open_for
    )
