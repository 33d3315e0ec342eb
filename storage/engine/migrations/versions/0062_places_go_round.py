"""When a shift was posted: who may ask first is reckoned from then, however often it is moved."""

import sqlalchemy as sa
from alembic import op

revision = "0062"
down_revision = "0061"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Of those there are it is known since when they are as they are; so it is of what an older replica posts."""
    op.add_column("shifts", sa.Column("posted_at", sa.BigInteger(), nullable=True))
    op.execute("UPDATE shifts SET posted_at = moved_at")


def downgrade() -> None:
    """Forget when they were posted."""
    op.drop_column("shifts", "posted_at")
