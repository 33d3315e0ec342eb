"""For which shift somebody sent a qualification, or asked for a guardian's consent: the answer leads back there."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

TABLES = ("qualifications", "guardians")


def upgrade() -> None:
    """Add its number; of what was sent before nobody knows it."""
    for table in TABLES:
        op.add_column(table, sa.Column("wanted_for", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    """Forget which one it was."""
    for table in TABLES:
        op.drop_column(table, "wanted_for")
