"""Somebody known twice: whose record has become another's, what went over, and records that a second account claims.

And whom it was asked of whether their record is to be kept. Of a city of before there are none.
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger()
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def _key() -> sa.Column[int]:
    return sa.Column("id", KEY, sa.Identity(always=False), primary_key=True)


def _to_person(name: str, *, optional: bool = False) -> sa.Column[int]:
    return sa.Column(name, NUMBER, sa.ForeignKey("people.id"), nullable=optional)


def _number(name: str, *, optional: bool = False) -> sa.Column[int]:
    return sa.Column(name, NUMBER, nullable=optional)


def upgrade() -> None:
    """Add what is remembered of them."""
    op.add_column("people", sa.Column("merged_into", NUMBER, nullable=True))  # whose record theirs has become a part of
    merged = sa.text("merged_into IS NOT NULL")
    op.create_index("people_by_merged_into", "people", ["merged_into"], sqlite_where=merged, postgresql_where=merged)
    op.create_table(
        "merges",  # that can be undone
        _key(),
        _to_person("kept_id"),
        _to_person("gone_id"),
        _to_person("by_id", optional=True),  # empty: it came of an import or of somebody's own contact
        _number("at"),
        sa.Column("moved", TEXT, nullable=False),  # JSON: what went over, and how it was before
        sqlite_autoincrement=True,
    )
    op.create_index("merges_by_kept", "merges", ["kept_id"])
    op.create_table(
        "record_claims",
        _key(),
        _to_person("record_id"),  # whose it is as yet
        _to_person("person_id"),  # who says that it is theirs
        sa.Column("state", TEXT, nullable=False),  # open, granted, refused
        _number("at"),
        _to_person("decided_by", optional=True),
        _number("decided_at", optional=True),
        sa.UniqueConstraint("record_id", "person_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("record_claims_by_state", "record_claims", ["state"])
    op.create_index("record_claims_by_person", "record_claims", ["person_id"])
    op.create_table(
        "keep_asks",  # of whom it was asked whether their record is to be kept
        sa.Column("person_id", NUMBER, sa.ForeignKey("people.id"), primary_key=True),
        _number("asked_at"),
        _number("warned_at", optional=True),
    )


def downgrade() -> None:
    """Forget who was known twice; their records stay as they are."""
    for table in ("keep_asks", "record_claims", "merges"):
        op.drop_table(table)
    op.drop_index("people_by_merged_into", "people")
    op.drop_column("people", "merged_into")
