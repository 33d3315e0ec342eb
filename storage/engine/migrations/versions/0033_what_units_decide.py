"""What units decide for themselves and everything below them."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Add the table; nobody has decided anything yet."""
    op.create_table(
        "unit_settings",
        sa.Column("unit_id", sa.BigInteger(), sa.ForeignKey("units.id"), primary_key=True, autoincrement=False),
        sa.Column("name", TEXT, primary_key=True),  # which one
        sa.Column("value", TEXT, nullable=False),  # as the rule that goes by it reads it
    )


def downgrade() -> None:
    """Forget what they decided."""
    op.drop_table("unit_settings")
