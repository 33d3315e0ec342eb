"""The rules are the same on every database; what only databases can get wrong is tested in tests/storage."""

from collections.abc import AsyncIterator

import pytest

from storage.database import connect
from tests.support.city import City
from tests.support.databases import Databases


@pytest.fixture
async def city(databases: Databases) -> AsyncIterator[City]:
    """A small organisation in a fresh SQLite file."""
    with databases.fresh("sqlite") as url:
        async with connect(url) as database:
            yield await City.founded(database)
