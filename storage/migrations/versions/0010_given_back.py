"""Finds the leads that sales gave back to marketing."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

GIVEN_BACK = sa.text("stop_reason = 'given back'")


def upgrade() -> None:
    op.create_index(
        "ix_lead_given_back",
        "lead",
        ["tenant_id", "stopped_at"],
        sqlite_where=GIVEN_BACK,
        postgresql_where=GIVEN_BACK,
    )
