"""How far the day's look at everybody's stars has come: whoever starts Yigong anew goes on there."""

import sqlalchemy as sa
from alembic import op

revision = "0055"
down_revision = "0054"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """It has not begun."""
    op.add_column("city", sa.Column("stars_day", TEXT, nullable=True))  # local date
    op.add_column("city", sa.Column("stars_after", sa.BigInteger(), nullable=True))  # a person; NULL: everybody


def downgrade() -> None:
    """Forget how far it has come."""
    op.drop_column("city", "stars_after")
    op.drop_column("city", "stars_day")
