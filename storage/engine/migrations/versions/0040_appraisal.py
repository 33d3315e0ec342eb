"""The yearly appraisal: which units have opened one, and a sheet of each person in it.

One sheet of a person and year: whoever is in the appraisal of a unit is in none of a unit above or below it.
"""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger()
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
MERITS = ("results", "ability", "knowledge", "attitude", "cooperation")


def _to(table: str, name: str, *, is_optional: bool = False) -> sa.Column[int]:
    return sa.Column(name, NUMBER, sa.ForeignKey(f"{table}.id"), nullable=is_optional)


def _words(name: str) -> sa.Column[str]:
    return sa.Column(name, TEXT, nullable=False, server_default="")


def upgrade() -> None:
    """Add the two tables."""
    op.create_table(
        "appraisals",
        sa.Column("id", KEY, sa.Identity(always=False), primary_key=True),
        _to("units", "unit_id"),
        sa.Column("year", NUMBER, nullable=False),
        sa.Column("state", TEXT, nullable=False),  # open, closed
        sa.Column("weights", TEXT, nullable=False),  # of the five fields: 20,20,20,20,20
        _to("people", "by_id"),  # who opened it
        sa.Column("at", NUMBER, nullable=False),
        sa.Column("closed_at", NUMBER, nullable=True),
        _to("people", "closed_by", is_optional=True),
        sa.Column("round", NUMBER, nullable=False),  # how often everybody was to be told of something
        sa.Column("told_of", TEXT, nullable=False),  # and of what, the last time
        sa.Column("reminded_on", TEXT, nullable=True),
    )
    op.create_index("appraisals_by_unit", "appraisals", ["unit_id", "year"])
    op.create_table(
        "appraisal_sheets",
        sa.Column("id", KEY, sa.Identity(always=False), primary_key=True),
        _to("appraisals", "appraisal_id"),
        sa.Column("year", NUMBER, nullable=False),  # the appraisal's, for there is one of a year
        _to("people", "person_id"),
        _to("units", "unit_id"),  # where the post is
        _words("role"),  # leader, admin; empty for a post that was named
        _words("post"),  # its name, where one was typed
        sa.Column("state", TEXT, nullable=False, server_default="in"),  # in, out
        _to("people", "named_id", is_optional=True),  # the leader above, where one was named
        *(sa.Column(f"own_{merit}", NUMBER, nullable=True) for merit in MERITS),  # 1 to 5
        _words("own_words"),
        *(sa.Column(f"led_{merit}", NUMBER, nullable=True) for merit in MERITS),  # by the leader above
        _words("led_words"),
        _to("people", "led_by", is_optional=True),
        sa.Column("handed_at", NUMBER, nullable=True),  # since when its person may read that
        sa.Column("handed", NUMBER, nullable=False, server_default="0"),  # how often it was handed over
        sa.Column("read_at", NUMBER, nullable=True),
        _words("comment"),
        sa.Column("commented_at", NUMBER, nullable=True),
        _words("beside"),  # the figures as they were when it was handed over, in JSON
        sa.Column("told", NUMBER, nullable=False, server_default="0"),  # the last round its person was told of
        sa.UniqueConstraint("year", "person_id", name="appraisal_sheets_of_a_year"),
    )
    op.create_index("appraisal_sheets_by_person", "appraisal_sheets", ["person_id"])
    op.create_index("appraisal_sheets_by_appraisal", "appraisal_sheets", ["appraisal_id", "id"])
    op.create_index("appraisal_sheets_by_unit", "appraisal_sheets", ["unit_id"])
    named = sa.text("named_id IS NOT NULL")
    op.create_index(
        "appraisal_sheets_named", "appraisal_sheets", ["named_id"], sqlite_where=named, postgresql_where=named
    )


def downgrade() -> None:
    """Forget what was said of anybody."""
    for table in ("appraisal_sheets", "appraisals"):
        op.drop_table(table)
