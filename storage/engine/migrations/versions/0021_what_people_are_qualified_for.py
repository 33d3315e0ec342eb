"""Kinds of qualification that units keep, and what people have of them.

An organisation of before is given the first set, as a new one is when it is founded.
"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger()
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")

FIRST_SET = (
    ("induction", "", 0, 0),
    ("social_work", "assistant\nsocial_worker\nsenior", 0, 1),
    ("first_aid", "", 36, 1),
    ("driver", "", 72, 1),
    ("minors", "", 12, 1),
    ("health", "", 12, 1),
    ("counselling", "", 0, 1),
    ("sign_language", "", 0, 0),
)

_GIVE = sa.text(
    """
    INSERT INTO qualification_kinds (unit_id, code, name, levels, months, needs_evidence, state)
    SELECT id, CAST(:code AS TEXT), '', CAST(:levels AS TEXT), CAST(:months AS BIGINT), CAST(:evidence AS BIGINT),
        'kept'
    FROM units WHERE parent_id IS NULL
    """
)


def _key() -> sa.Column[int]:
    return sa.Column("id", KEY, sa.Identity(always=False), primary_key=True)


def _to(table: str, name: str, *, optional: bool = False) -> sa.Column[int]:
    return sa.Column(name, NUMBER, sa.ForeignKey(f"{table}.id"), nullable=optional)


def _number(name: str, *, optional: bool = False) -> sa.Column[int]:
    return sa.Column(name, NUMBER, nullable=optional)


def _text(name: str, default: str | None = None) -> sa.Column[str]:
    return sa.Column(name, TEXT, nullable=False, server_default=default)


def upgrade() -> None:
    """Add the two tables, and the first set."""
    op.create_table(
        "qualification_kinds",
        _key(),
        _to("units", "unit_id"),  # it holds for this one and everything below
        _text("code", default=""),  # of the first set
        _text("name", default=""),  # as an admin typed it; empty where the code says it
        _text("levels", default=""),  # in order, one a line
        _number("months"),  # how long one holds; 0 for ever
        _number("needs_evidence"),
        _text("state"),  # kept, removed
    )
    op.create_index("qualification_kinds_by_unit", "qualification_kinds", ["unit_id"])
    op.create_table(
        "qualifications",
        _key(),
        _to("people", "person_id"),
        _to("qualification_kinds", "kind_id"),
        _number("level"),  # its rank, 0 for the lowest
        _text("number", default=""),  # what the paper has
        _text("issued_on"),  # a local date
        sa.Column("expires_on", TEXT, nullable=True),  # the last local date on which it holds
        _text("state"),  # pending, verified, rejected, withdrawn, replaced
        _text("file_id", default=""),  # what Telegram knows the evidence by
        _text("file_kind", default=""),  # photo, document
        _number("at"),
        _to("people", "decided_by", optional=True),
        _number("decided_at", optional=True),
        _text("reason", default=""),
        _number("reminded", optional=True),  # the fewest days ahead for which its person was reminded of the end
    )
    op.create_index("qualifications_by_person", "qualifications", ["person_id", "kind_id"])
    op.create_index("qualifications_by_kind", "qualifications", ["kind_id", "state"])
    op.create_index("qualifications_by_end", "qualifications", ["state", "expires_on"])
    for code, levels, months, evidence in FIRST_SET:
        op.execute(_GIVE.bindparams(code=code, levels=levels, months=months, evidence=evidence))


def downgrade() -> None:
    """Forget who is qualified for what."""
    op.drop_table("qualifications")
    op.drop_table("qualification_kinds")
