"""The agreement: its versions, signatures, draft and entered promises, who is named, and which version judges a lead."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
ON_A_LIST = sa.text(
    "agreement_version IS NOT NULL "
    "AND (next_due_at IS NOT NULL OR first_attempt_at IS NULL OR suggested_on IS NOT NULL)"
)


def upgrade() -> None:
    tenants_and_members()
    leads()
    versions()
    drafts_and_entries()


def tenants_and_members() -> None:
    with op.batch_alter_table("tenant") as tenant:
        tenant.add_column(sa.Column("mark", sa.Integer(), nullable=False, server_default="0"))
        tenant.drop_column("terms_sha256")
    with op.batch_alter_table("member") as member:
        for name in ("side", "role", "name", "zone", "hours", "days", "holidays"):
            member.add_column(sa.Column(name, sa.String()))
        member.add_column(sa.Column("named_at", MOMENT))


def leads() -> None:
    """What was judged so far was judged by the terms of the file, which are version 0."""
    with op.batch_alter_table("lead") as lead:
        lead.add_column(sa.Column("agreement_version", sa.Integer()))
    table = sa.table("lead", sa.column("judged", sa.Boolean()), sa.column("agreement_version", sa.Integer()))
    op.execute(sa.update(table).where(table.c.judged).values(agreement_version=0))
    op.drop_index("ix_lead_on_a_list", "lead")
    with op.batch_alter_table("lead") as lead:
        lead.drop_column("judged")
    op.create_index(
        "ix_lead_on_a_list",
        "lead",
        ["tenant_id", "owner_id", "handed_off_at"],
        sqlite_where=ON_A_LIST,
        postgresql_where=ON_A_LIST,
    )


def versions() -> None:
    op.create_table(
        "agreement",
        sa.Column("tenant_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("proposed_by", sa.BigInteger()),
        sa.Column("proposed_at", MOMENT, nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("settled_at", MOMENT),
        sa.Column("begins_on", sa.Date()),
        sa.PrimaryKeyConstraint("tenant_id", "number", name="pk_agreement"),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name="fk_agreement_tenant_id"),
        _of_member("agreement", "proposed_by"),
    )
    op.create_table(
        "agreement_signer",
        sa.Column("tenant_id", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "version", "member_id", name="pk_agreement_signer"),
        _of_version("agreement_signer"),
        _of_member("agreement_signer", "member_id"),
    )
    op.create_table(
        "signature",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("tenant_id", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("side", sa.String(), nullable=False),
        sa.Column("signed_at", MOMENT, nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_signature"),
        sa.UniqueConstraint(
            "tenant_id", "version", "member_id", name="uq_signature_tenant_id_version_member_id"
        ),
        _of_version("signature"),
        _of_member("signature", "member_id"),
    )
    op.create_table(
        "change_asked",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("tenant_id", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("comment", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_change_asked"),
        _of_version("change_asked"),
        _of_member("change_asked", "member_id"),
    )
    op.create_index("ix_change_asked_version", "change_asked", ["tenant_id", "version"])


def drafts_and_entries() -> None:
    op.create_table(
        "draft",
        sa.Column("tenant_id", sa.BigInteger(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("tables", sa.String()),
        sa.Column("saved_by", sa.BigInteger()),
        sa.Column("saved_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", name="pk_draft"),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name="fk_draft_tenant_id"),
        _of_member("draft", "saved_by"),
    )
    op.create_table(
        "promise_entry",
        sa.Column("tenant_id", sa.BigInteger(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("entered_by", sa.BigInteger(), nullable=False),
        sa.Column("entered_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "key", "month", name="pk_promise_entry"),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name="fk_promise_entry_tenant_id"),
        _of_member("promise_entry", "entered_by"),
    )


def _of_member(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["tenant_id", column], ["member.tenant_id", "member.id"], name=f"fk_{table}_tenant_id_{column}"
    )


def _of_version(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["tenant_id", "version"],
        ["agreement.tenant_id", "agreement.number"],
        name=f"fk_{table}_tenant_id_version",
    )
