"""What those who came say of a shift, what leaders thank them for, and whether somebody left a shift late."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger()
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def _number(name: str, *, optional: bool = False, default: str | None = None) -> sa.Column[int]:
    return sa.Column(name, NUMBER, nullable=optional, server_default=default)


def _to(table: str, name: str, *, key: bool = False) -> sa.Column[int]:
    return sa.Column(name, NUMBER, sa.ForeignKey(f"{table}.id"), nullable=False, primary_key=key, autoincrement=False)


def upgrade() -> None:
    """Add the two tables and the column; of whoever left before nobody knows how late it was."""
    op.create_table(
        "ratings",
        _to("shifts", "shift_id", key=True),
        _to("people", "person_id", key=True),
        _number("stars"),
        sa.Column("words", TEXT, nullable=False, server_default=""),
        _number("at"),  # when the stars were given
        # As leaders see it: with which others it was taken up, and what it said then.
        _number("shown", optional=True),
        sa.Column("said", TEXT, nullable=False, server_default=""),
        _number("batch", optional=True),
        _number("batch_size", default="0"),
        _number("hidden", default="0"),  # an admin has hidden the words
    )
    op.create_index("ratings_by_person", "ratings", ["person_id"])
    new = sa.text("shown IS NULL OR shown <> stars")
    op.create_index("ratings_new", "ratings", ["shift_id"], sqlite_where=new, postgresql_where=new)
    op.create_table(
        "commendations",
        sa.Column("id", KEY, sa.Identity(always=False), primary_key=True),
        _to("shifts", "shift_id"),
        _to("people", "person_id"),
        _to("people", "by_id"),
        sa.Column("words", TEXT, nullable=False, server_default=""),
        _number("at"),
        # A number is nobody else's after it was taken back: a stale button takes back nothing newer.
        sqlite_autoincrement=True,
    )
    op.create_index("commended_once", "commendations", ["shift_id", "person_id", "by_id"], unique=True)
    op.create_index("commendations_by_person", "commendations", ["person_id"])
    # 1: within the late hours before the start; 0: in time, or from the waiting list; empty: not left, or not known.
    op.add_column("signups", _number("left_late", optional=True))


def downgrade() -> None:
    """Forget all of it."""
    op.drop_column("signups", "left_late")
    op.drop_table("commendations")
    op.drop_table("ratings")
