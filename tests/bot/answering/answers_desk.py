"""A desk of answers, with a Telegram that has troubles, and what is kept of what was told."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

from markupsafe import escape
from telegram import Bot
from telegram.request import BaseRequest, RequestData
from typing_extensions import override

from bot.answering.answers import Answers
from bot.answering.books import Books
from bot.calling.pace import Pace
from bot.telegram.sending import TelegramMessenger
from handlers.buttons.home import Home
from handlers.tapping.replies import Reply
from handlers.tapping.screen import Answer, Screen

Trouble = Exception | float | None


def now() -> float:
    return asyncio.get_running_loop().time()


class TroubledTelegram(BaseRequest):
    """Takes calls in a hundredth of a second, unless there is trouble: an error, or so many seconds that it takes."""

    def __init__(self) -> None:
        self.trouble: Callable[[str, int], Trouble] = lambda _method, _chat: None
        self.seen: dict[int, list[tuple[float, str]]] = defaultdict(list)  # by chat: when, what
        self.toasts: list[str] = []
        self.calls = 0

    @property
    @override
    def read_timeout(self) -> float | None:
        return None

    @override
    async def initialize(self) -> None:
        pass

    @override
    async def shutdown(self) -> None:
        pass

    @override
    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_: Any, **__: Any
    ) -> tuple[int, bytes]:
        self.calls += 1
        name = url.rpartition("/")[2]
        given: dict[str, Any] = dict(request_data.parameters) if request_data else {}
        trouble = self.trouble(name, given.get("chat_id", 0))
        if isinstance(trouble, Exception):
            raise trouble
        await asyncio.sleep(0.01 if trouble is None else trouble)
        if name == "answerCallbackQuery":
            self.toasts.append(given.get("text", ""))
            return 200, b'{"ok": true, "result": true}'
        self.seen[given["chat_id"]].append((now(), given["text"]))
        return 200, b'{"ok": true, "result": {"message_id": 1}}'

    def texts(self, chat_id: int) -> list[str]:
        return [text for _, text in self.seen[chat_id]]


class Kept(Books):
    """Remembers what it was told."""

    def __init__(self) -> None:
        self.done: list[int] = []
        self.owes: list[int] = []
        self.gone: list[int] = []
        self.of_others: set[int] = set()

    @override
    async def is_ours(self, reply: Reply) -> bool:
        return reply.update_id not in self.of_others

    @override
    def told(self, reply: Reply) -> None:
        self.done.append(reply.update_id)

    @override
    def owe(self, reply: Reply) -> None:
        self.owes.append(reply.update_id)

    @override
    def out_of_reach(self, reply: Reply) -> None:
        self.told(reply)
        self.gone.append(reply.chat_id)


class AnswersDesk:
    """Answers over a Telegram in trouble, on a clock that jumps."""

    def __init__(self) -> None:
        self.telegram = TroubledTelegram()
        self.books = Kept()
        bot = Bot("1:test", request=self.telegram, get_updates_request=self.telegram)
        messenger = TelegramMessenger(bot)
        self.answers = Answers(messenger, messenger, self.books, Pace())
        self._number = 0

    def reply(self, chat: int, text: str, *, on: int | None = None, toast: str | None = None) -> Reply:
        self._number += 1
        return Reply(
            self._number,
            chat,
            Answer(Screen(escape(text)), toast or ""),
            Home(),
            message_id=on,
            query_id=None if toast is None else "7",
            is_recorded=True,
        )

    async def says(self, chat: int, text: str, *, on: int | None = None, toast: str | None = None) -> float:
        """Gives the seconds that whoever asked had to wait."""
        began = now()
        await self.answers.say(self.reply(chat, text, on=on, toast=toast))
        return now() - began


@asynccontextmanager
async def desk_open() -> AsyncIterator[AnswersDesk]:
    desk = AnswersDesk()
    async with asyncio.TaskGroup() as group:
        group.create_task(desk.answers.run())
        await asyncio.sleep(0)
        yield desk
        desk.answers.stop()


async def everybody(*waits: Awaitable[float]) -> list[float]:
    return list(await asyncio.gather(*waits))
