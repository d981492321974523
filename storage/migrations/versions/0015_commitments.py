"""What people take on at a stand-up, and which leads it is about."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "commitment",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("tenant_id", sa.BigInteger(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("lead_type", sa.String()),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("until", MOMENT, nullable=False),
        sa.Column("given_back_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_commitment"),
        sa.UniqueConstraint("tenant_id", "id", name="uq_commitment_tenant_id_id"),
        _of("commitment", "member", "member_id"),
    )
    op.create_index("ix_commitment_day", "commitment", ["tenant_id", "on_date"])
    op.create_table(
        "commitment_lead",
        sa.Column("tenant_id", sa.BigInteger(), nullable=False),
        sa.Column("commitment_id", sa.BigInteger(), nullable=False),
        sa.Column("lead_id", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "commitment_id", "lead_id", name="pk_commitment_lead"),
        _of("commitment_lead", "commitment", "commitment_id"),
        _of("commitment_lead", "lead", "lead_id"),
    )


def _of(table: str, other: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["tenant_id", column], [f"{other}.tenant_id", f"{other}.id"], name=f"fk_{table}_tenant_id_{column}"
    )
