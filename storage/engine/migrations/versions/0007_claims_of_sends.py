"""A message is claimed before it leaves, so that of two replicas one sends it (decision 15)."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add who claimed a message last, and when."""
    op.add_column("outbox", sa.Column("claimed_by", sa.BigInteger(), nullable=True))  # a number drawn by its replica
    op.add_column("outbox", sa.Column("claimed_at", sa.BigInteger(), nullable=True))  # by the server's clock
    claimed = sa.text("state = 'owed' AND claimed_by IS NOT NULL")
    op.create_index("outbox_claimed", "outbox", ["claimed_at"], sqlite_where=claimed, postgresql_where=claimed)


def downgrade() -> None:
    """Forget who claimed which message."""
    op.drop_index("outbox_claimed", "outbox")
    op.drop_column("outbox", "claimed_at")
    op.drop_column("outbox", "claimed_by")
