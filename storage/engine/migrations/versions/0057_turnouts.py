"""How many came of those who had answered what, by kind of shift."""

import sqlalchemy as sa
from alembic import op

revision = "0057"
down_revision = "0056"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger()
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")

# As storage/rows/turnouts.py had it then.
FILL = """
    INSERT INTO turnouts (unit_id, category, answer, cases, came)
    SELECT a.unit_id, a.category, COALESCE(g.coming, 0),
        CAST(SUM(e.participations + e.no_shows) AS BIGINT), CAST(SUM(e.participations) AS BIGINT)
    FROM activities a JOIN shifts s ON s.activity_id = a.id
        JOIN entries e ON e.shift_id = s.id
        JOIN signups g ON g.shift_id = s.id AND g.person_id = e.person_id
    WHERE g.state = 'confirmed' AND (
        SELECT COUNT(*) FROM signups c WHERE c.shift_id = g.shift_id AND c.state = 'confirmed'
    ) >= 5
    GROUP BY a.unit_id, a.category, COALESCE(g.coming, 0)
    HAVING SUM(e.participations + e.no_shows) <> 0
"""


def upgrade() -> None:
    """Add the table, with what the ledger says."""
    op.create_table(
        "turnouts",
        sa.Column("unit_id", NUMBER, sa.ForeignKey("units.id"), primary_key=True, autoincrement=False),
        sa.Column("category", TEXT, primary_key=True),
        sa.Column("answer", NUMBER, primary_key=True, autoincrement=False),  # as signups.coming; 0 is silent
        sa.Column("cases", NUMBER, nullable=False),
        sa.Column("came", NUMBER, nullable=False),
    )
    op.execute(FILL)


def downgrade() -> None:
    """Ask the ledger each time."""
    op.drop_table("turnouts")
