"""For which start of an exam its holder was told to call somebody: its reminder is not passed on then."""

import sqlalchemy as sa
from alembic import op

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add it; nobody has been told to call anybody yet."""
    op.add_column("exam_entries", sa.Column("called_for", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    """Pass each of them on."""
    op.drop_column("exam_entries", "called_for")
