"""When each tenant's ledger was last at work, so that a restored one is told from one that went on."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "heartbeat",
        sa.Column("tenant_id", sa.BigInteger(), nullable=False),
        sa.Column("beat_at", MOMENT),
        sa.Column("is_copy", sa.Boolean(), nullable=False, server_default=sa.text("false")),
        sa.Column("held_since", MOMENT),
        sa.Column("held_until", MOMENT),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name="fk_heartbeat_tenant_id"),
        sa.PrimaryKeyConstraint("tenant_id", name="pk_heartbeat"),
    )
