"""Who came and went by the code of a shift, which its leaders show."""

import sqlalchemy as sa
from alembic import op

revision = "0067"
down_revision = "0066"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger()
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
KEY = NUMBER.with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the tables, of which none has anything yet."""
    op.create_table(
        "check_in_doors",
        sa.Column("shift_id", NUMBER, sa.ForeignKey("shifts.id"), primary_key=True, autoincrement=False),
        sa.Column("secret", TEXT, nullable=False),  # 32 bytes, in hexadecimal digits
        sa.Column("opened_at", NUMBER, nullable=False),
        sa.Column("changes", NUMBER, nullable=False),  # how often somebody came or went
    )
    op.create_table(
        "check_in_boards",
        sa.Column("shift_id", NUMBER, sa.ForeignKey("shifts.id"), primary_key=True, autoincrement=False),
        sa.Column("person_id", NUMBER, sa.ForeignKey("people.id"), primary_key=True, autoincrement=False),
        sa.Column("code", NUMBER, nullable=False),  # which of their messages with the code goes on
        sa.Column("arrivals", NUMBER, nullable=False),  # and which of those with who is here
    )
    op.create_index("check_in_boards_person", "check_in_boards", ["person_id"])
    op.create_table(
        "check_ins",
        sa.Column("shift_id", NUMBER, sa.ForeignKey("shifts.id"), primary_key=True, autoincrement=False),
        sa.Column("person_id", NUMBER, sa.ForeignKey("people.id"), primary_key=True, autoincrement=False),
        sa.Column("ticket", NUMBER, nullable=False),  # of the sign-up
        sa.Column("in_at", NUMBER, nullable=False),
        sa.Column("out_at", NUMBER, nullable=True),
        sa.Column("by_id", NUMBER, sa.ForeignKey("people.id"), nullable=True),  # the leader who said that they came
        sa.Column("at", NUMBER, nullable=False),  # when it was said that they came
    )
    op.create_index("check_ins_person", "check_ins", ["person_id"])
    op.create_table(
        "check_in_guesses",
        sa.Column("id", KEY, sa.Identity(always=False), primary_key=True),
        sa.Column("person_id", NUMBER, sa.ForeignKey("people.id"), nullable=False),
        sa.Column("shift_id", NUMBER, sa.ForeignKey("shifts.id"), nullable=True),  # NULL: of none in particular
        sa.Column("at", NUMBER, nullable=False),
    )
    op.create_index("check_in_guesses_person", "check_in_guesses", ["person_id", "at"])


def downgrade() -> None:
    """What the roster has of who came stays; when they came goes."""
    for table in ("check_in_guesses", "check_ins", "check_in_boards", "check_in_doors"):
        op.drop_table(table)
