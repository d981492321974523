"""Handoffs: what was decided about a lead, until when its owner is asked to accept it, and what it came with."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
WAITING = sa.text(
    "accept_due_at IS NOT NULL AND accepted_at IS NULL AND rejected_at IS NULL AND stopped_at IS NULL"
)
REJECTED = sa.text("rejected_at IS NOT NULL")
ON_A_LIST = sa.text(
    "((agreement_version IS NOT NULL "
    "AND (next_due_at IS NOT NULL OR first_attempt_at IS NULL OR suggested_on IS NOT NULL)) "
    "OR remind_on IS NOT NULL)"
)


def upgrade() -> None:
    leads()
    decisions()


def leads() -> None:
    """Nobody was asked to accept the leads that are there."""
    op.drop_index("ix_lead_on_a_list", "lead")
    moments = ("accept_due_at", "accepted_at", "rejected_at", "taken_out_at", "paused_from", "paused_until")
    with op.batch_alter_table("lead") as lead:
        for name in moments:
            lead.add_column(sa.Column(name, MOMENT))
        lead.add_column(sa.Column("handed_by", sa.BigInteger()))
        lead.add_column(sa.Column("campaign", sa.String()))
        lead.add_column(sa.Column("points", sa.Integer()))
        lead.add_column(sa.Column("ticked", sa.String()))
        lead.create_foreign_key(
            "fk_lead_tenant_id_handed_by", "member", ["tenant_id", "handed_by"], ["tenant_id", "id"]
        )
    for name, column, where in (
        ("ix_lead_waiting", "accept_due_at", WAITING),
        ("ix_lead_rejected", "rejected_at", REJECTED),
    ):
        op.create_index(name, "lead", ["tenant_id", column], sqlite_where=where, postgresql_where=where)
    last_again()


def last_again() -> None:
    """SQLite takes the newest of two indexes that serve equally well, and a batch makes a table's anew."""
    columns = ["tenant_id", "owner_id", "handed_off_at"]
    op.create_index("ix_lead_on_a_list", "lead", columns, sqlite_where=ON_A_LIST, postgresql_where=ON_A_LIST)


def decisions() -> None:
    op.create_table(
        "handoff_decision",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("tenant_id", sa.BigInteger(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("lead_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("reason", sa.String()),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("by_member", sa.BigInteger(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_handoff_decision"),
        sa.UniqueConstraint("tenant_id", "key", name="uq_handoff_decision_tenant_id_key"),
        sa.ForeignKeyConstraint(
            ["tenant_id", "lead_id"],
            ["lead.tenant_id", "lead.id"],
            name="fk_handoff_decision_tenant_id_lead_id",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "by_member"],
            ["member.tenant_id", "member.id"],
            name="fk_handoff_decision_tenant_id_by_member",
        ),
    )
    op.create_index("ix_handoff_decision_lead", "handoff_decision", ["tenant_id", "lead_id", "at"])
