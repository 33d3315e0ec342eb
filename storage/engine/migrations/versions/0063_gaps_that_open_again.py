"""Which gap of a shift its leader was told of: one that closes and opens again is another."""

import sqlalchemy as sa
from alembic import op

revision = "0063"
down_revision = "0062"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Of those that asking has begun for, it is the first gap, and its leader may be told of it once more."""
    op.add_column("ask_rounds", sa.Column("gap", sa.BigInteger(), nullable=False, server_default="0"))
    op.add_column("ask_rounds", sa.Column("told_at", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    """Every gap is the first."""
    for column in ("told_at", "gap"):
        op.drop_column("ask_rounds", column)
