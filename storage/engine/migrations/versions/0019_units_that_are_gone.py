"""Units that were taken away or merged: where their invite links lead, and that no other unit gets their number.

Of a city of before there are none: nothing could be taken away.
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what is remembered of them."""
    op.create_table(
        "gone_units",
        sa.Column("unit_id", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("into_id", sa.BigInteger(), sa.ForeignKey("units.id"), nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
    )


def downgrade() -> None:
    """Forget which they were."""
    op.drop_table("gone_units")
