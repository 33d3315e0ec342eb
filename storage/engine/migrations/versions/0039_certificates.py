"""Certificates of service, with what was signed of each and by which key; and whoever is named in one."""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger()
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def _text(name: str, *, optional: bool = False) -> sa.Column[str]:
    return sa.Column(name, TEXT, nullable=optional, server_default=None if optional else "")


def upgrade() -> None:
    """Add their tables; the first key is made when the first one is issued."""
    op.create_table(
        "signing_keys",
        sa.Column("id", KEY, sa.Identity(always=False), primary_key=True),
        sa.Column("nth", NUMBER, nullable=False, unique=True),  # of two that are made at once one is kept
        sa.Column("public", TEXT, nullable=False),
        sa.Column("private", TEXT, nullable=False),
        sa.Column("at", NUMBER, nullable=False),
    )
    op.create_table(
        "certificates",
        sa.Column("id", KEY, sa.Identity(always=False), primary_key=True),
        sa.Column("number", TEXT, nullable=False, unique=True),
        sa.Column("person_id", NUMBER, sa.ForeignKey("people.id"), nullable=True),  # empty once erased
        _text("unit"),  # as it was called then
        _text("name"),
        _text("first_day", optional=True),
        _text("last_day", optional=True),
        sa.Column("minutes", NUMBER, nullable=False),
        _text("payload"),
        _text("signature"),
        sa.Column("key_id", NUMBER, nullable=False),  # of a key, which is never taken away
        _text("digest"),  # of what it says, but for its number
        sa.Column("shows_name", NUMBER, nullable=False, server_default="0"),
        _text("state"),  # valid, replaced, withdrawn
        sa.Column("at", NUMBER, nullable=False),
        sa.Column("ended_at", NUMBER, nullable=True),
        _text("ended_as"),  # holder, admin, erasure
        _text("reason"),
    )
    valid = sa.text("state = 'valid'")
    op.create_index(
        "one_certificate",
        "certificates",
        ["person_id", "digest"],
        unique=True,
        sqlite_where=valid,
        postgresql_where=valid,
    )
    op.create_index("certificates_by_person", "certificates", ["person_id", "id"])
    op.create_table(
        "certificate_leaders",
        sa.Column("certificate_id", NUMBER, sa.ForeignKey("certificates.id"), primary_key=True),
        sa.Column("person_id", NUMBER, sa.ForeignKey("people.id"), primary_key=True),
    )
    op.create_index("certificates_by_leader", "certificate_leaders", ["person_id"])


def downgrade() -> None:
    """Forget what was certified, and the keys."""
    op.drop_table("certificate_leaders")
    op.drop_table("certificates")
    op.drop_table("signing_keys")
