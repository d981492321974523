"""When a message was first acted on, by when that counts, and which kinds were proposed for switching off."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"

MOMENT = sa.DateTime(timezone=True)
ARRIVED = sa.text("message_ts IS NOT NULL")
ASKING = sa.text("act_by IS NOT NULL")


def upgrade() -> None:
    op.add_column("delivery", sa.Column("act_by", MOMENT))
    op.add_column("delivery", sa.Column("acted_at", MOMENT))
    op.create_index(
        "ix_delivery_message",
        "delivery",
        ["tenant_id", "message_ts"],
        sqlite_where=ARRIVED,
        postgresql_where=ARRIVED,
    )
    op.create_index(
        "ix_delivery_asking",
        "delivery",
        ["tenant_id", "kind", "due_at"],
        sqlite_where=ASKING,
        postgresql_where=ASKING,
    )
    op.create_table(
        "switch_proposal",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("tenant_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("sent", sa.Integer(), nullable=False),
        sa.Column("acted", sa.Integer(), nullable=False),
        sa.Column("proposed_at", MOMENT, nullable=False),
        sa.Column("keep", sa.Boolean()),
        sa.Column("by_member", sa.BigInteger()),
        sa.Column("answered_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_switch_proposal"),
        sa.ForeignKeyConstraint(
            ["tenant_id", "by_member"],
            ["member.tenant_id", "member.id"],
            name="fk_switch_proposal_tenant_id_by_member",
        ),
    )
    op.create_index("ix_switch_proposal_tenant", "switch_proposal", ["tenant_id", "proposed_at"])
