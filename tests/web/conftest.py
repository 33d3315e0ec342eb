"""What the tests of the public pages can ask for."""

from collections.abc import AsyncIterator

import pytest

from storage.engine.database import Database
from tests.support.city import City, city_on_sqlite
from tests.support.databases import Databases


@pytest.fixture
async def city(database: Database) -> City:
    """A small organisation, in a fresh database of either kind."""
    return await City.founded(database)


@pytest.fixture
async def sqlite_city(databases: Databases) -> AsyncIterator[City]:
    """The same on SQLite alone, for how often it is asked."""
    async with city_on_sqlite(databases) as city:
        yield city
