"""When a source fell silent and when it was heard of again; which leads today's reminders list, and what they know of them."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "feed_gap",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("tenant_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("began_at", MOMENT, nullable=False),
        sa.Column("noticed_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_feed_gap"),
        sa.UniqueConstraint("tenant_id", "name", "began_at", name="uq_feed_gap_tenant_id_name_began_at"),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name="fk_feed_gap_tenant_id"),
    )
    op.create_table(
        "listed",
        sa.Column("tenant_id", sa.BigInteger(), nullable=False),
        sa.Column("delivery_id", sa.BigInteger(), nullable=False),
        sa.Column("lead_id", sa.BigInteger(), nullable=False),
        sa.Column("touch_id", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "delivery_id", "lead_id", name="pk_listed"),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name="fk_listed_tenant_id"),
        sa.ForeignKeyConstraint(["delivery_id"], ["delivery.id"], name="fk_listed_delivery_id"),
        sa.ForeignKeyConstraint(
            ["tenant_id", "lead_id"], ["lead.tenant_id", "lead.id"], name="fk_listed_tenant_id_lead_id"
        ),
    )
