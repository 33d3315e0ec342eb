"""The kinds of qualification that a role of a shift asks for; all else that it asks stands in its own row."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger()


def upgrade() -> None:
    """Add a table of kinds by role."""
    op.create_table(
        "role_kinds",
        sa.Column("role_id", NUMBER, sa.ForeignKey("shift_roles.id"), primary_key=True, autoincrement=False),
        sa.Column("kind_id", NUMBER, sa.ForeignKey("qualification_kinds.id"), primary_key=True, autoincrement=False),
        sa.Column("level", NUMBER, nullable=False),  # the least rank that will do; 0 is the lowest
    )
    op.create_index("role_kinds_by_kind", "role_kinds", ["kind_id"])


def downgrade() -> None:
    """Ask for no qualification."""
    op.drop_table("role_kinds")
