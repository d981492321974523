"""Who is away, whose a lead was since when, and reminders that were put off."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
MOVED = sa.text("nth = 1")


def upgrade() -> None:
    absences()
    ownerships()
    snoozes()


def absences() -> None:
    op.create_table(
        "absence",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("tenant_id", sa.BigInteger(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("stand_in", sa.BigInteger()),
        sa.Column("by_member", sa.BigInteger(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("cancelled_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_absence"),
        *(_of("absence", "member", column) for column in ("member_id", "stand_in", "by_member")),
    )
    op.create_index("ix_absence_member", "absence", ["tenant_id", "member_id", "first_on"])


def ownerships() -> None:
    """Every lead so far has been its owner's since its handoff."""
    op.create_table(
        "ownership",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("tenant_id", sa.BigInteger(), nullable=False),
        sa.Column("lead_id", sa.BigInteger(), nullable=False),
        sa.Column("nth", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.BigInteger()),
        sa.Column("since", MOMENT, nullable=False),
        sa.Column("by_member", sa.BigInteger()),
        sa.PrimaryKeyConstraint("id", name="pk_ownership"),
        sa.UniqueConstraint("tenant_id", "lead_id", "nth", name="uq_ownership_tenant_id_lead_id_nth"),
        _of("ownership", "lead", "lead_id"),
        *(_of("ownership", "member", column) for column in ("member_id", "by_member")),
    )
    op.create_index(
        "ix_ownership_moved",
        "ownership",
        ["tenant_id", "lead_id"],
        sqlite_where=MOVED,
        postgresql_where=MOVED,
    )
    lead = sa.table("lead", *map(sa.column, ("tenant_id", "id", "owner_id", "handed_off_at")))
    first = sa.select(
        lead.c.tenant_id, lead.c.id, sa.literal_column("0"), lead.c.owner_id, lead.c.handed_off_at
    )
    columns = ("tenant_id", "lead_id", "nth", "member_id", "since")
    ownership = sa.table("ownership", *map(sa.column, columns))
    op.execute(sa.insert(ownership).from_select(columns, first))


def snoozes() -> None:
    op.create_table(
        "snooze",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("tenant_id", sa.BigInteger(), nullable=False),
        sa.Column("lead_id", sa.BigInteger(), nullable=False),
        sa.Column("by_member", sa.BigInteger(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("until", MOMENT, nullable=False),
        sa.Column("reason", sa.String()),
        sa.PrimaryKeyConstraint("id", name="pk_snooze"),
        _of("snooze", "lead", "lead_id"),
        _of("snooze", "member", "by_member"),
    )
    op.create_index("ix_snooze_lead", "snooze", ["tenant_id", "lead_id", "id"])


def _of(table: str, other: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["tenant_id", column], [f"{other}.tenant_id", f"{other}.id"], name=f"fk_{table}_tenant_id_{column}"
    )
