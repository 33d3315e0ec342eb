"""Records by law: what somebody served is summed up from an index, and a card of honour is reckoned by its minutes.

What a roster or a test has given, nobody has: it was written as if its person had given it to themselves.
"""

import sqlalchemy as sa
from alembic import op

revision = "0048"
down_revision = "0047"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Have the index of people's lines hold what each adds; forget up to which line a card has counted."""
    op.drop_index("entries_by_person", "entries")
    op.create_index("entries_by_person", "entries", ["person_id", "day", "change"])
    op.drop_column("honours", "last_line")
    op.execute("UPDATE qualifications SET decided_by = NULL WHERE decided_by = person_id")


def downgrade() -> None:
    """Read the table for it."""
    op.add_column("honours", sa.Column("last_line", sa.BigInteger(), nullable=True))
    op.drop_index("entries_by_person", "entries")
    op.create_index("entries_by_person", "entries", ["person_id", "day"])
