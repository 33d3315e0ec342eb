"""What a tap has done is known to be told: whom it is owed to, in which message, and whether they have it.

Rows from before are taken for told: their answers were sent before Telegram heard that the update was done.
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger()


def upgrade() -> None:
    """Add to each update whom its answer is for."""
    op.add_column("inbox", sa.Column("telegram_id", NUMBER, nullable=True))
    op.add_column("inbox", sa.Column("message_id", NUMBER, nullable=True))  # that it edits; empty: a message of its own
    op.add_column("inbox", sa.Column("told", NUMBER, nullable=False, server_default="1"))
    owed = sa.text("told = 0")
    op.create_index("inbox_owed", "inbox", ["at"], sqlite_where=owed, postgresql_where=owed)


def downgrade() -> None:
    """Forget whom the answers are for, and which are owed."""
    op.drop_index("inbox_owed", "inbox")
    for column in ("told", "message_id", "telegram_id"):
        op.drop_column("inbox", column)
