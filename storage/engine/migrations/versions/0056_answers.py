"""When somebody said whether they come."""

import sqlalchemy as sa
from alembic import op

revision = "0056"
down_revision = "0055"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Of what was said so far it isn't known; `coming` may be 2 from now on, for who comes late."""
    op.add_column("signups", sa.Column("answered_at", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    """Whoever comes late is coming."""
    op.execute("UPDATE signups SET coming = 1 WHERE coming = 2")
    op.drop_column("signups", "answered_at")
