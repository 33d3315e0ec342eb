"""Examinations: what is announced, its levels, who is in one with number, mark and result, and lists that were sent."""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger()
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def _key() -> sa.Column[int]:
    return sa.Column("id", KEY, sa.Identity(always=False), primary_key=True)


def _to(table: str, name: str, *, optional: bool = False) -> sa.Column[int]:
    return sa.Column(name, NUMBER, sa.ForeignKey(f"{table}.id"), nullable=optional)


def _number(name: str, *, optional: bool = False, default: str | None = None) -> sa.Column[int]:
    return sa.Column(name, NUMBER, nullable=optional, server_default=default)


def _text(name: str, default: str | None = None, *, optional: bool = False) -> sa.Column[str]:
    return sa.Column(name, TEXT, nullable=optional, server_default=default)


def upgrade() -> None:
    """Add exams, their levels, and who is in them."""
    op.create_table(
        "exams",
        _key(),
        _to("units", "unit_id"),  # it is for its people, and those of everything below
        _to("qualification_kinds", "kind_id"),
        _text("title"),
        _number("starts_at"),
        _number("ends_at"),
        _text("day"),  # the local date
        _text("place"),
        _number("opens_at"),  # from then on people register
        _number("closes_at"),  # and from then on no more
        _text("state"),  # on, cancelled
        _text("off_because", default=""),
        _to("people", "by_id"),
        _number("at"),
        _number("digits", default="0"),  # of a number within its level; 0 as long as none was given
    )
    op.create_index("exams_by_unit", "exams", ["unit_id", "starts_at"])
    op.create_index("exams_by_kind", "exams", ["kind_id"])
    op.create_index("exams_by_start", "exams", ["starts_at"])
    op.create_index("exams_by_end", "exams", ["ends_at"])
    op.create_index("exams_by_close", "exams", ["closes_at"])
    op.create_table(
        "exam_levels",
        _key(),
        _to("exams", "exam_id"),
        _number("level"),  # its rank in the kind, 0 for the lowest
        _number("places"),  # 0: no limit
        _number("asks_below"),  # 1: takes the level below
    )
    op.create_index("exam_levels_by_exam", "exam_levels", ["exam_id"])
    op.create_table(
        "exam_entries",
        _key(),
        _to("exams", "exam_id"),
        _to("people", "person_id"),
        _to("exam_levels", "level_id"),
        _text("state"),  # registered, withdrawn
        _number("ticket"),  # the order of arrival
        _number("seat", optional=True),  # within the places of its level; nobody else has it
        _number("at"),
        _number("admission", optional=True),
        _number("told", default="0"),  # 1: of the number
        _number("reminded_for", optional=True),  # the start of which they were reminded
        _number("mark", optional=True),  # in tenths
        _text("result", optional=True),  # passed, not_passed, absent
        _to("people", "result_by", optional=True),
        _number("result_at", optional=True),
        _number("qualification_id", optional=True),  # what passing gave them
        sa.UniqueConstraint("exam_id", "person_id", name="exam_entries_once"),
        sa.UniqueConstraint("level_id", "seat", name="exam_entries_seat"),
        sa.UniqueConstraint("exam_id", "admission", name="exam_entries_admission"),
    )
    op.create_index("exam_entries_by_person", "exam_entries", ["person_id"])
    some = sa.text("qualification_id IS NOT NULL")
    op.create_index(
        "exam_entries_by_qualification",
        "exam_entries",
        ["qualification_id"],
        sqlite_where=some,
        postgresql_where=some,
    )


def downgrade() -> None:
    """Forget who sat what."""
    op.drop_table("exam_entries")
    op.drop_table("exam_levels")
    op.drop_table("exams")
