"""People brought along by an import: what they did before, and the rows of a file on their way into the tables."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger()
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Add what hours of before were given for, and the two tables."""
    op.add_column("entries", sa.Column("title", TEXT, nullable=False, server_default=""))
    op.create_table(
        "imports",  # files that were sent or are on their way into the tables; a finished one has no row
        sa.Column("id", KEY, sa.Identity(always=False), primary_key=True),
        sa.Column("by_id", NUMBER, sa.ForeignKey("people.id"), nullable=True),  # empty: typed at the command line
        sa.Column("unit_id", NUMBER, sa.ForeignKey("units.id"), nullable=False),  # below which units are made
        sa.Column("state", TEXT, nullable=False),  # offered, tried, wanted, staging, applying
        sa.Column("file_id", TEXT, nullable=False, server_default=""),  # the messenger's, of a file that was sent
        sa.Column("name", TEXT, nullable=False, server_default=""),  # the file's
        sa.Column("facts", TEXT, nullable=False, server_default="{}"),  # JSON: what came of trying it, in numbers
        sa.Column("total", NUMBER, nullable=False, server_default="0"),  # rows
        sa.Column("at", NUMBER, nullable=False),  # when whoever works at it said so last
        sqlite_autoincrement=True,  # an old button's file is never mistaken for a newer one
    )
    op.create_table(
        "import_rows",  # what is decided and not in the tables yet, in the order in which it goes there
        sa.Column("import_id", NUMBER, sa.ForeignKey("imports.id"), primary_key=True),
        sa.Column("ordinal", NUMBER, primary_key=True),
        sa.Column("phone", TEXT, nullable=True),  # + and digits, of whoever the row is about
        sa.Column("facts", TEXT, nullable=False),  # JSON: what is to hold
    )


def downgrade() -> None:
    """Forget what hours of before were given for, and what was on its way."""
    op.drop_table("import_rows")
    op.drop_table("imports")
    op.drop_column("entries", "title")
