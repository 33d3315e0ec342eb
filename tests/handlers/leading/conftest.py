"""A leader of Jiaojiang, who posts and changes activities."""

import pytest

from tests.support.chat import Chat, PhoneInChat
from tests.support.city import City
from volunteering.rules.tree import Role


@pytest.fixture
async def li(chat: Chat, city: City) -> PhoneInChat:
    """A leader of one team with nothing below it."""
    return await chat.volunteer("Li", city.jiaojiang, role=Role.LEADER)
