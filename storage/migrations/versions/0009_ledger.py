"""When a message was claimed, how often it was looked for, and which message says that it may be missing."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("delivery", sa.Column("claimed_at", MOMENT))
    op.add_column("delivery", sa.Column("looks", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("delivery", sa.Column("told_in", sa.BigInteger()))
