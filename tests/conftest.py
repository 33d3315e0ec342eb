"""What every test can ask for."""

from collections.abc import AsyncIterator, Iterator

import pytest

from storage.database import Database, connect
from tests.support.databases import Databases


@pytest.fixture(scope="session")
def databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Databases]:
    """Where databases come from; a worker of pytest-xdist has its own."""
    with Databases(tmp_path_factory.mktemp("databases")) as databases:
        yield databases


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, databases: Databases) -> Iterator[str]:
    """The address of a migrated database without rows; the test runs once on each kind."""
    with databases.fresh(request.param) as url:
        yield url


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """The database at `database_url`, open."""
    async with connect(database_url) as database:
        yield database
