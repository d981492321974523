"""The CRMs that are read: whose account, which stages stand for what, what was found there."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    op.create_table(
        "crm_connection",
        sa.Column("tenant_id", sa.BigInteger(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("portal_id", sa.BigInteger(), nullable=True),
        sa.Column("portal_name", sa.String(), nullable=True),
        sa.Column("stages", sa.String(), nullable=True),
        sa.Column("found", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("tenant_id", "source", name="pk_crm_connection"),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name="fk_crm_connection_tenant_id"),
    )
