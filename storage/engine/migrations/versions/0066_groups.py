"""Groups that a team's activities are told in, and the cards there."""

import sqlalchemy as sa
from alembic import op

revision = "0066"
down_revision = "0065"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger()
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """No group is bound yet."""
    op.create_table(
        "bound_groups",
        sa.Column("chat_id", NUMBER, primary_key=True, autoincrement=False),
        # No foreign key: an older replica takes units away, and knows nothing of groups. None: bound no more.
        sa.Column("unit_id", NUMBER, nullable=True),
        sa.Column("title", TEXT, nullable=False),
        sa.Column("language", TEXT, nullable=False),
        sa.Column("at", NUMBER, nullable=False),
        sa.Column("greeted", NUMBER, nullable=False),  # 1 once the group was told
        sa.Column("free_at", NUMBER, nullable=False),  # nothing is said there before
        sa.Column("refused_at", NUMBER, nullable=True),  # since when the group lets nothing be said
        sa.UniqueConstraint("unit_id"),
    )
    op.create_table(
        "group_cards",
        sa.Column("activity_id", NUMBER, sa.ForeignKey("activities.id"), primary_key=True, autoincrement=False),
        sa.Column("chat_id", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("message_id", NUMBER, nullable=True),
        sa.Column("shown", TEXT, nullable=False),  # a digest of what stands there; empty: nothing that holds
        sa.Column("closed_at", NUMBER, nullable=True),  # nothing changes there any more
    )
    still_open = sa.text("closed_at IS NULL")
    op.create_index(
        "group_cards_open", "group_cards", ["chat_id"], sqlite_where=still_open, postgresql_where=still_open
    )
    owed = sa.text("closed_at IS NULL AND shown = ''")
    op.create_index("group_cards_owed", "group_cards", ["chat_id"], sqlite_where=owed, postgresql_where=owed)


def downgrade() -> None:
    """Cards stay in their groups as they are."""
    for table in ("group_cards", "bound_groups"):
        op.drop_table(table)
