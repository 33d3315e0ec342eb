"""No-shows are found by an index of their own, and may be forgiven: by whom and when stands with the sign-up."""

import sqlalchemy as sa
from alembic import op

revision = "0054"
down_revision = "0053"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nobody has forgiven anything yet."""
    for name in ("forgiven_by", "forgiven_at"):
        op.add_column("signups", sa.Column(name, sa.BigInteger(), nullable=True))
    # With the lines that put one right, so that what counts is read from here alone.
    counts = sa.text("no_shows <> 0")
    op.create_index(
        "entries_no_shows",
        "entries",
        ["person_id", "shift_id", "day", "no_shows"],
        sqlite_where=counts,
        postgresql_where=counts,
    )


def downgrade() -> None:
    """Forget who forgave what."""
    op.drop_index("entries_no_shows", "entries")
    for name in ("forgiven_at", "forgiven_by"):
        op.drop_column("signups", name)
