"""Shifts that come again by a rule."""

import sqlalchemy as sa
from alembic import op

revision = "0064"
down_revision = "0063"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger()
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """What is posted already stands by itself."""
    op.create_table(
        "series",
        sa.Column("id", KEY, sa.Identity(always=False), primary_key=True),
        sa.Column("activity_id", NUMBER, sa.ForeignKey("activities.id"), nullable=False),
        sa.Column("rule", TEXT, nullable=False),  # of RFC 5545, without beginning and end
        sa.Column("until", TEXT, nullable=True),  # the last local date on which it may come
        sa.Column("first_local", TEXT, nullable=False),  # a local day and time
        sa.Column("minutes", NUMBER, nullable=False),  # between the clocks on the wall
        sa.Column("wanted", TEXT, nullable=False),  # places or roles, and how many it takes: JSON
        sa.Column("holidays", TEXT, nullable=False),
        sa.Column("next_on", TEXT, nullable=True),  # the first local date that is still to be posted
        sa.Column("created_at", NUMBER, nullable=False),
        sa.Column("ended_at", NUMBER, nullable=True),
        sqlite_autoincrement=True,  # a number is in buttons that are still in chats
    )
    op.create_index("series_by_activity", "series", ["activity_id"])
    goes_on = sa.text("next_on IS NOT NULL")
    op.create_index("series_to_post", "series", ["next_on"], sqlite_where=goes_on, postgresql_where=goes_on)
    # No foreign key: SQLite adds none to a table that is there, and a series is never deleted.
    op.add_column("shifts", sa.Column("series_id", NUMBER, nullable=True))
    # What it is known by in its series, wherever it is moved to: the local day and time that the rule gave it.
    op.add_column("shifts", sa.Column("recurrence", TEXT, nullable=True))
    of_one = sa.text("series_id IS NOT NULL")
    op.create_index(
        "shifts_by_recurrence", "shifts", ["series_id", "recurrence"], unique=True,
        sqlite_where=of_one, postgresql_where=of_one,
    )  # fmt: skip
    op.create_index(
        "shifts_by_series", "shifts", ["series_id", "state", "starts_at"], sqlite_where=of_one, postgresql_where=of_one
    )


def downgrade() -> None:
    """Everything stands by itself, and nothing more is posted."""
    for index in ("shifts_by_series", "shifts_by_recurrence"):
        op.drop_index(index, "shifts")
    for column in ("recurrence", "series_id"):
        op.drop_column("shifts", column)
    op.drop_table("series")
