"""Who has opened the Home tab of the app, and is shown changes there from then on."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    with op.batch_alter_table("member") as member:
        member.add_column(sa.Column("home_opened_at", sa.DateTime(timezone=True)))
