"""${message}."""

import sqlalchemy as sa
from alembic import op

revision = "${up_revision}"
down_revision = "${down_revision}"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What is new."""
    ${upgrades or "raise NotImplementedError"}


def downgrade() -> None:
    """The way back."""
    ${downgrades or "raise NotImplementedError"}
