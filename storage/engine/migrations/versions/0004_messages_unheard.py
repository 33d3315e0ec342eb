"""Messages that did not reach their readers, until others are told of them."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Note it beside the message; nearly none is noted at any time, and the index has only those."""
    op.add_column("outbox", sa.Column("unheard", sa.BigInteger(), nullable=True))
    noted = sa.text("unheard = 1")
    op.create_index("outbox_unheard", "outbox", ["unheard", "id"], sqlite_where=noted, postgresql_where=noted)


def downgrade() -> None:
    """Forget which messages were not heard."""
    op.drop_index("outbox_unheard", "outbox")
    op.drop_column("outbox", "unheard")
