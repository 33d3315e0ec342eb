"""Settings of units are found by their name: whoever signs up is asked whether any unit asks for the induction."""

from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """An index that has all that is asked for, so that the table isn't read."""
    op.create_index("unit_settings_by_name", "unit_settings", ["name", "unit_id", "value"])


def downgrade() -> None:
    """Go through all of them."""
    op.drop_index("unit_settings_by_name", "unit_settings")
