"""What people say of themselves, on which days they can't come, and who answers for those under age."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger()
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def _key() -> sa.Column[int]:
    return sa.Column("id", KEY, sa.Identity(always=False), primary_key=True)


def _of_person() -> sa.Column[int]:
    return sa.Column("person_id", NUMBER, sa.ForeignKey("people.id"), nullable=False)


def _answer(name: str) -> sa.Column[str]:
    """NULL: not said; a dash: rather not."""
    return sa.Column(name, TEXT, nullable=True)


def _text(name: str, default: str | None = None) -> sa.Column[str]:
    return sa.Column(name, TEXT, nullable=False, server_default=default)


def _number(name: str, *, optional: bool = False) -> sa.Column[int]:
    return sa.Column(name, NUMBER, nullable=optional)


def upgrade() -> None:
    """Add the column that signing up reads, and the three tables."""
    op.add_column("people", _answer("born"))  # YYYY or YYYY-MM-DD
    op.create_table(
        "profiles",
        sa.Column("person_id", NUMBER, sa.ForeignKey("people.id"), primary_key=True, autoincrement=False),
        _answer("gender"),
        _answer("education"),
        _answer("occupation"),
        _answer("background"),
        _answer("skills"),
        _answer("languages"),  # codes of those that are offered, others as they were typed, between commas
        _answer("district"),
        _answer("available"),  # numbers of times of the week, between commas
        _answer("emergency_name"),
        _answer("emergency_phone"),
        _answer("emergency_relation"),
        _number("at"),  # when something of it changed last
    )
    op.create_table(
        "blocked_days",
        _key(),
        _of_person(),
        _text("first_day"),
        _text("last_day"),
    )
    op.create_index("blocked_days_by_person", "blocked_days", ["person_id", "last_day"])
    op.create_table(
        "guardians",  # a row for each link that was given; the one by which somebody consented has them
        _key(),
        _of_person(),  # who is under age
        _text("digest"),  # of what is in the link
        _text("state"),  # asked, consented, withdrawn
        _number("asked_at"),
        _number("telegram_id", optional=True),
        _text("name", default=""),
        _text("phone", default=""),
        _text("text", default=""),  # what was consented to
        _number("consented_at", optional=True),
        _number("withdrawn_at", optional=True),
    )
    op.create_index("guardians_by_digest", "guardians", ["digest"], unique=True)
    op.create_index("guardians_by_person", "guardians", ["person_id", "state"])
    op.create_index("guardians_by_telegram", "guardians", ["telegram_id"])


def downgrade() -> None:
    """Forget all of it."""
    for table in ("guardians", "blocked_days", "profiles"):
        op.drop_table(table)
    op.drop_column("people", "born")
