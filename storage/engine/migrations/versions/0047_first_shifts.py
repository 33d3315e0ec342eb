"""What is kept beside the ledger, so that a year of a city is asked in a moment.

With which shift each person began, and when they came again; and of each shift how many came, and were missed.
"""

import sqlalchemy as sa
from alembic import op

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger()
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")

CAME = """{line}.participations <> 0 AND {line}.participations > 0 AND (
    SELECT SUM(x.participations) FROM entries x
    WHERE x.person_id = {line}.person_id AND x.day = {line}.day AND x.shift_id = {line}.shift_id
        AND x.participations <> 0
) > 0"""

# As storage/rows/first_shifts.py had it then.
FILL = f"""
    INSERT INTO first_shifts (person_id, shift_id, again_on)
    SELECT e.person_id, e.shift_id, (
        SELECT n.day FROM entries n
        WHERE n.person_id = e.person_id AND n.day >= e.day AND n.shift_id <> e.shift_id AND {CAME.format(line="n")}
        ORDER BY n.day LIMIT 1
    )
    FROM (SELECT DISTINCT c.person_id FROM entries c WHERE c.participations <> 0) who CROSS JOIN entries e
    WHERE e.id = (
            SELECT f.id FROM entries f WHERE f.person_id = who.person_id AND {CAME.format(line="f")}
            ORDER BY f.day, f.shift_id LIMIT 1
        )
        AND NOT EXISTS (
            SELECT 1 FROM entries b WHERE b.person_id = e.person_id AND b.day < e.day AND b.kind = 'carried_over'
        )
"""

SUMS = """
    UPDATE shifts SET
        participations = (
            SELECT CAST(COALESCE(SUM(e.participations), 0) AS BIGINT) FROM entries e WHERE e.shift_id = shifts.id
        ),
        no_shows = (SELECT CAST(COALESCE(SUM(e.no_shows), 0) AS BIGINT) FROM entries e WHERE e.shift_id = shifts.id)
"""


def upgrade() -> None:
    """Add the table and the columns, with what the ledger says; and an index to whoever left a shift."""
    op.create_table(
        "first_shifts",
        sa.Column("person_id", NUMBER, sa.ForeignKey("people.id"), primary_key=True, autoincrement=False),
        sa.Column("shift_id", NUMBER, sa.ForeignKey("shifts.id"), nullable=False),
        sa.Column("again_on", TEXT, nullable=True),  # the local date of the next
    )
    op.execute(FILL)
    op.create_index("first_shifts_by_shift", "first_shifts", ["shift_id"])
    for name in ("participations", "no_shows"):
        op.add_column("shifts", sa.Column(name, NUMBER, nullable=False, server_default="0"))
    op.execute(SUMS)
    left = sa.text("state = 'left'")
    # With the state, though all have the same: SQLite takes an index that answers to both before one that needs no row.
    op.create_index(
        "signups_left", "signups", ["shift_id", "state", "left_late"], sqlite_where=left, postgresql_where=left
    )


def downgrade() -> None:
    """Ask the ledger each time."""
    op.drop_index("signups_left", "signups")
    for name in ("no_shows", "participations"):
        op.drop_column("shifts", name)
    op.drop_table("first_shifts")
