"""For which exam somebody sent a qualification: the answer leads back there, as it does to a shift."""

import sqlalchemy as sa
from alembic import op

revision = "0049"
down_revision = "0048"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add its number; of what was sent before nobody knows it."""
    op.add_column("qualifications", sa.Column("wanted_exam", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    """Forget which one it was."""
    op.drop_column("qualifications", "wanted_exam")
