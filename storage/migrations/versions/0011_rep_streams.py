"""Whose leads of which streams a rep takes, where that is not all of them."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.add_column("member", sa.Column("streams", sa.String()))
