"""What the tests of handlers can ask for: a small organisation, and people who chat with it."""

from collections.abc import AsyncIterator

import pytest

from storage.database import connect
from tests.support.chat import Chat
from tests.support.city import City
from tests.support.databases import Databases


@pytest.fixture
async def city(databases: Databases) -> AsyncIterator[City]:
    """A small organisation in a fresh SQLite database; the rows' own tests are for both kinds."""
    with databases.fresh("sqlite") as url:
        async with connect(url) as database:
            yield await City.founded(database)


@pytest.fixture
def chat(city: City) -> Chat:
    """Yigong's handlers over that database, without a network."""
    return Chat(city.database)
