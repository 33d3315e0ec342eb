"""Who was asked to help out, what came of it, and how often people want to be asked."""

import sqlalchemy as sa
from alembic import op

revision = "0060"
down_revision = "0059"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger()
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def _to(table: str, name: str) -> sa.Column[int]:
    return sa.Column(name, NUMBER, sa.ForeignKey(f"{table}.id"), nullable=False)


def _one_for_each(table: str, name: str) -> sa.Column[int]:
    return sa.Column(name, NUMBER, sa.ForeignKey(f"{table}.id"), primary_key=True, autoincrement=False)


def upgrade() -> None:
    """Nobody was asked yet, and everybody is asked as often as the organisation has it."""
    op.create_table(
        "asks",
        sa.Column("id", KEY, sa.Identity(always=False), primary_key=True),
        _to("shifts", "shift_id"),
        _to("people", "person_id"),
        sa.Column("wave", NUMBER, nullable=False),
        sa.Column("at", NUMBER, nullable=False),
        sa.Column("sent_at", NUMBER, nullable=True),  # what didn't arrive was not asked
        sa.Column("answer", TEXT, nullable=True),
        sa.Column("answered_at", NUMBER, nullable=True),
        sa.Column("counted", NUMBER, nullable=True),  # in `ask_sums`: 1 as a yes, 0 as none, -1 not at all
        sa.UniqueConstraint("shift_id", "person_id"),
    )
    op.create_index("asks_by_person", "asks", ["person_id", "at"])
    open_still = sa.text("counted IS NULL")
    op.create_index("asks_to_count", "asks", ["shift_id"], sqlite_where=open_still, postgresql_where=open_still)
    op.create_table(
        "ask_rounds",
        _one_for_each("shifts", "shift_id"),
        _to("units", "unit_id"),
        sa.Column("wave", NUMBER, nullable=False),
        sa.Column("next_at", NUMBER, nullable=False),
    )
    op.create_index("ask_rounds_by_unit", "ask_rounds", ["unit_id"])
    op.create_table(
        "ask_sums",
        _one_for_each("units", "unit_id"),
        sa.Column("category", TEXT, primary_key=True),
        sa.Column("asked", NUMBER, nullable=False),
        sa.Column("yes", NUMBER, nullable=False),
    )
    op.create_table(
        "ask_choices",
        _one_for_each("people", "person_id"),
        sa.Column("pace", TEXT, nullable=False),
        sa.Column("until", NUMBER, nullable=True),
        sa.Column("at", NUMBER, nullable=False),
    )
    # Whoever is of a unit because they joined it is found from there.
    op.create_index("memberships_by_unit", "memberships", ["unit_id"])


def downgrade() -> None:
    """Forget who was asked, and what they chose."""
    op.drop_index("memberships_by_unit", "memberships")
    for table in ("ask_choices", "ask_sums", "ask_rounds", "asks"):
        op.drop_table(table)
