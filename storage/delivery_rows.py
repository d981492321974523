"""A delivery as a row of its table, and back."""

from sqlalchemy import Row

from sla.delivery import Delivery, DeliveryId, Kind, NewDelivery, State
from sla.people import TenantId
from storage.bulk import Values


def planned_values(tenant_id: TenantId, new: NewDelivery, *, unique: str) -> Values:
    return {
        "tenant_id": tenant_id,
        "key": new.key,
        "kind": new.kind.value,
        "subject": new.subject,
        "recipient": new.recipient,
        "local_date": new.on,
        "due_at": new.due_at,
        "expires_at": new.expires_at,
        "act_by": new.act_by,
        "state": State.PLANNED.value,
        "attempt": 0,
        "next_at": new.due_at,
        "reference": f"{new.mark(tenant_id)}.{unique}",
    }


def delivery_of(row: Row[tuple[object, ...]]) -> Delivery:
    return Delivery(
        id=DeliveryId(row.id),
        tenant_id=TenantId(row.tenant_id),
        kind=Kind(row.kind),
        subject=row.subject,
        on=row.local_date,
        due_at=row.due_at,
        expires_at=row.expires_at,
        state=State(row.state),
        attempt=row.attempt,
        next_at=row.next_at,
        lease_until=row.lease_until,
        channel_id=row.channel_id,
        message_ts=row.message_ts,
        reason=row.reason,
        reference=row.reference,
        claimed_at=row.claimed_at,
        looks=row.looks,
        told_in=DeliveryId(row.told_in) if row.told_in is not None else None,
        act_by=row.act_by,
        acted_at=row.acted_at,
    )
