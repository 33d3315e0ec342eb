"""Of which end of a card of honour its person was reminded."""

import sqlalchemy as sa
from alembic import op

revision = "0051"
down_revision = "0050"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nobody was reminded yet; cards are found by the day they were given on."""
    # The fewest days ahead for which its person was reminded.
    op.add_column("honours", sa.Column("reminded", sa.BigInteger(), nullable=True))
    holds = sa.text("minutes IS NOT NULL AND taken_back_at IS NULL")
    op.create_index("cards_by_day", "honours", ["day"], sqlite_where=holds, postgresql_where=holds)


def downgrade() -> None:
    """Forget who was reminded of which."""
    op.drop_index("cards_by_day", "honours")
    op.drop_column("honours", "reminded")
