"""How urgent each shift is, and who sees what is coming up by time."""

import sqlalchemy as sa
from alembic import op

revision = "0058"
down_revision = "0057"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """No shift has been weighed, and everybody begins with what is needed most."""
    op.add_column("shifts", sa.Column("urgency", sa.BigInteger(), nullable=True))
    op.add_column("shifts", sa.Column("urgency_before", sa.BigInteger(), nullable=True))  # it was weighed the last time
    op.add_column("shifts", sa.Column("weighed_at", sa.BigInteger(), nullable=True))
    op.add_column("people", sa.Column("by_time", sa.BigInteger(), nullable=False, server_default="0"))


def downgrade() -> None:
    """Every list is by time again."""
    op.drop_column("people", "by_time")
    for column in ("weighed_at", "urgency_before", "urgency"):
        op.drop_column("shifts", column)
