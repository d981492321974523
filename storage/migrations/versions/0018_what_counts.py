"""How each touch was made, in place of whether a person made it; leads that two sources have."""

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
    same_leads()


def same_leads() -> None:
    op.create_table(
        "same_lead",
        sa.Column("tenant_id", sa.BigInteger(), nullable=False),
        sa.Column("kept_id", sa.BigInteger(), nullable=False),
        sa.Column("other_id", sa.BigInteger(), nullable=False),
        sa.Column("same", sa.Boolean(), nullable=False),
        sa.Column("by_member", sa.BigInteger()),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("moved", sa.Text(), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("tenant_id", "kept_id", "other_id", name="pk_same_lead"),
        *(
            sa.ForeignKeyConstraint(
                ["tenant_id", column],
                [f"{table}.tenant_id", f"{table}.id"],
                name=f"fk_same_lead_tenant_id_{column}",
            )
            for table, column in (("lead", "kept_id"), ("lead", "other_id"), ("member", "by_member"))
        ),
    )
    op.create_index("ix_same_lead_other", "same_lead", ["tenant_id", "other_id"])
