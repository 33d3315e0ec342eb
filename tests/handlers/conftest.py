"""What the tests of handlers can ask for: a small organisation, and people who chat with it."""

from collections.abc import AsyncIterator

import pytest

from storage.engine.database import Database
from tests.support.chat import Chat
from tests.support.city import City, city_on_sqlite
from tests.support.databases import Databases
from tests.support.scene import Scene


@pytest.fixture
async def city(databases: Databases) -> AsyncIterator[City]:
    """A small organisation in a fresh SQLite database; the rows' own tests are for both kinds."""
    async with city_on_sqlite(databases) as city:
        yield city


@pytest.fixture
def chat(city: City) -> Chat:
    """Yigong's handlers over that database, without a network."""
    return Chat(city.database)


@pytest.fixture
async def scene(database: Database) -> Scene:
    """A shift with Wang in it, on each kind of database."""
    return await Scene.set(database)
