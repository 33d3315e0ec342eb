"""A town for every story."""

import json
from collections.abc import AsyncIterator

import pytest

from tests.support.town import Town, town


@pytest.fixture(name="town")
async def a_town(database_url: str) -> AsyncIterator[Town]:
    """A town on a Monday morning at nine, with nobody in it; once on each database. Nothing may go wrong in it."""
    async with town(database_url) as place:
        yield place
    wrong = [line for line in map(json.loads, place.log.splitlines()) if line["level"] in {"warning", "error"}]
    assert not wrong, "whatever people do, the bot has nothing to complain of"
