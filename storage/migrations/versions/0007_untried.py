"""An index for the leads that were handed over and nobody has tried yet."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

UNTRIED = sa.text("accept_due_at IS NOT NULL AND first_attempt_at IS NULL AND stopped_at IS NULL")


def upgrade() -> None:
    columns = ["tenant_id", "first_attempt_due_at"]
    op.create_index("ix_lead_untried", "lead", columns, sqlite_where=UNTRIED, postgresql_where=UNTRIED)
