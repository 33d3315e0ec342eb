"""Trainings: activities whose rosters record study, in a ledger of its own, and what came of them.

A kind of qualification says how much whoever holds it is to study.
"""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger()
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
STUDY = ("study_minutes", "study_months")


def _to(table: str, name: str, *, optional: bool = False) -> sa.Column[int]:
    return sa.Column(name, NUMBER, sa.ForeignKey(f"{table}.id"), nullable=optional)


def _number(name: str, *, optional: bool = False, default: str | None = None) -> sa.Column[int]:
    return sa.Column(name, NUMBER, nullable=optional, server_default=default)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, TEXT, nullable=False)


def _part_of_key(table: str, column: str, key: str) -> sa.Column[int]:
    return sa.Column(column, NUMBER, sa.ForeignKey(f"{table}.{key}"), primary_key=True, autoincrement=False)


def upgrade() -> None:
    """Add three tables, and what activities and kinds say of study."""
    op.add_column("activities", _number("training", default="0"))  # whether it is one
    for column in STUDY:
        op.add_column("qualification_kinds", _number(column, default="0"))  # 0: nothing is to be studied
    op.create_table(
        "trainings",
        _part_of_key("activities", "activity_id", "id"),
        _to("qualification_kinds", "kind_id", optional=True),  # what passing grants
        _number("level"),
        _text("passing"),  # presence, mark, test
        _number("pass_mark", optional=True),
        _number("least_sessions"),
    )
    op.create_index("trainings_by_kind", "trainings", ["kind_id"])
    op.create_table(
        "study_lines",  # only ever appended to
        sa.Column("id", KEY, sa.Identity(always=False), primary_key=True),
        _to("people", "person_id"),
        _to("activities", "activity_id"),
        _to("shifts", "shift_id"),
        _text("kind"),  # attended, sent_home, no_show, excused, void
        _text("day"),
        _text("month"),
        _number("minutes"),  # what holds from this line on
        # What it adds to the sums, as in the ledger of hours.
        _number("change"),
        _number("sessions"),
        _number("absences"),
        sa.Column("replaces_id", NUMBER, sa.ForeignKey("study_lines.id"), nullable=True, unique=True),
        _to("people", "by_id", optional=True),
        _number("at"),
    )
    op.create_index("study_lines_by_person", "study_lines", ["person_id", "day", "change"])
    op.create_index("study_lines_by_shift", "study_lines", ["shift_id", "person_id", "change", "sessions"])
    first = sa.text("replaces_id IS NULL")
    op.create_index(
        "one_first_study_line",
        "study_lines",
        ["shift_id", "person_id"],
        unique=True,
        sqlite_where=first,
        postgresql_where=first,
    )
    op.create_table(
        "results",
        _part_of_key("activities", "activity_id", "id"),
        _part_of_key("people", "person_id", "id"),
        _number("mark", optional=True),
        _number("passed"),
        _number("by_hand"),  # 0: it follows from presence
        _to("people", "by_id", optional=True),
        _number("at"),
        _to("qualifications", "qualification_id", optional=True),  # what passing gave
    )
    op.create_index("results_by_person", "results", ["person_id"])
    op.create_index("results_by_qualification", "results", ["qualification_id"])


def downgrade() -> None:
    """Forget what was studied."""
    for table in ("results", "study_lines", "trainings"):
        op.drop_table(table)
    for column in STUDY:
        op.drop_column("qualification_kinds", column)
    op.drop_column("activities", "training")
