"""Links to the bot: opened from a poster, and passed on from friend to friend."""

import pytest

from playground.phones import acts, links
from playground.phones.acts import CannotDoError
from playground.serving.server import Playground
from tests.playground.conftest import LI, MEI, Caller

SHARED = "https://t.me/share/url?url=https%3A%2F%2Ft.me%2Fyigong_bot%3Fstart%3Da1&text=River%20%26%20lake"
LINK = "https://t.me/yigong_bot?start=a1"


@pytest.mark.parametrize(
    ("link", "text"),
    [
        (LINK, "/start a1"),
        (" t.me/Yigong_bot?start=u-7_x ", "/start u-7_x"),
        ("http://telegram.me/yigong_bot", "/start"),
        ("t.me/yigong_bot?start=", "/start"),
    ],
)
async def test_a_link_on_a_poster_opens_the_chat(playground: Playground, bot: Caller, link: str, text: str) -> None:
    links.opens(playground.telegram, LI, link)  # who has never written to it
    [update] = await bot.take()
    assert (update["message"]["text"], update["message"]["from"]["id"]) == (text, LI.id)


@pytest.mark.parametrize("link", ["", "t.me/other_bot?start=a1", "https://example.org", f"{LINK}&x=1", f"{LINK}%20"])
async def test_other_links_lead_nowhere(playground: Playground, link: str) -> None:
    with pytest.raises(CannotDoError, match="this leads nowhere here"):
        links.opens(playground.telegram, LI, link)


async def test_who_had_blocked_the_bot_lets_it_write_again(playground: Playground, bot: Caller) -> None:
    acts.blocks(playground.telegram, MEI)
    links.opens(playground.telegram, MEI, LINK)
    assert [list(update)[1] for update in await bot.take()] == ["my_chat_member", "my_chat_member", "message"]


async def test_a_friend_passes_it_on(playground: Playground, bot: Caller) -> None:
    keys = {"inline_keyboard": [[{"text": "Tell", "url": SHARED}], [{"text": "No", "callback_data": "n"}]]}
    card = (await bot("sendMessage", chat_id=MEI.id, text="River", reply_markup=keys))["message_id"]
    telegram, friend = playground.telegram, playground.phone(LI)
    mei = playground.phone(MEI)
    mei.passes_on("Tell", friend)
    mei.passes_on("Tell", friend)
    [told] = friend.passed_on
    assert (told.by, told.text, told.link) == ("Mei", "River & lake", LINK)
    assert await bot("getUpdates") == [], "the bot hears nothing of what friends write each other"
    for row, whom in ((1, LI), (0, MEI)):
        with pytest.raises(CannotDoError):
            links.passes_on(telegram, MEI, whom, card, row, 0)
    links.opens(telegram, LI, told.link)
    assert friend.passed_on == []
    mei.passes_on("Tell", friend)
    links.ignores(telegram, LI, told.link)
    assert friend.passed_on == []
