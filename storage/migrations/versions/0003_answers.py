"""What leads answered, the day on which an answer brings its lead up again, and checkpoint days that ended short."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
ON_A_LIST = sa.text(
    "((agreement_version IS NOT NULL "
    "AND (next_due_at IS NOT NULL OR first_attempt_at IS NULL OR suggested_on IS NOT NULL)) "
    "OR remind_on IS NOT NULL)"
)


def upgrade() -> None:
    reminders()
    answers()
    breaches()
    op.create_index("ix_deal_lead", "deal", ["tenant_id", "lead_id", "won_at"])


def reminders() -> None:
    op.drop_index("ix_lead_on_a_list", "lead")
    op.add_column("lead", sa.Column("remind_on", sa.Date()))
    op.create_index(
        "ix_lead_on_a_list",
        "lead",
        ["tenant_id", "owner_id", "handed_off_at"],
        sqlite_where=ON_A_LIST,
        postgresql_where=ON_A_LIST,
    )


def answers() -> None:
    op.create_table(
        "answer",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("tenant_id", sa.BigInteger(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("external_id", sa.String(), nullable=False),
        sa.Column("lead_id", sa.BigInteger(), nullable=False),
        sa.Column("next_step", sa.String(), nullable=False),
        sa.Column("agreed_on", sa.Date()),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.Column("by_member", sa.BigInteger()),
        sa.Column("undone_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_answer"),
        sa.UniqueConstraint(
            "tenant_id", "source", "external_id", name="uq_answer_tenant_id_source_external_id"
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "lead_id"], ["lead.tenant_id", "lead.id"], name="fk_answer_tenant_id_lead_id"
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "by_member"],
            ["member.tenant_id", "member.id"],
            name="fk_answer_tenant_id_by_member",
        ),
    )
    op.create_index("ix_answer_lead", "answer", ["tenant_id", "lead_id", "at"])


def breaches() -> None:
    op.create_table(
        "breach",
        sa.Column("tenant_id", sa.BigInteger(), nullable=False),
        sa.Column("lead_id", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("need", sa.Integer(), nullable=False),
        sa.Column("had", sa.Integer(), nullable=False),
        sa.Column("agreement_version", sa.Integer(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("next_at", MOMENT),
        sa.Column("owner_id", sa.BigInteger()),
        sa.PrimaryKeyConstraint("tenant_id", "lead_id", "day", name="pk_breach"),
        sa.ForeignKeyConstraint(
            ["tenant_id", "lead_id"], ["lead.tenant_id", "lead.id"], name="fk_breach_tenant_id_lead_id"
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "owner_id"], ["member.tenant_id", "member.id"], name="fk_breach_tenant_id_owner_id"
        ),
    )
