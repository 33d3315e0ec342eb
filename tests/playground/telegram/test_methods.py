"""What the bot may call, and Telegram's words for what it may not."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from playground.ground.people import Group
from playground.serving.server import Playground
from tests.playground.conftest import LI, MEI, Caller
from words.codes import qr_code


def inline(*labels: str, **more: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": label, "callback_data": label, **more}] for label in labels]}


async def test_who_the_bot_is(bot: Caller) -> None:
    me = await bot("getMe")
    assert me["username"] == "yigong_bot"
    assert me["is_bot"]


async def test_a_message_is_told_back_as_it_was_understood(bot: Caller, playground: Playground) -> None:
    told = await bot(
        "sendMessage", chat_id=MEI.id, text="<b>Hi</b>", parse_mode="HTML", reply_markup=inline("A", style="success")
    )
    assert told["text"] == "Hi"
    assert told["entities"] == [{"type": "bold", "offset": 0, "length": 2}]
    assert told["reply_markup"] == inline("A", style="success")
    assert told["chat"] == {"id": MEI.id, "type": "private", "first_name": "Mei"}
    assert told["date"] == int(playground.clock.now())
    assert playground.phone(MEI).screen.labels == ("A",)


@pytest.mark.parametrize("kind", ["query", "form", "json", "multipart"])
@pytest.mark.parametrize("method", ["sendMessage", "sendmessage"])
async def test_parameters_in_every_shape(
    bot: Caller, session: aiohttp.ClientSession, playground: Playground, kind: str, method: str
) -> None:
    given = {
        "chat_id": str(MEI.id),
        "text": "Hi",
        "reply_markup": '{"inline_keyboard": [[{"text": "A", "url": "a.b"}]]}',
    }
    url = f"{bot.root}/{method}"
    if kind == "query":
        request = session.get(url, params=given)
    elif kind == "form":
        request = session.post(url, data=given)
    elif kind == "json":
        request = session.post(url, json=given)
    else:
        request = session.post(url, data=aiohttp.FormData(given, default_to_multipart=True))
    async with request as response:
        assert response.status == 200
    assert playground.phone(MEI).screen.labels == ("A",)


async def test_a_file_that_comes_in_pieces_arrives_whole(
    bot: Caller, session: aiohttp.ClientSession, playground: Playground
) -> None:
    content = bytes(range(256)) * 100
    head = (
        f'--x\r\nContent-Disposition: form-data; name="chat_id"\r\n\r\n{MEI.id}\r\n'
        '--x\r\nContent-Disposition: form-data; name="document"; filename="all.bin"\r\n\r\n'
    ).encode()

    async def pieces() -> AsyncIterator[bytes]:
        """A beginning, a crumb shorter than what ends a part, and then more than a reader takes at once."""
        for piece in (head + content[:1], content[1:2], content[2:] + b"\r\n--x--\r\n"):
            yield piece
            for _ in range(100):  # until the one at the other end has read it
                await asyncio.sleep(0)

    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    async with session.post(f"{bot.root}/sendDocument", data=pieces(), headers=headers) as response:
        told = (await response.json())["result"]
    document = playground.phone(MEI).screen.document
    assert document is not None
    assert (told["document"]["file_name"], document.content) == ("all.bin", content)


SENDING = [
    ({"chat_id": ""}, "chat_id is empty"),
    ({"chat_id": 5}, "chat not found"),
    ({"chat_id": "@nobody"}, "chat not found"),
    ({"chat_id": LI.id}, "chat not found"),
    ({"text": ""}, "message text is empty"),
    ({"text": "x" * 4097}, "message is too long"),
    ({"text": "<x>", "parse_mode": "HTML"}, 'can\'t parse entities: Unsupported start tag "x" at byte offset 0'),
    ({"parse_mode": "MarkdownV3"}, "unsupported parse_mode"),
    ({"reply_markup": "{"}, "can't parse reply markup JSON object"),
    ({"reply_markup": []}, "object expected as reply markup"),
    ({"reply_markup": {}}, "can't parse reply keyboard markup JSON object"),
    ({"reply_markup": {"inline_keyboard": "A"}}, "can't parse inline keyboard: expected an Array of Arrays"),
    ({"reply_markup": inline("")}, "keyboard button text must be non-empty"),
    ({"reply_markup": inline("A", callback_data="x" * 65)}, "BUTTON_DATA_INVALID"),
    ({"reply_markup": inline("A", callback_data="义" * 22)}, "BUTTON_DATA_INVALID"),
    ({"reply_markup": inline("A", style="pink")}, "invalid button style specified"),
    ({"reply_markup": inline(*map(str, range(101)))}, "reply markup is too long"),
    (
        {"reply_markup": {"inline_keyboard": [[{"text": "A"}]]}},
        "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    ),
]


@pytest.mark.parametrize(("wrong", "complaint"), SENDING)
async def test_what_cannot_be_sent(bot: Caller, wrong: dict[str, Any], complaint: str) -> None:
    params = {"chat_id": MEI.id, "text": "Hi"} | wrong
    assert await bot.refusal("sendMessage", **params) == f"Bad Request: {complaint}"


async def test_what_just_fits(bot: Caller) -> None:
    long = await bot("sendMessage", chat_id=MEI.id, text="x" * 4096, reply_markup=inline("A", callback_data="x" * 64))
    assert len(long["text"]) == 4096
    many = await bot("sendMessage", chat_id=MEI.id, text="x", reply_markup=inline(*map(str, range(100))))
    assert sum(map(len, many["reply_markup"]["inline_keyboard"])) == 100


async def test_an_edit_has_to_change_something(bot: Caller, playground: Playground) -> None:
    sent = await bot("sendMessage", chat_id=MEI.id, text="One", reply_markup=inline("A"))
    place = {"chat_id": MEI.id, "message_id": sent["message_id"]}
    same = (
        "Bad Request: message is not modified: specified new message content and reply markup are exactly the same "
        "as a current content and reply markup of the message"
    )
    assert await bot.refusal("editMessageText", **place, text="One", reply_markup=inline("A")) == same
    assert await bot.refusal("editMessageReplyMarkup", **place, reply_markup=inline("A")) == same
    edited = await bot("editMessageText", **place, text="Two")
    assert (edited["text"], "reply_markup" in edited, "edit_date" in edited) == ("Two", False, True)
    await bot("editMessageReplyMarkup", **place, reply_markup=inline("B"))
    assert playground.phone(MEI).screen.labels == ("B",)


async def test_what_cannot_be_edited_or_deleted(bot: Caller, playground: Playground) -> None:
    mei = playground.telegram.chats[MEI.id]
    playground.telegram.hear(mei, "mine")
    mine = next(iter(mei.messages))
    place = {"chat_id": MEI.id, "message_id": 999}
    assert await bot.refusal("editMessageText", **place, text="x") == "Bad Request: message to edit not found"
    assert await bot.refusal("deleteMessage", **place) == "Bad Request: message to delete not found"
    place["message_id"] = mine
    assert await bot.refusal("editMessageText", **place, text="x") == "Bad Request: message can't be edited"


async def test_a_message_can_be_deleted_for_two_days(bot: Caller, playground: Playground) -> None:
    sent = [await bot("sendMessage", chat_id=MEI.id, text="x") for _ in range(2)]
    place = {"chat_id": MEI.id}
    await bot("deleteMessage", **place, message_id=sent[0]["message_id"])
    await playground.clock.advance(48 * 3600 + 1)
    complaint = await bot.refusal("deleteMessage", **place, message_id=sent[1]["message_id"])
    assert complaint == "Bad Request: message can't be deleted for everyone"
    assert len(playground.phone(MEI).chat) == 1


async def test_a_chat_keeps_its_newest_messages_only(playground: Playground) -> None:
    chat = playground.telegram.chats[MEI.id]
    for number in range(250):
        playground.telegram.hear(chat, str(number))
    assert [message.text for message in chat.messages.values()] == [str(number) for number in range(50, 250)]


async def test_a_flood_is_stopped_with_the_seconds_to_wait(bot: Caller, playground: Playground) -> None:
    for _ in range(5):
        await bot("sendMessage", chat_id=MEI.id, text="x")
    answer = await bot.answer("sendMessage", chat_id=MEI.id, text="x")
    assert answer == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 1",
        "parameters": {"retry_after": 1},
    }
    assert playground.telegram.calls.floods == 1
    assert playground.telegram.calls.sent_to[MEI.id] == 5


async def test_a_document_goes_there_and_back(
    bot: Caller, session: aiohttp.ClientSession, playground: Playground
) -> None:
    content = "\ufeffa,b\n1,2\n".encode()
    form = aiohttp.FormData({"chat_id": str(MEI.id), "caption": "<i>Nov</i>", "parse_mode": "HTML"})
    form.add_field("document", "attach://csv")
    form.add_field("csv", content, filename="stats.csv", content_type="text/csv")
    async with session.post(f"{bot.root}/sendDocument", data=form) as response:
        told = (await response.json())["result"]
    assert (told["caption"], told["document"]["file_name"]) == ("Nov", "stats.csv")
    file = await bot("getFile", file_id=told["document"]["file_id"])
    root, token = bot.root.split("/bot", 1)
    async with session.get(f"{root}/file/bot{token}/{file['file_path']}") as response:
        assert await response.read() == content
    screen = playground.phone(MEI).screen
    assert screen.document is not None
    assert screen.document.content == content
    await bot("sendDocument", chat_id=MEI.id, document=told["document"]["file_id"])


async def test_a_picture_is_seen_with_its_caption(
    bot: Caller, session: aiohttp.ClientSession, playground: Playground
) -> None:
    content = qr_code("https://t.me/yigong_bot?start=u1")
    form = aiohttp.FormData({"chat_id": str(MEI.id), "caption": "Join <b>us</b>", "parse_mode": "HTML"})
    form.add_field("photo", content, filename="us.png", content_type="image/png")
    async with session.post(f"{bot.root}/sendPhoto", data=form) as response:
        told = (await response.json())["result"]
    [size] = told["photo"]
    assert (told["caption"], size["width"]) == ("Join us", size["height"])
    file = playground.telegram.files.find(size["file_id"])
    assert file is not None
    assert file.content == content
    complaint = await bot.refusal("editMessageText", chat_id=MEI.id, message_id=told["message_id"], text="No")
    assert complaint == "Bad Request: there is no text in the message to edit"
    assert await bot.refusal("sendPhoto", chat_id=MEI.id) == "Bad Request: there is no photo in the request"


async def test_documents_that_are_none(bot: Caller) -> None:
    assert await bot.refusal("getFile", file_id="x") == "Bad Request: invalid file_id"
    complaint = await bot.refusal("sendDocument", chat_id=MEI.id, document="x")
    assert complaint == "Bad Request: wrong file identifier/HTTP URL specified"
    too_long = await bot.refusal("sendDocument", chat_id=MEI.id, document="x", caption="x" * 1025)
    assert too_long == "Bad Request: message caption is too long"


async def test_the_menu_of_commands_is_the_narrowest_that_fits(bot: Caller, playground: Playground) -> None:
    def commands(name: str) -> list[dict[str, str]]:
        return [{"command": name, "description": name}]

    mei, li = playground.phone(MEI), playground.phone(LI)
    await bot("setMyCommands", commands=commands("all"))
    await bot("setMyCommands", commands=commands("private"), scope={"type": "all_private_chats"})
    await bot("setMyCommands", commands=commands("zh"), scope={"type": "all_private_chats"}, language_code="zh")
    assert (mei.menu, li.menu) == (commands("private"), commands("zh"))
    hers = {"type": "chat", "chat_id": MEI.id}
    await bot("setMyCommands", commands=commands("hers"), scope=hers)
    assert mei.menu == await bot("getMyCommands", scope=hers) == commands("hers")
    await bot("deleteMyCommands", scope=hers)
    await bot("deleteMyCommands", scope={"type": "all_private_chats"})
    assert mei.menu == commands("all")


COMMANDS = [
    ({"commands": [{"command": "Up", "description": "x"}]}, "BOT_COMMAND_INVALID"),
    ({"commands": [{"command": "up", "description": ""}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
    ({"commands": [{"command": "up", "description": "x"}] * 101}, "BOT_COMMANDS_TOO_MUCH"),
    ({"commands": [], "language_code": "zh-hans"}, "invalid language code specified"),
    ({"commands": [], "scope": {"type": "chat", "chat_id": 5}}, "chat not found"),
    ({"commands": [], "scope": {"type": "moon"}}, "can't parse BotCommandScope: unsupported type specified"),
]


@pytest.mark.parametrize(("params", "complaint"), COMMANDS)
async def test_commands_that_are_none(bot: Caller, params: dict[str, Any], complaint: str) -> None:
    assert await bot.refusal("setMyCommands", **params) == f"Bad Request: {complaint}"


async def test_what_the_bot_says_of_itself(bot: Caller, playground: Playground) -> None:
    assert await bot("setMyDescription", description="Helps", language_code="zh")
    assert playground.telegram.names["description", "zh"] == "Helps"
    assert await bot("getMyDescription", language_code="zh") == {"description": "Helps"}
    assert await bot("getMyDescription") == {"description": ""}
    assert await bot("setMyName", name="Yigong")
    assert await bot("setMyShortDescription", short_description="Helps")
    assert await bot("getMyShortDescription", language_code="en") == {"short_description": "Helps"}
    assert await bot.refusal("setMyName", name="x" * 65) == "Bad Request: name is too long"


@pytest.mark.parametrize("method", ["logOut", "close", "sendChatAction"])
async def test_what_is_only_nodded_at(bot: Caller, method: str) -> None:
    assert await bot(method, chat_id=MEI.id, action="typing") is True


async def test_a_group_can_be_written_to(bot: Caller, playground: Playground) -> None:
    playground.telegram.add(Group(-7, "Leaders"))
    told = await bot("sendMessage", chat_id=-7, text="Hi")
    assert told["chat"] == {"id": -7, "type": "group", "title": "Leaders"}


async def test_strangers_and_unknown_methods(bot: Caller, session: aiohttp.ClientSession) -> None:
    assert await bot.refusal("sendPigeon") == "Not Found: method not found"
    async with session.get(bot.root + "x/getMe") as response:
        assert response.status == 401
        assert await response.json() == {"ok": False, "error_code": 401, "description": "Unauthorized"}
    async with session.post(f"{bot.root}/getMe", data="{", headers={"Content-Type": "application/json"}) as response:
        assert response.status == 400
