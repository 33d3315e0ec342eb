"""Why somebody's sign-ups are on hold, and why something was cancelled: in the words of whoever did it.

Of what was done before, nobody was asked.
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0013"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")

_WHY = (("people", "held_because"), ("activities", "off_because"), ("shifts", "off_because"))


def upgrade() -> None:
    """Add the reasons; empty where none was given."""
    for table, column in _WHY:
        op.add_column(table, sa.Column(column, TEXT, nullable=False, server_default=""))


def downgrade() -> None:
    """Do it without a reason, as before."""
    for table, column in reversed(_WHY):
        op.drop_column(table, column)
