"""Whatever Telegram refuses, a person sees where things stand, and is only given up where they can't be reached."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from markupsafe import Markup
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, TelegramError
from telegram.request import RequestData
from typing_extensions import override

import bot  # noqa: F401 - it turns python-telegram-bot's switches, as in the process
from bot.ground.errors import AskedToWait
from bot.telegram.refusals import is_out_of_reach
from handlers.buttons.activities import ListActivities
from handlers.tapping.screen import Screen
from storage.engine.database import Database
from tests.support.chat import Chat
from tests.support.city import city_on_sqlite
from tests.support.databases import Databases
from tests.support.recorder import Recorder

ABOUT_THE_MESSAGE = [
    "Bad Request: message to edit not found",
    "Bad Request: message can't be edited",
    "Bad Request: there is no text in the message to edit",
    "Bad Request: message identifier is not specified",
    "Bad Request: message not found",
    "Bad Request: MESSAGE_ID_INVALID",
    "Bad Request: MESSAGE_AUTHOR_REQUIRED",
    "Bad Request: MESSAGE_EDIT_TIME_EXPIRED",
    "Bad Request: MESSAGE_EMPTY",
    "Bad Request: inline message identifier is not specified",
    "Bad Request: invalid message identifier specified",
    "Bad Request: message was deleted",
    "Bad Request: message is too old",
    "Bad Request: MSG_ID_INVALID",
    "Bad Request: MEDIA_PREV_INVALID",
    "Bad Request: wrong type of the web page content",
    "Bad Request: something that nobody has ever read",
    "Forbidden: MESSAGE_AUTHOR_REQUIRED",
    "Forbidden: something that nobody has ever read",
]
NOTHING_NEW = [
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the same",
    "Bad Request: MESSAGE_NOT_MODIFIED",
]
NOBODY_THERE = [
    "Forbidden: bot was blocked by the user",
    "Forbidden: user is deactivated",
    "Forbidden: bot can't initiate conversation with a user",
    "Forbidden: bot can't send messages to the user",
    "Forbidden: bot can't send messages to bots",
    "Forbidden: something that nobody has ever read",
    "Bad Request: chat not found",
    "Bad Request: private chat not found",
    "Bad Request: user not found",
    "Bad Request: PEER_ID_INVALID",
    "Bad Request: USER_ID_INVALID",
    "Bad Request: USER_IS_BLOCKED",
    "Bad Request: YOU_BLOCKED_USER",
    "Bad Request: INPUT_USER_DEACTIVATED",
    "Bad Request: USER_DEACTIVATED",
    "Bad Request: user is deactivated",
    "Bad Request: bot was blocked by the user",
    "Bad Request: have no write access to the chat",
    "Bad Request: CHAT_WRITE_FORBIDDEN",
]
ABOUT_THE_CONTENT = [
    "Bad Request: message is too long",
    "Bad Request: message text is empty",
    "Bad Request: can't parse entities: unsupported start tag",
    "Bad Request: BUTTON_DATA_INVALID",
    "Bad Request: reply markup is too long",
    "Bad Request: ENTITY_BOUNDS_INVALID",
]
A_GROUP_S = [
    "Forbidden: bot was kicked from the group chat",
    "Forbidden: bot was kicked from the supergroup chat",
    "Forbidden: bot is not a member of the supergroup chat",
    "Forbidden: the group chat was deleted",
    "Forbidden: not enough rights to send text messages to the chat",
    "Bad Request: not enough rights to send text messages to the chat",
    "Bad Request: have no rights to send a message",
    "Bad Request: need administrator rights in the channel chat",
    "Bad Request: CHAT_WRITE_FORBIDDEN",
    "Bad Request: CHAT_SEND_PLAIN_FORBIDDEN",
    "Bad Request: CHAT_RESTRICTED",
    "Bad Request: CHAT_ADMIN_REQUIRED",
    "Bad Request: USER_BANNED_IN_CHANNEL",
    "Bad Request: CHANNEL_PRIVATE",
    "Bad Request: chat not found",
    "Bad Request: group chat was deactivated",
    "Bad Request: TOPIC_CLOSED",
    "Bad Request: TOPIC_DELETED",
    "Bad Request: message thread not found",
    "Bad Request: something that nobody has ever read",
]
SCREEN = Screen(Markup("where things stand"))


class RefusingRecorder(Recorder):
    """Refuses calls of a method, in the words it was given: as often as there are words."""

    def __init__(self) -> None:
        super().__init__()
        self.refuses: dict[str, list[str | TelegramError]] = {}
        self.given: list[tuple[str, dict[str, Any]]] = []

    @override
    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *more: Any, **timeouts: Any
    ) -> tuple[int, bytes]:
        name = url.rsplit("/", 1)[-1]
        self.given.append((name, dict(request_data.parameters) if request_data else {}))
        words = self.refuses.get(name)
        if words:
            self.calls.append(name)
            raise _fault(words.pop(0))
        return await super().do_request(url, method, request_data, *more, **timeouts)


def _fault(refusal: str | TelegramError) -> TelegramError:
    if isinstance(refusal, TelegramError):
        return refusal
    return Forbidden(refusal) if refusal.startswith("Forbidden") else BadRequest(refusal)


@pytest.fixture
async def chat(databases: Databases) -> AsyncIterator[Chat]:
    """People who chat with Yigong's handlers, without a network."""
    async with city_on_sqlite(databases) as city:
        yield Chat(city.database)


@pytest.fixture
def telegram() -> RefusingRecorder:
    return RefusingRecorder()


