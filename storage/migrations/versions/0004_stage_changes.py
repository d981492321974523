"""The stages that leads entered, and the one of its funnel that each is in by them."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("lead", sa.Column("reached_stage", sa.String()))
    op.create_table(
        "stage_change",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("tenant_id", sa.BigInteger(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("external_id", sa.String(), nullable=False),
        sa.Column("lead_id", sa.BigInteger(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("entered_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_stage_change"),
        sa.UniqueConstraint(
            "tenant_id", "source", "external_id", name="uq_stage_change_tenant_id_source_external_id"
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "lead_id"], ["lead.tenant_id", "lead.id"], name="fk_stage_change_tenant_id_lead_id"
        ),
    )
    op.create_index("ix_stage_change_lead", "stage_change", ["tenant_id", "lead_id", "entered_at"])
