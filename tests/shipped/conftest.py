"""What tests of what is shipped can ask for."""

from collections.abc import Iterator

import pytest

from tests.support.databases import Databases


@pytest.fixture
def sqlite_url(databases: Databases) -> Iterator[str]:
    """The address of a migrated file without rows."""
    with databases.fresh("sqlite") as url:
        yield url
