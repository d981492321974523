"""Tenants, members, leads, touches, deals and deliveries."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
ON_A_LIST = sa.text(
    "judged AND (next_due_at IS NOT NULL OR first_attempt_at IS NULL OR suggested_on IS NOT NULL)"
)
PLANNED = sa.text("state = 'planned'")


def upgrade() -> None:
    tenants_and_members()
    leads()
    facts()
    deliveries()


def tenants_and_members() -> None:
    op.create_table(
        "tenant",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("enterprise_id", sa.String(), nullable=False),
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("terms_sha256", sa.String()),
        sa.PrimaryKeyConstraint("id", name="pk_tenant"),
        sa.UniqueConstraint("enterprise_id", "team_id", name="uq_tenant_enterprise_id_team_id"),
    )
    op.create_table(
        "member",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("tenant_id", sa.BigInteger(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("slack_id", sa.String()),
        sa.Column("greeted", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_member"),
        sa.UniqueConstraint("tenant_id", "id", name="uq_member_tenant_id_id"),
        sa.UniqueConstraint("tenant_id", "email", name="uq_member_tenant_id_email"),
        sa.UniqueConstraint("tenant_id", "slack_id", name="uq_member_tenant_id_slack_id"),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name="fk_member_tenant_id"),
    )


def leads() -> None:
    op.create_table(
        "lead",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("tenant_id", sa.BigInteger(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("external_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_folded", sa.String(), nullable=False),
        sa.Column("lead_type", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("owner_id", sa.BigInteger()),
        sa.Column("handed_off_at", MOMENT, nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("judged", sa.Boolean(), nullable=False),
        sa.Column("first_attempt_due_at", MOMENT, nullable=False),
        sa.Column("stopped_at", MOMENT),
        sa.Column("stop_reason", sa.String()),
        sa.Column("snoozed_until", MOMENT),
        sa.Column("follow_up_count", sa.Integer(), nullable=False),
        sa.Column("first_attempt_at", MOMENT),
        sa.Column("next_due_at", MOMENT),
        sa.Column("suggested_on", sa.Date()),
        sa.Column("recount_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_lead"),
        sa.UniqueConstraint("tenant_id", "id", name="uq_lead_tenant_id_id"),
        sa.UniqueConstraint(
            "tenant_id", "source", "external_id", name="uq_lead_tenant_id_source_external_id"
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name="fk_lead_tenant_id"),
        sa.ForeignKeyConstraint(
            ["tenant_id", "owner_id"], ["member.tenant_id", "member.id"], name="fk_lead_tenant_id_owner_id"
        ),
    )
    op.create_index("ix_lead_handed_off", "lead", ["tenant_id", "handed_off_at", "lead_type"])
    op.create_index("ix_lead_owner", "lead", ["tenant_id", "owner_id", "handed_off_at"])
    _partial_index("ix_lead_on_a_list", "lead", ["tenant_id", "owner_id", "handed_off_at"], ON_A_LIST)
    _partial_index("ix_lead_due", "lead", ["tenant_id", "next_due_at"], sa.text("next_due_at IS NOT NULL"))
    _partial_index("ix_lead_behind", "lead", ["tenant_id", "recount_at"], sa.text("recount_at IS NOT NULL"))


def facts() -> None:
    op.create_table(
        "touch",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("tenant_id", sa.BigInteger(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("external_id", sa.String(), nullable=False),
        sa.Column("lead_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("direction", sa.String(), nullable=False),
        sa.Column("outcome", sa.String()),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("occurred_at", MOMENT, nullable=False),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.Column("by_member", sa.BigInteger()),
        sa.Column("by_person", sa.Boolean(), nullable=False),
        sa.Column("undone_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_touch"),
        sa.UniqueConstraint(
            "tenant_id", "source", "external_id", name="uq_touch_tenant_id_source_external_id"
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "lead_id"], ["lead.tenant_id", "lead.id"], name="fk_touch_tenant_id_lead_id"
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "by_member"], ["member.tenant_id", "member.id"], name="fk_touch_tenant_id_by_member"
        ),
    )
    op.create_index("ix_touch_lead", "touch", ["tenant_id", "lead_id", "occurred_at"])
    op.create_table(
        "deal",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("tenant_id", sa.BigInteger(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("external_id", sa.String(), nullable=False),
        sa.Column("lead_id", sa.BigInteger(), nullable=False),
        sa.Column("won_at", MOMENT, nullable=False),
        sa.Column("amount_minor", sa.BigInteger()),
        sa.Column("currency", sa.CHAR(3)),
        sa.PrimaryKeyConstraint("id", name="pk_deal"),
        sa.UniqueConstraint(
            "tenant_id", "source", "external_id", name="uq_deal_tenant_id_source_external_id"
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "lead_id"], ["lead.tenant_id", "lead.id"], name="fk_deal_tenant_id_lead_id"
        ),
    )
    op.create_index("ix_deal_won", "deal", ["tenant_id", "won_at"])


def deliveries() -> None:
    op.create_table(
        "delivery",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("tenant_id", sa.BigInteger(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("local_date", sa.Date(), nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("next_at", MOMENT, nullable=False),
        sa.Column("lease_until", MOMENT),
        sa.Column("channel_id", sa.String()),
        sa.Column("message_ts", sa.String()),
        sa.Column("reason", sa.String()),
        sa.Column("reference", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_delivery"),
        sa.UniqueConstraint("tenant_id", "key", name="uq_delivery_tenant_id_key"),
        sa.UniqueConstraint("reference", name="uq_delivery_reference"),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name="fk_delivery_tenant_id"),
    )
    op.create_index("ix_delivery_subject", "delivery", ["tenant_id", "kind", "subject", "due_at"])
    op.create_index("ix_delivery_state", "delivery", ["tenant_id", "state", "due_at"])
    _partial_index("ix_delivery_planned", "delivery", ["tenant_id", "next_at"], PLANNED)


def _partial_index(name: str, table: str, columns: list[str], where: sa.TextClause) -> None:
    op.create_index(name, table, columns, sqlite_where=where, postgresql_where=where)
