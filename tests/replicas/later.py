"""`python -m tests.replicas.later FOLDER run`: the program of a later day, whose migrations lie in that folder."""

import shutil
import sys
from pathlib import Path

from bot.__main__ import main
from storage.engine import revisions

_ONE_MORE = '''"""What a later Yigong needs."""

import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = "{before}"


def upgrade() -> None:
    op.add_column("people", sa.Column("later", sa.BigInteger(), nullable=True))
'''


def migrations_of_a_later_day(folder: Path) -> Path:
    """Today's and one more, which changes a table that every tap reads. Gives their folder."""
    later = Path(shutil.copytree(revisions.MIGRATIONS, folder / "migrations"))
    (later / "versions/9999_later.py").write_text(_ONE_MORE.format(before=revisions.head()), encoding="utf-8")
    return later


if __name__ == "__main__":
    setattr(revisions, "MIGRATIONS", Path(sys.argv[1]))  # noqa: B010 - in its place, for this process
    sys.exit(main(sys.argv[2:]))
