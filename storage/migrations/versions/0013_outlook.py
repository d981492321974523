"""The chances of reaching a quota that were told, to be compared with what happened."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "forecast",
        sa.Column("tenant_id", sa.BigInteger(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("agreement_version", sa.Integer(), nullable=False),
        sa.Column("chance", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("quota_minor", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.CHAR(3), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint(
            "tenant_id", "ends_on", "as_of", "agreement_version", "chance", name="pk_forecast"
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name="fk_forecast_tenant_id"),
    )
