"""Who a lead is, as a fingerprint that only tells people apart: the same person within 90 days counts once."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

KNOWN = sa.text("person IS NOT NULL")


def upgrade() -> None:
    op.add_column("lead", sa.Column("person", sa.String()))
    columns = ["tenant_id", "person", "handed_off_at"]
    op.create_index("ix_lead_person", "lead", columns, sqlite_where=KNOWN, postgresql_where=KNOWN)
