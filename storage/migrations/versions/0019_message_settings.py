"""What a team's managers chose about the kinds of message."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    op.create_table(
        "message_setting",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("tenant_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("wanted", sa.Boolean(), nullable=False),
        sa.Column("at", sa.Time()),
        sa.Column("audience", sa.String()),
        sa.Column("by_member", sa.BigInteger(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_message_setting"),
        sa.ForeignKeyConstraint(
            ["tenant_id", "by_member"],
            ["member.tenant_id", "member.id"],
            name="fk_message_setting_tenant_id_by_member",
        ),
    )
    op.create_index("ix_message_setting_tenant", "message_setting", ["tenant_id", "id"])
