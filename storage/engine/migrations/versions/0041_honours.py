"""What admins have given people, each in the name of a unit."""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger()
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Add the table; nobody has been given one yet."""
    op.create_table(
        "honours",
        sa.Column("id", KEY, sa.Identity(always=False), primary_key=True),
        sa.Column("person_id", NUMBER, sa.ForeignKey("people.id"), nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("day", TEXT, nullable=False),  # a local date
        sa.Column("unit_id", NUMBER, sa.ForeignKey("units.id"), nullable=False),
        sa.Column("unit_name", TEXT, nullable=False),  # as it was called then
        sa.Column("note", TEXT, nullable=False, server_default=""),
        sa.Column("by_id", NUMBER, sa.ForeignKey("people.id"), nullable=True),
        sa.Column("at", NUMBER, nullable=False),
        sa.Column("taken_back_at", NUMBER, nullable=True),
        sa.Column("taken_back_by", NUMBER, sa.ForeignKey("people.id"), nullable=True),
        sa.Column("last_line", NUMBER, nullable=True),  # of a card for service: the last of the ledger that it counted
        sa.Column("minutes", NUMBER, nullable=True),  # of a card for service: how many it counted
    )
    op.create_index("honours_by_person", "honours", ["person_id"])
    op.create_index("honours_by_unit", "honours", ["unit_id"])


def downgrade() -> None:
    """Forget who was honoured with what."""
    op.drop_table("honours")
