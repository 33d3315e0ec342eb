"""A town for every story."""

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.support.shared_bots import SharedBots
from tests.support.town import Town, quick_town, town


@pytest.fixture(name="town")
async def a_town(database_url: str, bots: SharedBots, tmp_path: Path) -> AsyncIterator[Town]:
    """A town on a Monday morning at nine, with nobody in it; once on each database. Nothing may go wrong in it."""
    async with quick_town(database_url, bots, tmp_path) as place:
        yield place
    nothing_went_wrong(place)


@pytest.fixture
async def cold_town(database_url: str) -> AsyncIterator[Town]:
    """The same, with a bot that is started as an operator does."""
    async with town(database_url) as place:
        yield place
    nothing_went_wrong(place)


def nothing_went_wrong(place: Town) -> None:
    """The bot has nothing to complain of, whatever people do."""
    wrong = [line for line in map(json.loads, place.log.splitlines()) if line["level"] in {"warning", "error"}]
    assert not wrong, f"the bot complains: {wrong}"
