"""A certificate names its holder: whoever is called by emoji alone is asked for letters first, and nothing is lost."""

from datetime import timedelta

import pytest

from storage.engine.database import Database
from tests.support.chat import Chat, PhoneInChat
from tests.support.city import NOW, City
from tests.support.ledger import Ledger


async def served(city: City, chat: Chat, name: str) -> PhoneInChat:
    phone = await chat.volunteer(name)
    person = await phone.known()
    assert person is not None
    await Ledger(city).logged(person, NOW.date() - timedelta(days=1), 60)
    return phone


@pytest.mark.parametrize("name", ["🌹", "👩🏽‍🌾🇨🇳", "✨ ❤️ ✨"])
async def test_whoever_is_called_by_emoji_alone_writes_their_name_first(database: Database, name: str) -> None:
    city = await City.founded(database)
    mei = await served(city, Chat(database), name)
    await mei.sends("/certificate")
    await mei.taps("Get the certificate")
    mei.sees(f"You are called {name} here")
    assert await city.figure("SELECT COUNT(*) AS n FROM certificates") == 0
    assert mei.files == []
    await mei.taps("Change name")
    await mei.sends("王堃 🌹")
    await mei.sends("/certificate")
    await mei.taps("Get the certificate")
    assert [name.rpartition(".")[2] for name, _ in mei.files] == ["pdf", "png"]


@pytest.mark.parametrize("name", ["1️⃣2️⃣", "阿卜杜·热合曼", "ཨ", "𝓜𝓮𝓲", "㐂" * 64])
async def test_whoever_has_a_letter_or_a_digit_gets_it_at_once(database: Database, name: str) -> None:
    city = await City.founded(database)
    mei = await served(city, Chat(database), name)
    await mei.sends("/certificate")
    await mei.taps("Get the certificate")
    assert [name.rpartition(".")[2] for name, _ in mei.files] == ["pdf", "png"]
