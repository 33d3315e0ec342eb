"""Bodily risk, who agreed to it and how they are insured; who was excused or sent home; how many people were served.

What a roster's tick doesn't say stands beside it, so that every older tick means what it meant.
"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger()
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Add what rosters and activities say more, and the consents."""
    for column in ("risk", "insurer"):  # empty: no bodily risk
        op.add_column("activities", sa.Column(column, TEXT, nullable=False, server_default=""))
    for column in ("insured_from", "insured_until"):  # local dates, both of them insured
        op.add_column("activities", sa.Column(column, TEXT, nullable=True))
    for column in ("served_people", "handed_out"):  # empty: nobody said
        op.add_column("shifts", sa.Column(column, NUMBER, nullable=True))
    op.add_column("signups", sa.Column("noted", TEXT, nullable=True))  # excused, sent_home; empty: as the tick says
    excused = sa.text("noted = 'excused'")
    op.create_index("signups_excused", "signups", ["shift_id"], sqlite_where=excused, postgresql_where=excused)
    op.create_table(
        "risk_consents",  # to what was shown: a text and an insurance
        sa.Column("id", KEY, sa.Identity(always=False), primary_key=True),
        sa.Column("person_id", NUMBER, sa.ForeignKey("people.id"), nullable=False),
        sa.Column("activity_id", NUMBER, sa.ForeignKey("activities.id"), nullable=False),
        sa.Column("risk", TEXT, nullable=False),
        sa.Column("insurer", TEXT, nullable=False),
        sa.Column("insured_from", TEXT, nullable=False),
        sa.Column("insured_until", TEXT, nullable=False),
        sa.Column("at", NUMBER, nullable=False),
    )
    op.create_index("risk_consents_by_person", "risk_consents", ["person_id", "activity_id"])


def downgrade() -> None:
    """Forget all of it; whoever was excused is a no-show's tick again, and whoever was sent home came."""
    op.drop_table("risk_consents")
    op.drop_index("signups_excused", "signups")
    op.drop_column("signups", "noted")
    for column in ("served_people", "handed_out"):
        op.drop_column("shifts", column)
    for column in ("risk", "insurer", "insured_from", "insured_until"):
        op.drop_column("activities", column)
