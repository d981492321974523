"""Whom each message is for, and when a message to each conversation was last taken in hand, by the database's clock."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"

MOMENT = sa.DateTime(timezone=True)
RECIPIENT = {
    "sqlite": "UPDATE delivery SET recipient = substr(subject, 1, instr(subject || ':', ':') - 1)",
    "postgresql": "UPDATE delivery SET recipient = split_part(subject, ':', 1)",
}


def upgrade() -> None:
    op.add_column("delivery", sa.Column("recipient", sa.String(), nullable=False, server_default=""))
    op.create_table(
        "conversation",
        sa.Column("tenant_id", sa.BigInteger(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("delivery_id", sa.BigInteger()),
        sa.Column("at", MOMENT),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name="fk_conversation_tenant_id"),
        sa.PrimaryKeyConstraint("tenant_id", "recipient", name="pk_conversation"),
    )
    op.execute(RECIPIENT[op.get_bind().dialect.name])
    op.execute(
        "INSERT INTO conversation (tenant_id, recipient) SELECT DISTINCT tenant_id, recipient FROM delivery"
    )
    op.create_index("ix_delivery_recipient", "delivery", ["tenant_id", "recipient", "claimed_at"])
