"""How late a message is, is counted from when it was due first: each time it is put off moves when it is due next.

Of those that were put off before, it isn't known any more; that they were owed then is the nearest to it.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_OF_THOSE_OWED = """
    UPDATE outbox SET due_at = CASE WHEN attempts > 0 AND message_id IS NULL THEN created_at ELSE next_at END
    WHERE state = 'owed'
"""


def upgrade() -> None:
    """Add when it was due first; empty for what was settled before, of which nobody asks."""
    op.add_column("outbox", sa.Column("due_at", sa.BigInteger(), nullable=True))
    op.execute(_OF_THOSE_OWED)


def downgrade() -> None:
    """Count again from when it is due next."""
    op.drop_column("outbox", "due_at")