@pytest.mark.parametrize("words", ABOUT_THE_MESSAGE)
async def test_what_a_message_cannot_show_a_new_one_shows(telegram: RefusingRecorder, words: str) -> None:
    telegram.refuses["editMessageText"] = [words]
    number = await telegram.messenger().show(7, 5, SCREEN)
    assert telegram.calls == ["editMessageText", "sendMessage"]
    assert [message.id for message in telegram.shelf(7).messages] == [number]


@pytest.mark.parametrize("words", NOTHING_NEW)
async def test_what_is_there_already_is_not_shown_again(telegram: RefusingRecorder, words: str) -> None:
    telegram.refuses["editMessageText"] = [words]
    assert await telegram.messenger().show(7, 5, SCREEN) == 5
    assert telegram.calls == ["editMessageText"]


@pytest.mark.parametrize("words", ABOUT_THE_CONTENT)
async def test_a_text_that_telegram_takes_in_no_message_is_a_fault_and_no_loop(
    telegram: RefusingRecorder, words: str
) -> None:
    telegram.refuses = {"editMessageText": [words], "sendMessage": [words]}
    with pytest.raises(BadRequest) as caught:
        await telegram.messenger().show(7, 5, SCREEN)
    assert not is_out_of_reach(caught.value), "the person is no less reachable for a mistake of ours"
    assert telegram.calls == ["editMessageText", "sendMessage"]


@pytest.mark.parametrize("words", NOBODY_THERE)
async def test_whoever_cannot_be_written_to_is_out_of_reach(telegram: RefusingRecorder, words: str) -> None:
    telegram.refuses = {"editMessageText": [words], "sendMessage": [words]}
    with pytest.raises(TelegramError) as caught:
        await telegram.messenger().show(7, 5, SCREEN)
    assert is_out_of_reach(caught.value)


@pytest.mark.parametrize("error", [NetworkError("broke"), AskedToWait(3)])
async def test_trouble_on_the_way_sends_nothing_else(telegram: RefusingRecorder, error: TelegramError) -> None:
    telegram.refuses["editMessageText"] = [error]
    with pytest.raises(type(error)):
        await telegram.messenger().show(7, 5, SCREEN)
    assert telegram.calls == ["editMessageText"]
    assert not is_out_of_reach(error)


@pytest.mark.parametrize("words", A_GROUP_S)
async def test_a_group_that_refuses_is_no_error(telegram: RefusingRecorder, words: str) -> None:
    telegram.refuses["sendMessage"] = [words]
    await telegram.messenger().say_in_group(-100, SCREEN, topic=4)
    assert telegram.calls == ["sendMessage"], "nor is it said elsewhere"


async def test_a_group_that_became_a_supergroup_is_answered_there(telegram: RefusingRecorder) -> None:
    telegram.refuses["sendMessage"] = [ChatMigrated(-1009)]
    await telegram.messenger().say_in_group(-5, SCREEN)
    assert [message.text for message in telegram.shelf(-1009).messages] == ["where things stand"]
    telegram.refuses["sendMessage"] = [ChatMigrated(-1009), ChatMigrated(-1010)]
    await telegram.messenger().say_in_group(-5, SCREEN)


async def test_a_menu_that_is_refused_is_no_error(telegram: RefusingRecorder) -> None:
    telegram.refuses["setMyCommands"] = ["Bad Request: chat not found"]
    await telegram.messenger().set_menu(7, [("start", "Begin")])
    assert telegram.calls == ["setMyCommands"]


@pytest.mark.parametrize(
    "words", ["Bad Request: query is too old", "Bad Request: QUERY_ID_INVALID", "Bad Request: new"]
)
async def test_a_toast_that_is_refused_takes_nothing_from_the_screen(chat: Chat, words: str) -> None:
    refusing = RefusingRecorder()
    wei = await chat.volunteer()
    chat.recorder, chat.messenger = refusing, refusing.messenger()
    await wei.sends("/start")
    refusing.refuses["answerCallbackQuery"] = [f"Bad Request: {words}"]
    await wei.taps("Activities")
    wei.sees("coming up")


@pytest.mark.parametrize("words", ABOUT_THE_MESSAGE)
async def test_what_was_done_is_shown_though_the_edit_is_refused(chat: Chat, words: str) -> None:
    refusing = RefusingRecorder()
    wei = await chat.volunteer()
    chat.recorder, chat.messenger = refusing, refusing.messenger()
    await wei.sends("/start")
    refusing.refuses["editMessageText"] = [words]
    await wei.taps_button(ListActivities())
    wei.sees("coming up")
    known = await wei.known()
    assert known is not None
    assert known.reachable


FORUM: dict[str, Any] = {"id": -100, "type": "supergroup", "is_forum": True}
ANNA = {"id": 7, "is_bot": False, "first_name": "Anna"}


@pytest.mark.parametrize(
    ("thread", "answered_in"),
    [
        ({"message_thread_id": 4, "is_topic_message": True}, 4),
        ({"message_thread_id": 4}, None),  # a reply outside of forums
        ({"message_thread_id": 1, "is_topic_message": True}, None),  # the general topic has no thread
        ({}, None),
    ],
)
async def test_an_answer_in_a_topic_stays_in_it(
    database: Database, thread: dict[str, Any], answered_in: int | None
) -> None:
    refusing, chat = RefusingRecorder(), Chat(database)
    chat.messenger = refusing.messenger()
    message = {"message_id": 9, "date": 1, "chat": FORUM, "from": ANNA, "text": "/start", **thread}
    await chat.goes_through({"update_id": 1, "message": message})
    [(_, given)] = refusing.given
    assert given.get("message_thread_id") == answered_in
    assert given["chat_id"] == -100
