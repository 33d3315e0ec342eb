"""Telegram in memory: one bot, people, their chats, and everything that is said between them.

What people do is in `acts`, what the bot may call in `methods`, what it is not allowed in the modules named for it.
"""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace

from playground.ground.clock import Clock
from playground.ground.errors import bad_request, forbidden
from playground.ground.people import Bot, Group, Json, Person
from playground.ground.signals import Signal
from playground.messages.chats import Chat, Toast
from playground.messages.commands import Commands
from playground.messages.keyboards import is_inline
from playground.messages.messages import Document, Files, Message
from playground.telegram.calls import Calls
from playground.telegram.faults import Faults
from playground.telegram.floods import Floods, Limits
from playground.telegram.updates import Update, Updates
from playground.telegram.versions import NEWEST, BotSettings, QueryMode
from playground.telegram.webhooks import Webhook

MESSAGES_KEPT = 200  # of each chat
QUERY_LIFETIME = 150.0  # seconds in which a tap can be answered
QUERIES_KEPT = 10_000
USUAL = Limits()


class Telegram:
    """The stand-in itself, without HTTP; one instance is one world with one bot. `version` is the Bot API's."""

    def __init__(
        self,
        clock: Clock | None = None,
        *,
        bot: Bot | None = None,
        limits: Limits | None = USUAL,
        kept: int = MESSAGES_KEPT,
        version: str = NEWEST,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.clock = clock or Clock()
        self.bot = bot or Bot()
        self.bot_settings = BotSettings(version)
        self.monotonic = monotonic
        self.updates = Updates(self.clock, monotonic)
        self.webhook = Webhook(self.updates, self.clock)
        self.faults = Faults()
        self.calls = Calls()
        self.changed = Signal()  # of any chat
        self._limits = limits
        self._kept = kept
        self._last_message = self._last_query = self.clock.first_id
        self._begin()

    def revoke_token(self) -> None:
        """Give the bot another token, as @BotFather does; until it comes with that one, updates wait."""
        self.bot = replace(self.bot, secret=Bot().secret)
        self.webhook.remove()

    def start_over(self) -> None:
        """Forget everybody and everything that was said; the bot's way of receiving updates stays."""
        self.updates.drop_pending()
        self.faults.clear()
        self.calls.clear()
        self._begin()
        self.changed.send()

    def _begin(self) -> None:
        self.floods = Floods(self._limits, self.monotonic)
        self.commands = Commands()
        self.files = Files()
        self.chats: dict[int, Chat] = {}
        self.names: dict[tuple[str, str], str] = {}  # what the bot says of itself, by subject and language
        self._queries: OrderedDict[str, tuple[int, float]] = OrderedDict()

    def add(self, whom: Person | Group, *, started: bool = False) -> Chat:
        """Let somebody in, or know them by new names and settings.

        `started` means that they have written to the bot before, so that it may write to them.
        """
        known = self.chats.get(whom.id)
        if known is not None:
            known.meet(whom, started=started)
            return known
        chat = Chat(whom, self._kept, self.changed, is_started=started or isinstance(whom, Group))
        self.chats[whom.id] = chat
        self.changed.send()
        return chat

    def group(self, group_id: int) -> Group:
        """The group with that id; raises KeyError for none."""
        whom = self.chats[group_id].with_whom
        if not isinstance(whom, Group):
            raise KeyError(group_id)
        return whom

    def person(self, person_id: int) -> Person:
        """The person with that id; raises KeyError for nobody."""
        whom = self.chats[person_id].with_whom
        if not isinstance(whom, Person):
            raise KeyError(person_id)
        return whom

    def chat_for_bot(self, chat_id: int) -> Chat:
        """A chat the bot may see; raises ApiError for any other."""
        chat = self.chats.get(chat_id)
        if chat is None or not chat.is_started:
            raise bad_request("chat not found")
        return chat

    def say(
        self,
        chat_id: int,
        text: str,
        entities: list[Json],
        markup: Json | None,
        document: Document | None = None,
        topic: int | None = None,
        holds: Json | None = None,
    ) -> Message:
        """The bot says something, in a topic of a forum if one is given; raises ApiError where it may not."""
        chat = self.chat_for_bot(chat_id)
        if chat.is_blocked:
            raise forbidden("bot was blocked by the user")
        if isinstance(chat.with_whom, Group):
            chat.members.check_bot(chat.with_whom, topic)
        self.floods.count(chat_id)
        message = self._message(chat, text, entities, from_bot=True)
        message.document, message.topic, message.holds = document, topic, holds or {}
        if is_inline(markup):
            message.markup = markup
        elif markup is not None:
            _change_keyboard(chat, markup)
        chat.add(message)
        self.calls.note_sent(chat_id, self.monotonic())
        return message

    def hear(
        self,
        chat: Chat,
        text: str = "",
        entities: list[Json] | None = None,
        *,
        document: Document | None = None,
        holds: Json | None = None,
        by: Person | None = None,
    ) -> Update:
        """A person says something to the bot, or sends what `holds` tells of instead; in a group, `by` says who."""
        chat.is_started = True
        message = self._message(chat, text, entities or [], from_bot=False)
        message.document, message.holds, message.by = document, holds or {}, by
        chat.unread = 0
        chat.add(message)
        return self.happen("message", self.told(message), chat)

    def happen(self, kind: str, body: Json, chat: Chat) -> Update:
        """Queue an update; what the bot sends to this chat next is an answer to it."""
        self.floods.asked(chat.id)
        queue = "user" if kind == "callback_query" else "chat"
        return self.updates.add(kind, body, (queue, chat.id))

    def ask(self, chat: Chat) -> str:
        """The id of a new tap in the chat, to be answered within 150 s."""
        self._last_query += 1
        number = str(self._last_query)
        self._queries[number] = (chat.id, self.clock.now() + QUERY_LIFETIME)
        if len(self._queries) > QUERIES_KEPT:
            self._queries.popitem(last=False)
        return number

    def answer(self, query: str, toast: Toast) -> None:
        """Answer a tap; raises ApiError when it is too late or there was none."""
        chat_id, until = self._queries.get(query, (0, 0.0))
        chat = self.chats.get(chat_id)
        if chat is None or self.clock.now() > until:
            raise bad_request("query is too old and response timeout expired or query ID is invalid")
        chat.show_toast(toast)

    def carrier(self, message: Message) -> Json:
        """How a tap tells of the message it was on: whole, by what is left of it, or by its name alone."""
        chat = self.chats[message.chat_id]
        is_there = chat.messages.get(message.id) is message
        mode = self.bot_settings.query_mode
        if mode is QueryMode.INLINE or (mode is QueryMode.AUTO and not is_there):
            return {"inline_message_id": f"{message.chat_id}_{message.id}"}
        if is_there:
            return {"message": self.told(message)}
        return {"message": {"chat": chat.as_json, "message_id": message.id, "date": 0}}

    def named(self, name: str) -> tuple[Chat, Message]:
        """The message that an `inline_message_id` names; raises ApiError where it is no more."""
        chat_id, _, number = name.partition("_")
        chat = self.chats.get(int(chat_id)) if chat_id.lstrip("-").isdecimal() else None
        message = chat.messages.get(int(number)) if chat is not None and number.isdecimal() else None
        if chat is None or message is None:
            raise bad_request("MESSAGE_ID_INVALID")
        return chat, message

    def told(self, message: Message) -> Json:
        """A message as Telegram tells it to the bot."""
        chat = self.chats[message.chat_id]
        if message.from_bot:
            return message.as_json(self.bot.as_json(), chat.as_json)
        return message.as_json((message.by or self.person(message.chat_id)).as_json(), chat.as_json)

    def next_number(self) -> int:
        """The number of the next message."""
        self._last_message += 1
        return self._last_message

    def _message(self, chat: Chat, text: str, entities: list[Json], *, from_bot: bool) -> Message:
        return Message(self.next_number(), chat.id, from_bot, int(self.clock.now()), text, entities)


def _change_keyboard(chat: Chat, markup: Json) -> None:
    if "keyboard" in markup:
        chat.keyboard = markup
    elif markup.get("remove_keyboard"):
        chat.keyboard = None
