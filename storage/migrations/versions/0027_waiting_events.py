"""Pushed events that came before their lead, and wait for it."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"


def upgrade() -> None:
    op.create_table(
        "push_waiting",
        sa.Column("tenant_id", sa.BigInteger(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("external_id", sa.String(), nullable=False),
        sa.Column("lead", sa.String(), nullable=False),
        sa.Column("leads", sa.Text(), nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "source", "type", "external_id", "lead", name="pk_push_waiting"),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name="fk_push_waiting_tenant_id"),
    )
    op.create_index("ix_push_waiting_lead", "push_waiting", ["tenant_id", "source", "lead"])
    op.create_index("ix_push_waiting_at", "push_waiting", ["tenant_id", "at"])
