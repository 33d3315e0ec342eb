"""What people send besides texts reaches the bot as Telegram tells of it, and can be fetched where it is a file."""

import pytest

from playground.phones import acts
from playground.phones.acts import CannotDoError
from playground.phones.attaching import (
    STICKER,
    STICKER_SIDE,
    VOICE,
    VOICE_SECONDS,
    sends_location,
    sends_photo,
    sends_sticker,
    speaks,
)
from playground.serving.server import Playground
from tests.playground.conftest import LI, MEI, Caller

FILE = {"file_id", "file_unique_id", "file_size"}


async def test_each_as_telegram_tells_of_it(playground: Playground, bot: Caller) -> None:
    telegram = playground.telegram
    sends_photo(telegram, MEI, b"jpeg", 640, 480)
    speaks(telegram, MEI)
    sends_sticker(telegram, MEI)
    sends_location(telegram, MEI)
    acts.shares_contact(telegram, MEI, LI)
    photo, voice, sticker, location, contact = [update["message"] for update in await bot.take()]
    *smaller, size = photo["photo"]
    assert [(small["width"], small["height"]) for small in smaller] == [(90, 67), (320, 240)]
    assert (size["width"], size["height"], size["file_size"], size.keys()) == (640, 480, 4, FILE | {"width", "height"})
    assert voice["voice"].keys() == FILE | {"duration", "mime_type"}
    assert voice["voice"]["duration"] == VOICE_SECONDS
    assert (sticker["sticker"]["type"], sticker["sticker"]["width"]) == ("regular", STICKER_SIDE)
    assert location["location"] == {"latitude": 28.6561, "longitude": 121.4205}
    assert contact["contact"]["user_id"] == LI.id
    assert all("text" not in message for message in (photo, voice, sticker, location, contact))

    for told, content in ((size, b"jpeg"), (voice["voice"], VOICE), (sticker["sticker"], STICKER)):
        path = (await bot("getFile", file_id=told["file_id"]))["file_path"]
        async with bot.session.get(f"{playground.url}/file/bot{playground.token}/{path}") as response:
            assert await response.read() == content


async def test_nothing_is_sent_to_a_bot_that_was_blocked(playground: Playground) -> None:
    acts.blocks(playground.telegram, MEI)
    with pytest.raises(CannotDoError):
        speaks(playground.telegram, MEI)
