"""How many private messages a day a team's managers chose."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    op.add_column("message_setting", sa.Column("most", sa.Integer()))
