"""A town for every story."""

from collections.abc import AsyncIterator

import pytest

from tests.support.town import Town, town


@pytest.fixture(name="town")
async def a_town(database_url: str) -> AsyncIterator[Town]:
    """A town on a Monday morning at nine, with nobody in it; once on each database."""
    async with town(database_url) as place:
        yield place
