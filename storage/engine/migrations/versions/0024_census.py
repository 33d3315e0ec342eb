"""A census: who is asked for what is missing of them, and the figures of each unit, drawn up and kept.

Asking goes out as a letter to a unit does: each census has one, without words.
"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger()
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def _to(table: str, name: str, *, key: bool = False) -> sa.Column[int]:
    return sa.Column(name, NUMBER, sa.ForeignKey(f"{table}.id"), nullable=False, primary_key=key)


def upgrade() -> None:
    """Add the three tables."""
    op.create_table(
        "censuses",
        sa.Column("id", KEY, sa.Identity(always=False), primary_key=True),
        _to("units", "unit_id"),
        _to("people", "by_id"),  # who started it
        _to("broadcasts", "broadcast_id"),  # the letter that it goes out as
        sa.Column("state", TEXT, nullable=False),  # going, stopped, done
        sa.Column("at", NUMBER, nullable=False),
    )
    op.create_index("censuses_by_state", "censuses", ["state"])
    op.create_index("censuses_by_unit", "censuses", ["unit_id", "id"])
    op.create_table(
        "census_asks",  # who was asked
        _to("censuses", "census_id", key=True),
        _to("people", "person_id", key=True),
        sa.Column("at", NUMBER, nullable=False),
        sa.Column("answered_at", NUMBER, nullable=True),
        sa.Column("reminded", NUMBER, nullable=False, server_default="0"),  # how often
        sa.Column("next_at", NUMBER, nullable=True),  # when they are reminded next; empty: no more
    )
    op.create_index("census_asks_by_person", "census_asks", ["person_id"])
    due = sa.text("next_at IS NOT NULL")
    op.create_index("census_asks_due", "census_asks", ["next_at"], sqlite_where=due, postgresql_where=due)
    op.create_table(
        "census_figures",  # the report of a unit as it was drawn up; it can be at any time anew
        _to("units", "unit_id", key=True),
        sa.Column("at", NUMBER, nullable=False),
        sa.Column("figures", TEXT, nullable=False),
    )


def downgrade() -> None:
    """Forget who was asked, and the figures."""
    for table in ("census_figures", "census_asks", "censuses"):
        op.drop_table(table)
