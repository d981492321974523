"""Sources that push: how each proves itself, what it pushed by day, and what it was answered."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    op.create_table(
        "push_source",
        sa.Column("tenant_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("proof", sa.String(), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=True),
        sa.Column("former_hash", sa.String(), nullable=True),
        sa.Column("former_until", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("tenant_id", "name", name="pk_push_source"),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name="fk_push_source_tenant_id"),
    )
    op.create_table(
        "push_message",
        sa.Column("tenant_id", sa.BigInteger(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("body_hash", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "source", "id", name="pk_push_message"),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name="fk_push_message_tenant_id"),
    )
    op.create_index("ix_push_message_at", "push_message", ["tenant_id", "at"])
    op.create_table(
        "push_count",
        sa.Column("tenant_id", sa.BigInteger(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("created", sa.Integer(), nullable=False),
        sa.Column("updated", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("rejected", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("tenant_id", "source", "day", "kind", name="pk_push_count"),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name="fk_push_count_tenant_id"),
    )
