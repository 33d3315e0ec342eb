"""Names of the roles of shifts are found in either script, as titles and teams are."""

import sqlalchemy as sa
from alembic import op

from volunteering.rules.ground.folding import folded

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Add the folded name, of those that are there, too."""
    op.add_column("shift_roles", sa.Column("name_folded", TEXT, nullable=False, server_default=""))
    connection = op.get_bind()
    names = connection.execute(sa.text("SELECT DISTINCT name FROM shift_roles WHERE name <> ''")).scalars().all()
    if names:
        update = sa.text("UPDATE shift_roles SET name_folded = :folded WHERE name = :name")
        connection.execute(update, [{"name": name, "folded": folded(name)} for name in names])


def downgrade() -> None:
    """Find by one script again."""
    op.drop_column("shift_roles", "name_folded")
