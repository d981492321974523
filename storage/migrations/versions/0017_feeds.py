"""Sources that bring facts in by themselves, and deals and stages that their source took back."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"

MOMENT = sa.DateTime(timezone=True)
BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "feed",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("tenant_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("zone", sa.String()),
        sa.Column("every_seconds", sa.Integer()),
        sa.Column("added_at", MOMENT, nullable=False),
        sa.Column("seen_at", MOMENT),
        sa.Column("cursor", sa.Text(), nullable=False),
        sa.Column("lease_until", MOMENT),
        sa.Column("removed", sa.Boolean(), nullable=False, server_default=sa.text("false")),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name="fk_feed_tenant_id"),
        sa.PrimaryKeyConstraint("id", name="pk_feed"),
        sa.UniqueConstraint("tenant_id", "id", name="uq_feed_tenant_id_id"),
        sa.UniqueConstraint("tenant_id", "name", name="uq_feed_tenant_id_name"),
    )
    for table in ("deal", "stage_change"):
        op.add_column(table, sa.Column("undone_at", MOMENT))
