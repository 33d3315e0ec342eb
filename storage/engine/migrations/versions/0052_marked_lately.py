"""When somebody gave themselves a mark last: what they type right after it is about their year."""

import sqlalchemy as sa
from alembic import op

revision = "0052"
down_revision = "0051"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Of marks that are there nobody knows when."""
    op.add_column("appraisal_sheets", sa.Column("own_at", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    """Forget when that was."""
    op.drop_column("appraisal_sheets", "own_at")
