"""Who ended a trial before its time, and when."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.create_table(
        "trial_end",
        sa.Column("tenant_id", sa.BigInteger(), nullable=False),
        sa.Column("by_member", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", name="pk_trial_end"),
        sa.ForeignKeyConstraint(
            ["tenant_id", "by_member"],
            ["member.tenant_id", "member.id"],
            name="fk_trial_end_tenant_id_by_member",
        ),
    )
