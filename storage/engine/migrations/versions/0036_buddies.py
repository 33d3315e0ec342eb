"""Buddies: who looks out for whom in a shift, what the two wrote, and who would rather go without."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger()
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def _key() -> sa.Column[int]:
    return sa.Column("id", KEY, sa.Identity(always=False), primary_key=True)


def _to(table: str, name: str) -> sa.Column[int]:
    return sa.Column(name, NUMBER, sa.ForeignKey(f"{table}.id"), nullable=False)


def upgrade() -> None:
    """Add the three tables."""
    op.create_table(
        "buddies",
        _key(),
        _to("shifts", "shift_id"),
        _to("people", "newcomer_id"),
        _to("people", "buddy_id"),
        sa.Column("starts_at", NUMBER, nullable=False),  # of the shift, as they were told
        sa.Column("at", NUMBER, nullable=False),
        sa.Column("ended", TEXT, nullable=True),  # why they are a pair no more
        sa.Column("ended_at", NUMBER, nullable=True),
        sa.Column("end_told", NUMBER, nullable=False, server_default="0"),
    )
    is_one = sa.text("ended IS NULL")
    op.create_index(
        "one_buddy_at_a_time",
        "buddies",
        ["shift_id", "newcomer_id"],
        unique=True,
        sqlite_where=is_one,
        postgresql_where=is_one,
    )
    op.create_index("buddies_by_shift", "buddies", ["shift_id"])
    op.create_index("buddies_by_newcomer", "buddies", ["newcomer_id"])
    op.create_index("buddies_by_buddy", "buddies", ["buddy_id"])
    untold = sa.text("end_told = 0")  # of the others there is nothing left to do
    op.create_index("buddies_by_start", "buddies", ["starts_at"], sqlite_where=untold, postgresql_where=untold)
    op.create_table(
        "buddy_lines",
        _key(),
        _to("buddies", "pair_id"),
        _to("people", "by_id"),
        sa.Column("text", TEXT, nullable=False),
        sa.Column("at", NUMBER, nullable=False),
    )
    op.create_index("buddy_lines_by_pair", "buddy_lines", ["pair_id", "by_id"])
    op.create_index("buddy_lines_by_person", "buddy_lines", ["by_id"])
    op.create_table(
        "without_buddies",  # want none, and to be none
        sa.Column("person_id", NUMBER, sa.ForeignKey("people.id"), primary_key=True, autoincrement=False),
        sa.Column("at", NUMBER, nullable=False),
    )


def downgrade() -> None:
    """Forget who looked out for whom."""
    for table in ("buddy_lines", "without_buddies", "buddies"):
        op.drop_table(table)
