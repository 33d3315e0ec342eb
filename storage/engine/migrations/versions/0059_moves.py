"""What a shift was moved from, and who has still to confirm that they come."""

import sqlalchemy as sa
from alembic import op

revision = "0059"
down_revision = "0058"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger()
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Nobody has to confirm what was moved before."""
    op.create_table(
        "moves",
        sa.Column("id", KEY, sa.Identity(always=False), primary_key=True),
        sa.Column("activity_id", NUMBER, sa.ForeignKey("activities.id"), nullable=False),
        sa.Column("shift_id", NUMBER, sa.ForeignKey("shifts.id"), nullable=True),  # whose time it was
        sa.Column("by_id", NUMBER, sa.ForeignKey("people.id"), nullable=False),
        sa.Column("at", NUMBER, nullable=False),
        sa.Column("before", TEXT, nullable=False),
        sa.Column("after", TEXT, nullable=False),
        sa.Column("undone_at", NUMBER, nullable=True),
        sqlite_autoincrement=True,
    )
    op.create_index("moves_by_activity", "moves", ["activity_id", "shift_id"])
    # Since which move somebody has to confirm their place; of a place that was given back: because of which.
    op.add_column("signups", sa.Column("to_confirm", NUMBER, nullable=True))
    op.add_column("signups", sa.Column("confirm_until", NUMBER, nullable=True))  # once they were asked
    op.add_column("signups", sa.Column("urged", NUMBER, nullable=True))  # 1 once they were reminded of it
    asks = sa.text("to_confirm IS NOT NULL")
    op.create_index("signups_to_confirm", "signups", ["shift_id"], sqlite_where=asks, postgresql_where=asks)


def downgrade() -> None:
    """What was moved stays so, and nobody is asked."""
    op.drop_index("signups_to_confirm", "signups")
    for column in ("urged", "confirm_until", "to_confirm"):
        op.drop_column("signups", column)
    op.drop_table("moves")
