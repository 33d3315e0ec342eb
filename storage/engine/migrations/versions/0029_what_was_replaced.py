"""Which qualification has taken the place of another: taken back, the other one is held again."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add its number; nobody knows it of what was replaced before."""
    op.add_column("qualifications", sa.Column("renewal_id", sa.BigInteger(), nullable=True))
    some = sa.text("renewal_id IS NOT NULL")
    op.create_index(
        "qualifications_by_renewal", "qualifications", ["renewal_id"], sqlite_where=some, postgresql_where=some
    )


def downgrade() -> None:
    """Forget which one it was."""
    op.drop_index("qualifications_by_renewal", "qualifications")
    op.drop_column("qualifications", "renewal_id")
