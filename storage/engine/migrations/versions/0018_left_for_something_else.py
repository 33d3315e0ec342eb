"""Since when somebody looks at something else while their form is open: what they type then may not be meant for it.

Of forms of before it isn't known: they go on as they did.
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take down from now on when somebody goes on to something else."""
    op.add_column("drafts", sa.Column("left_at", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    """Take whatever is typed as an answer, as before."""
    op.drop_column("drafts", "left_at")
