"""The latest decisions on logged hours are found again: what was decided can be put right."""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Find them by when they were made."""
    op.create_index("claims_by_decision", "claims", ["decided_at"])


def downgrade() -> None:
    """Find claims by their decision by reading them all."""
    op.drop_index("claims_by_decision", "claims")
