"""Who was taken out of an appraisal may be in another of that year, and what was said in the first stays there."""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None

_OF_A_YEAR = "appraisal_sheets_of_a_year"
_TWICE = """
    DELETE FROM appraisal_sheets WHERE id NOT IN (
        SELECT x.id FROM (
            SELECT s.id, ROW_NUMBER() OVER (
                PARTITION BY s.year, s.person_id ORDER BY CASE s.state WHEN 'in' THEN 0 ELSE 1 END, s.id DESC
            ) AS place FROM appraisal_sheets s
        ) x WHERE x.place = 1
    )
"""


def upgrade() -> None:
    """A person is appraised once a year, and has one sheet in an appraisal."""
    with op.batch_alter_table("appraisal_sheets") as sheets:
        sheets.drop_constraint(_OF_A_YEAR, type_="unique")
    is_in = sa.text("state = 'in'")
    op.create_index(
        _OF_A_YEAR,
        "appraisal_sheets",
        ["year", "person_id"],
        unique=True,
        sqlite_where=is_in,
        postgresql_where=is_in,
    )
    op.create_index("appraisal_sheets_once", "appraisal_sheets", ["appraisal_id", "person_id"], unique=True)


def downgrade() -> None:
    """One sheet a year, whether its person is in it or not."""
    op.execute(_TWICE)
    op.drop_index("appraisal_sheets_once", "appraisal_sheets")
    op.drop_index(_OF_A_YEAR, "appraisal_sheets")
    with op.batch_alter_table("appraisal_sheets") as sheets:
        sheets.create_unique_constraint(_OF_A_YEAR, ["year", "person_id"])
