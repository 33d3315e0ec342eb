"""What was put aside may be done after all: somebody asks for it, and admins are told that there is something.

Of what was parked before, it isn't known which kind it is, nor which question it answered.
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Add what it was, which question was open, when it was asked for, and whether admins know of it."""
    op.add_column("parked", sa.Column("kind", TEXT, nullable=False, server_default=""))
    op.add_column("parked", sa.Column("question", TEXT, nullable=True))
    op.add_column("parked", sa.Column("replay_at", sa.BigInteger(), nullable=True))
    op.add_column("parked", sa.Column("told", sa.BigInteger(), nullable=False, server_default="0"))


def downgrade() -> None:
    """Let it lie, as before."""
    for column in ("told", "replay_at", "question", "kind"):
        op.drop_column("parked", column)
