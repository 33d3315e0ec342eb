"""How many people a shift takes, beside how many can come."""

import sqlalchemy as sa
from alembic import op

revision = "0053"
down_revision = "0052"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Of no shift it was said yet."""
    op.add_column("shifts", sa.Column("minimum", sa.BigInteger(), nullable=False, server_default="0"))
    takes = sa.text("minimum > 0 AND state = 'open'")
    op.create_index("shifts_that_take", "shifts", ["starts_at"], sqlite_where=takes, postgresql_where=takes)


def downgrade() -> None:
    """Forget how many each takes."""
    op.drop_index("shifts_that_take", "shifts")
    op.drop_column("shifts", "minimum")
