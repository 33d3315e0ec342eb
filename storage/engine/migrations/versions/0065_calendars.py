"""Addresses of people's calendars, and when what a calendar shows of a shift or an activity last changed."""

import sqlalchemy as sa
from alembic import op

revision = "0065"
down_revision = "0064"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger()
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Nobody has an address; what was changed before, calendars know by the instants that were kept anyway."""
    op.create_table(
        "calendars",
        sa.Column("id", KEY, sa.Identity(always=False), primary_key=True),
        sa.Column("person_id", NUMBER, sa.ForeignKey("people.id"), nullable=False),
        sa.Column("nonce", TEXT, nullable=False),  # what the secret is made of, with the bot's token
        sa.Column("digest", TEXT, nullable=False, unique=True),  # of the secret that stands in the address
        sa.Column("at", NUMBER, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("calendars_by_person", "calendars", ["person_id"])
    for table in ("activities", "shifts"):
        op.add_column(table, sa.Column("changed_at", NUMBER, nullable=True))


def downgrade() -> None:
    """Whoever has an address has none any more."""
    for table in ("shifts", "activities"):
        op.drop_column(table, "changed_at")
    op.drop_index("calendars_by_person", "calendars")
    op.drop_table("calendars")
