"""What a service record says of hours that came back with it: what they were, where, and who was responsible."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Add what the record says, as JSON; empty for whatever was given here."""
    op.add_column("entries", sa.Column("record", TEXT, nullable=True))


def downgrade() -> None:
    """Forget it; day, length and what it was given for stay."""
    op.drop_column("entries", "record")
