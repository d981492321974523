"""When a message was first acted on, and by when that counts."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"

MOMENT = sa.DateTime(timezone=True)
ARRIVED = sa.text("message_ts IS NOT NULL")


def upgrade() -> None:
    op.add_column("delivery", sa.Column("act_by", MOMENT))
    op.add_column("delivery", sa.Column("acted_at", MOMENT))
    op.create_index(
        "ix_delivery_message",
        "delivery",
        ["tenant_id", "message_ts"],
        sqlite_where=ARRIVED,
        postgresql_where=ARRIVED,
    )
