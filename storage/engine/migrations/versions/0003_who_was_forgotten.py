"""Who was forgotten is found without reading everybody."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Index the few people who were forgotten."""
    erased = sa.text("state = 'erased'")
    op.create_index("people_erased", "people", ["id", "registered_at"], sqlite_where=erased, postgresql_where=erased)


def downgrade() -> None:
    """Read everybody again to find those who were forgotten."""
    op.drop_index("people_erased", "people")
