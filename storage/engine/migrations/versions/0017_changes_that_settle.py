"""What was changed a moment ago, and how it was before: until people are told it can be taken back."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger()
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Add the changes; a number is never another change's."""
    op.create_table(
        "changes",
        sa.Column("id", KEY, sa.Identity(always=False), primary_key=True),
        sa.Column("activity_id", NUMBER, sa.ForeignKey("activities.id"), nullable=False),
        sa.Column("shift_id", NUMBER, sa.ForeignKey("shifts.id"), nullable=True),  # whose time it was
        sa.Column("by_id", NUMBER, sa.ForeignKey("people.id"), nullable=False),
        sa.Column("at", NUMBER, nullable=False),
        sa.Column("until", NUMBER, nullable=False),  # nobody is told before
        sa.Column("before", TEXT, nullable=False),
        sa.Column("after", TEXT, nullable=False),
        sa.Column("undone", NUMBER, nullable=False, server_default="0"),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    """What was changed stays so."""
    op.drop_table("changes")
