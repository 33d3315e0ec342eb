"""What people were told of their stars, and whose ledger was written since.

Whoever has hours from before knows their stars from *My shifts*: they are looked at once, and nobody is told.
"""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger()
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Add the two tables; everybody with hours is looked at."""
    op.create_table(
        "star_marks",
        sa.Column("person_id", NUMBER, sa.ForeignKey("people.id"), primary_key=True, autoincrement=False),
        sa.Column("stars", NUMBER, nullable=True),  # NULL: of before, and not told
        sa.Column("ladder", TEXT, nullable=False),  # the hours of each star, with commas between
        sa.Column("turn", NUMBER, nullable=False),  # the how manyth time
        sa.Column("at", NUMBER, nullable=False),
    )
    op.create_table(
        "star_checks",
        sa.Column("id", KEY, sa.Identity(always=False), primary_key=True),
        sa.Column("person_id", NUMBER, sa.ForeignKey("people.id"), nullable=False),
    )
    op.execute(
        "INSERT INTO star_marks (person_id, stars, ladder, turn, at) "
        "SELECT DISTINCT person_id, CAST(NULL AS BIGINT), '', 0, 0 FROM entries"
    )
    op.execute("INSERT INTO star_checks (person_id) SELECT person_id FROM star_marks ORDER BY person_id")


def downgrade() -> None:
    """Forget what they were told."""
    op.drop_table("star_checks")
    op.drop_table("star_marks")
