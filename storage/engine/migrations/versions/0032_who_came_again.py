"""An index to each person's participations by day: who came again is asked person by person, for a whole year."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add it; lines without a participation are not in it."""
    came = sa.text("participations <> 0")
    op.create_index(
        "entries_came",
        "entries",
        ["person_id", "day", "shift_id", "participations"],
        sqlite_where=came,
        postgresql_where=came,
    )


def downgrade() -> None:
    """Look through all lines again."""
    op.drop_index("entries_came", "entries")
