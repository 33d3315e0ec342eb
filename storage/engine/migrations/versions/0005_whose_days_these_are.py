"""The city's zone, in which its days and months are; and a place to try whether anything can be written.

A database that was begun before gets the zone of the settings at its next start.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger()
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Add the zone that the days are in, and the table that is written to see whether writing works."""
    op.create_table(
        "city",  # one row, from the first start on
        sa.Column("id", NUMBER, primary_key=True, autoincrement=False),  # 1
        sa.Column("timezone", TEXT, nullable=False),  # IANA name
        sa.Column("begun_at", NUMBER, nullable=False),
    )
    op.create_table("trials", sa.Column("at", NUMBER, nullable=False))  # written and taken back: always empty


def downgrade() -> None:
    """Forget the zone, and have nothing to try writing in."""
    op.drop_table("trials")
    op.drop_table("city")
