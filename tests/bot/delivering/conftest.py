"""Where what is owed is delivered from, on both databases."""

import pytest

from storage.engine.database import Database
from tests.support.delivering import PostOffice


@pytest.fixture
async def office(database: Database) -> PostOffice:
    """A post office."""
    return await PostOffice.opened(database)
