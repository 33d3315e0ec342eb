"""The rules are the same on every database; what only databases can get wrong is tested in tests/storage."""

from collections.abc import AsyncIterator

import pytest

from tests.support.city import City, city_on_sqlite
from tests.support.databases import Databases


@pytest.fixture
async def city(databases: Databases) -> AsyncIterator[City]:
    """A small organisation in a fresh SQLite file."""
    async with city_on_sqlite(databases) as city:
        yield city
