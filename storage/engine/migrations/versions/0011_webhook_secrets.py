"""Which secrets Telegram may show with a post: the one it was told last, and for some minutes those before.

A replica with another secret in its settings learns here what the others are about to tell Telegram.
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger()
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Add the table; it is empty until the first start with a webhook."""
    op.create_table(
        "webhook_secrets",
        sa.Column("digest", TEXT, primary_key=True),  # keyed with the token, so that it tells nothing by itself
        sa.Column("told_at", NUMBER, nullable=False),  # when Telegram may be told of it
        sa.Column("good_until", NUMBER, nullable=True),  # empty: it is the one that Telegram is told
    )


def downgrade() -> None:
    """Forget them: a rotation is refused what Telegram shows until it has heard of the new one."""
    op.drop_table("webhook_secrets")
