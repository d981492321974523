"""How each touch was made, in place of whether a person made it."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    with op.batch_alter_table("touch") as touch:
        touch.add_column(sa.Column("manner", sa.String(), nullable=False, server_default="person"))
    table = sa.table("touch", sa.column("by_person", sa.Boolean()), sa.column("manner", sa.String()))
    op.execute(sa.update(table).where(table.c.by_person.is_(False)).values(manner="automated"))
    with op.batch_alter_table("touch") as touch:
        touch.drop_column("by_person")
        touch.alter_column("manner", server_default=None)
