"""What people of a shift do, where it isn't the same for all: roles with places of their own.

A shift of before has none, and goes on as it did; how many it has stands in its own row, so that no other is read.
"""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger()
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Add roles, and of each sign-up in which one it is."""
    op.create_table(
        "shift_roles",
        sa.Column("id", KEY, sa.Identity(always=False), primary_key=True),
        sa.Column("shift_id", NUMBER, sa.ForeignKey("shifts.id"), nullable=False),
        sa.Column("ordinal", NUMBER, nullable=False),  # as its leader wrote them
        sa.Column("name", TEXT, nullable=False),  # empty: only because the shift asks something of everybody
        sa.Column("places", NUMBER, nullable=False),  # 0 is no limit
        sa.Column("min_age", NUMBER, nullable=True),  # in years
        sa.Column("induction", NUMBER, nullable=False, server_default="0"),  # 1: only after an induction
        sa.Column("languages", TEXT, nullable=False, server_default=""),  # codes with commas; all of them
        sa.Column("any_of", NUMBER, nullable=False, server_default="0"),  # 1: one kind of qualification will do
        sqlite_autoincrement=True,  # a number is in buttons that are still in chats
    )
    op.create_index("shift_roles_by_shift", "shift_roles", ["shift_id", "ordinal"])
    op.add_column("shifts", sa.Column("roles", NUMBER, nullable=False, server_default="0"))
    # No foreign key: SQLite adds none to a table that is there, and roles go only with nobody in them.
    op.add_column("signups", sa.Column("role_id", NUMBER, nullable=True))
    in_one = sa.text("role_id IS NOT NULL")
    op.create_index("signups_by_role", "signups", ["role_id", "state"], sqlite_where=in_one, postgresql_where=in_one)


def downgrade() -> None:
    """Let everybody of a shift do the same again."""
    op.drop_index("signups_by_role", "signups")
    op.drop_column("signups", "role_id")
    op.drop_column("shifts", "roles")
    op.drop_table("shift_roles")
