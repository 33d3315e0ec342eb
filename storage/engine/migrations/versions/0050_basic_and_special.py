"""Trainings say whether they are basic or special, where records are by a law that asks for it."""

import sqlalchemy as sa
from alembic import op

revision = "0050"
down_revision = "0049"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Add what nobody has said yet."""
    op.add_column("trainings", sa.Column("stage", TEXT, nullable=False, server_default=""))  # basic, special


def downgrade() -> None:
    """Forget which they are."""
    op.drop_column("trainings", "stage")
