"""What people typed and pressed, kept before it is acknowledged and until it is done."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"


def upgrade() -> None:
    op.create_table(
        "arrival",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("tenant_id", sa.BigInteger(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("slack_id", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("holder", sa.String(), nullable=False),
        sa.Column("beat", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_arrival"),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name="fk_arrival_tenant_id"),
        sa.UniqueConstraint("tenant_id", "key", name="uq_arrival_tenant_id_key"),
    )
    op.create_index("ix_arrival_person", "arrival", ["tenant_id", "slack_id", "id"])
