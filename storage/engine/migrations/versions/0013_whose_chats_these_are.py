"""The bot that the city's people chat with: another one's token reaches nobody of them.

Of a city of before it isn't known: it is the bot of the next start.
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the bot's number."""
    op.add_column("city", sa.Column("bot", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    """Take any bot, as before."""
    op.drop_column("city", "bot")
