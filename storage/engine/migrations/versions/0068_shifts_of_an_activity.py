"""Shifts of an activity are found by what they are and when they end, too: SQLite went through all that are open."""

from alembic import op

revision = "0068"
down_revision = "0067"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The same index with two columns more."""
    op.drop_index("shifts_by_activity", "shifts")
    op.create_index("shifts_by_activity", "shifts", ["activity_id", "state", "ends_at"])


def downgrade() -> None:
    """They are found by their activity, and by nothing besides."""
    op.drop_index("shifts_by_activity", "shifts")
    op.create_index("shifts_by_activity", "shifts", ["activity_id"])
