"""When a source fell silent and when it was heard of again; up to when a reminder's lines are those of the facts."""

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
