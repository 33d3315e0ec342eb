"""What the tests of the public pages can ask for."""

import pytest

from storage.engine.database import Database
from tests.support.city import City


@pytest.fixture
async def city(database: Database) -> City:
    """A small organisation, in a fresh database of either kind."""
    return await City.founded(database)
