"""Places that come free are offered and held: until when, who let one pass, and who is put in without being asked."""

import sqlalchemy as sa
from alembic import op

revision = "0061"
down_revision = "0060"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing is held yet; everybody is asked."""
    op.add_column("signups", sa.Column("held_until", sa.BigInteger(), nullable=True))  # of one who waits: a place
    op.add_column("signups", sa.Column("passed", sa.BigInteger(), nullable=True))  # 1 let the place free now pass
    op.add_column("people", sa.Column("at_once", sa.BigInteger(), nullable=True))  # 1 is put in without being asked
    held = sa.text("held_until IS NOT NULL")
    op.create_index("signups_held", "signups", ["shift_id", "held_until"], sqlite_where=held, postgresql_where=held)


def downgrade() -> None:
    """Whoever a place was held for waits on, and whoever waits is put in as it comes free."""
    op.drop_index("signups_held", "signups")
    op.drop_column("people", "at_once")
    op.drop_column("signups", "passed")
    op.drop_column("signups", "held_until")
