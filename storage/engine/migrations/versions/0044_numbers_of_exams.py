"""The last number of an exam's level is kept, so that none is given again once its person went to another level."""

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add it; of levels that have given some it is the highest that somebody has."""
    op.add_column("exam_levels", sa.Column("last_number", sa.BigInteger(), nullable=True))  # none was given yet
    op.execute(
        "UPDATE exam_levels SET last_number = "
        "(SELECT MAX(g.admission) FROM exam_entries g WHERE g.level_id = exam_levels.id)"
    )


def downgrade() -> None:
    """Go by those that somebody has."""
    op.drop_column("exam_levels", "last_number")
