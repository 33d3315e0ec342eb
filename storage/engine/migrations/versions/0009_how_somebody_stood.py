"""Whoever comes back stands as before, without the journal being read for it.

Of those who have left by now it is the journal that knows whether they were suspended: it is read for the last time.
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")

_OF_THOSE_WHO_LEFT = """
    UPDATE people SET stood_before = CASE WHEN (
        SELECT j.kind FROM journal j WHERE j.person_id = people.id AND j.kind IN ('suspended', 'restored')
        ORDER BY j.at DESC, j.id DESC LIMIT 1
    ) = 'suspended' THEN 'suspended' ELSE 'active' END
    WHERE state = 'left'
"""


def upgrade() -> None:
    """Add how somebody stood before they left; empty for everybody else."""
    op.add_column("people", sa.Column("stood_before", TEXT, nullable=True))
    op.execute(_OF_THOSE_WHO_LEFT)


def downgrade() -> None:
    """Leave it to the journal, which knows it as well."""
    op.drop_column("people", "stood_before")
