"""One message at a time and a second in each conversation, however many processes send: its row is the lock."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, and_, func, literal, or_, select, update

from sla.delivery import LEASE, PACE, DeliveryId, State
from sla.people import TenantId
from storage.bulk import insert_if_new
from storage.delivery_tables import CONVERSATION, DELIVERY

KEY = ("tenant_id", "recipient")


def open_conversations(connection: Connection, tenant_id: TenantId, recipients: Collection[str]) -> None:
    """Sorted, so that two planners who open several never wait for each other in a circle."""
    known = select(CONVERSATION.c.recipient).where(
        CONVERSATION.c.tenant_id == tenant_id, CONVERSATION.c.recipient.in_(recipients)
    )
    new = sorted(set(recipients) - set(connection.execute(known).scalars()))
    if new:
        statement = insert_if_new(connection, CONVERSATION, KEY)
        connection.execute(statement.values([{"tenant_id": tenant_id, "recipient": each} for each in new]))


def of_delivery() -> ColumnElement[bool]:
    """The condition of the join."""
    return and_(
        CONVERSATION.c.tenant_id == DELIVERY.c.tenant_id, CONVERSATION.c.recipient == DELIVERY.c.recipient
    )


def is_free(real: datetime) -> ColumnElement[bool]:
    """A condition: nothing is in hand there, and a second has passed since the last was.

    A moment that is far ahead is of a clock that has been put back since.
    """
    at = CONVERSATION.c.at
    return _at_rest() & or_(at.is_(None), at <= real - PACE, at > real + LEASE)


def take(
    connection: Connection, tenant_id: TenantId, recipient: str, delivery_id: DeliveryId, real: datetime
) -> None:
    """From now on this message is the one in hand there."""
    here = update(CONVERSATION).where(
        CONVERSATION.c.tenant_id == tenant_id, CONVERSATION.c.recipient == recipient
    )
    connection.execute(here.values(delivery_id=delivery_id, at=real))


def next_free(connection: Connection, due: ColumnElement[bool], real: datetime) -> timedelta | None:
    """How long the earliest of the messages that are due waits for its conversation's second to pass."""
    paced = _at_rest() & (CONVERSATION.c.at > real - PACE) & (CONVERSATION.c.at <= real + LEASE)
    earliest = select(func.min(CONVERSATION.c.at)).select_from(DELIVERY).join(CONVERSATION, of_delivery())
    at: datetime | None = connection.execute(earliest.where(due, paced)).scalar_one()
    return None if at is None else min(at + PACE - real, PACE)


def _at_rest() -> ColumnElement[bool]:
    last = DELIVERY.alias()
    in_hand = select(literal(1)).where(
        last.c.id == CONVERSATION.c.delivery_id, last.c.state == State.SENDING.value
    )
    return ~in_hand.exists()
