"""How files were read, so that the next one like it is read the same way; files dropped in Slack."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    op.create_table(
        "import_profile",
        sa.Column("tenant_id", sa.BigInteger(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("titles_key", sa.String(), nullable=False),
        sa.Column("titles", sa.String(), nullable=False),
        sa.Column("columns", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("zone", sa.String(), nullable=True),
        sa.Column("dates", sa.String(), nullable=True),
        sa.Column("leads_from", sa.String(), nullable=True),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "source", "kind", "titles_key", name="pk_import_profile"),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name="fk_import_profile_tenant_id"),
    )
    op.create_table(
        "file_drop",
        sa.Column("tenant_id", sa.BigInteger(), nullable=False),
        sa.Column("file_id", sa.String(), nullable=False),
        sa.Column("slack_id", sa.String(), nullable=False),
        sa.Column("channel_id", sa.String(), nullable=False),
        sa.Column("thread_ts", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer_ts", sa.String(), nullable=True),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("columns", sa.String(), nullable=False),
        sa.Column("zone", sa.String(), nullable=True),
        sa.Column("dates", sa.String(), nullable=True),
        sa.Column("found", sa.String(), nullable=False),
        sa.Column("titles", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "file_id", name="pk_file_drop"),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name="fk_file_drop_tenant_id"),
    )
