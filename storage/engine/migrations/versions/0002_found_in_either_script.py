"""Names of people and teams, and titles, are found in either script: folded again, or for the first time."""

import sqlalchemy as sa
from alembic import op

from volunteering.rules.ground.folding import folded

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_AT_ONCE = 5_000


def upgrade() -> None:
    """Add what is missing, and fold everything."""
    op.add_column("units", sa.Column("name_folded", TEXT, nullable=False, server_default=""))
    op.add_column("activities", sa.Column("title_folded", TEXT, nullable=False, server_default=""))
    _fold("people", "name", "name_folded")
    _fold("units", "name", "name_folded")
    _fold("activities", "title", "title_folded")


def _fold(table: str, text: str, into: str) -> None:
    connection = op.get_bind()
    update = sa.text(f"UPDATE {table} SET {into} = :folded WHERE id = :id")
    rows = connection.execute(sa.text(f"SELECT id, {text} AS text FROM {table}")).all()
    for first in range(0, len(rows), _AT_ONCE):
        connection.execute(
            update, [{"id": row.id, "folded": folded(row.text)} for row in rows[first : first + _AT_ONCE]]
        )


def downgrade() -> None:
    """Find by one script again: people's folded names stay, and find as much as before."""
    op.drop_column("activities", "title_folded")
    op.drop_column("units", "name_folded")
