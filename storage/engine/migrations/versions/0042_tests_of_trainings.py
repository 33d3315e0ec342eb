"""Tests of trainings: questions, how one is passed and repeated, and who took one with which answers."""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger()
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def _key() -> sa.Column[int]:
    return sa.Column("id", KEY, sa.Identity(always=False), primary_key=True)


def _to(table: str, name: str, key: str = "id") -> sa.Column[int]:
    return sa.Column(name, NUMBER, sa.ForeignKey(f"{table}.{key}"), nullable=False)


def upgrade() -> None:
    """Add the four tables."""
    op.create_table(
        "quizzes",
        sa.Column("activity_id", NUMBER, sa.ForeignKey("activities.id"), primary_key=True, autoincrement=False),
        sa.Column("needed", NUMBER, nullable=True),  # right answers; empty: as usual
        sa.Column("attempts", NUMBER, nullable=False),  # 0: as often as one likes
        sa.Column("pause_hours", NUMBER, nullable=False),
        sa.Column("shows_right", NUMBER, nullable=False),
    )
    op.create_table(
        "quiz_questions",
        _key(),
        _to("activities", "activity_id"),
        sa.Column("ordinal", NUMBER, nullable=False),
        sa.Column("facts", TEXT, nullable=False),  # what is asked, as JSON
        sa.Column("removed", NUMBER, nullable=False, server_default="0"),
    )
    op.create_index("quiz_questions_by_activity", "quiz_questions", ["activity_id", "ordinal"])
    op.create_table(
        "quiz_attempts",
        _key(),
        _to("activities", "activity_id"),
        _to("people", "person_id"),
        sa.Column("asked", TEXT, nullable=False),  # the questions as they were, as JSON
        sa.Column("needed", NUMBER, nullable=False),
        sa.Column("ticked", TEXT, nullable=False, server_default=""),
        sa.Column("at", NUMBER, nullable=False),
        sa.Column("ended_at", NUMBER, nullable=True),
        sa.Column("passed", NUMBER, nullable=True),
    )
    op.create_index("quiz_attempts_by_activity", "quiz_attempts", ["activity_id", "person_id"])
    op.create_index("quiz_attempts_by_person", "quiz_attempts", ["person_id"])
    op.create_table(
        "quiz_answers",
        sa.Column("attempt_id", NUMBER, sa.ForeignKey("quiz_attempts.id"), primary_key=True, autoincrement=False),
        sa.Column("place", NUMBER, primary_key=True, autoincrement=False),  # which of its questions, from 0
        sa.Column("picked", TEXT, nullable=False),
        sa.Column("is_right", NUMBER, nullable=False),
        sa.Column("at", NUMBER, nullable=False),
    )


def downgrade() -> None:
    """Forget the questions, and who took them."""
    for table in ("quiz_answers", "quiz_attempts", "quiz_questions", "quizzes"):
        op.drop_table(table)
