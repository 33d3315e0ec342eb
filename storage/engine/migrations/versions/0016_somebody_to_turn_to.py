"""What somebody asks a leader, what the two say of it, and of whom it is asked."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger()
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def _key() -> sa.Column[int]:
    return sa.Column("id", KEY, sa.Identity(always=False), primary_key=True)


def _to(table: str, name: str, *, optional: bool = False) -> sa.Column[int]:
    return sa.Column(name, NUMBER, sa.ForeignKey(f"{table}.id"), nullable=optional)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, NUMBER, nullable=False)


def _text(name: str, default: str | None = None) -> sa.Column[str]:
    return sa.Column(name, TEXT, nullable=False, server_default=default)


def upgrade() -> None:
    """Add the three tables."""
    op.create_table(
        "enquiries",
        _key(),
        _to("people", "person_id"),  # who asks
        _to("units", "unit_id"),  # whose leaders may answer
        _text("matter"),  # what it is about; with the numbers of what that is
        _to("activities", "activity_id", optional=True),
        _to("shifts", "shift_id", optional=True),
        _to("claims", "claim_id", optional=True),
        _to("people", "writer_id", optional=True),  # of the letter that it answers
        _text("quote", default=""),  # the letter's words
        _text("state"),  # open, answered
        _number("at"),  # when something was said last
        _to("people", "answered_by", optional=True),
    )
    op.create_index("enquiries_by_person", "enquiries", ["person_id", "state"])
    op.create_index("enquiries_by_activity", "enquiries", ["activity_id", "state"])
    op.create_index("enquiries_by_state", "enquiries", ["state"])
    op.create_table(
        "enquiry_lines",  # what is said in them
        _key(),
        _to("enquiries", "enquiry_id"),
        _to("people", "by_id"),
        _text("kind"),  # words, was_there, put_right
        _text("text"),
        _number("at"),
    )
    op.create_index("enquiry_lines_by_enquiry", "enquiry_lines", ["enquiry_id", "id"])
    op.create_index("enquiry_lines_by_person", "enquiry_lines", ["by_id"])
    op.create_table(
        "enquiry_readers",  # of whom they are asked
        sa.Column("enquiry_id", NUMBER, sa.ForeignKey("enquiries.id"), primary_key=True),
        sa.Column("person_id", NUMBER, sa.ForeignKey("people.id"), primary_key=True),
        _text("state"),  # the enquiry's, here again because each home screen counts what is open
    )
    op.create_index("enquiry_readers_by_person", "enquiry_readers", ["person_id", "state"])


def downgrade() -> None:
    """Forget all that was asked and answered."""
    for table in ("enquiry_readers", "enquiry_lines", "enquiries"):
        op.drop_table(table)
