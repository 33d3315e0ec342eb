"""A city that lists are imported into, on both databases."""

import pytest

from storage.engine.database import Database
from tests.support.city import City


@pytest.fixture
async def city(database: Database) -> City:
    """A small organisation."""
    return await City.founded(database)
