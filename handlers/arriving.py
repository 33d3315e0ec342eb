"""What came from Telegram, read into our own words: a button, a command, a text, a contact, or something else."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from telegram.constants import ChatType

from handlers.buttons import Button
from handlers.tap import Contact, Sender

WANTED = ["message", "callback_query", "my_chat_member"]
"""The kinds of update that Telegram is asked for."""

LONGEST_COMMAND = 32
GENERAL_TOPIC = 1  # Telegram knows no thread of that number


class Unreadable(Exception):  # noqa: N818 - it says what is the matter
    """An update in none of the shapes that Telegram describes; trying again won't help."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """One update from one person in their own chat with the bot."""

    update_id: int
    sender: Sender
    button: Button | None = None
    is_button: bool = False
    query_id: str | None = None
    message_id: int | None = None  # of the message that carried the button
    command: str | None = None
    arguments: str = ""
    text: str | None = None
    contact: Contact | None = None


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A command in a group: volunteers' affairs are spoken of in private."""

    chat_id: int
    language_code: str | None
    topic: int | None = None  # of a forum; what is answered there stays there


@dataclass(frozen=True, slots=True)
class Reachability:
    """The person blocked the bot, or let it back in."""

    telegram_id: int
    reachable: bool


def read(raw: Mapping[str, Any], bot_username: str) -> Arrival | Elsewhere | Reachability | None:
    """What the update means; None for what is nobody's question (a channel's post, a service message in a group).

    It is read out of Telegram's JSON, without objects for all that nobody looks at (decision 0018). Raises Unreadable.
    """
    try:
        if query := raw.get("callback_query"):
            return _button(raw["update_id"], query)
        if message := raw.get("message"):
            return _message(raw["update_id"], message, bot_username)
        if change := raw.get("my_chat_member"):
            return _reachability(change)
    except (KeyError, TypeError, AttributeError) as fault:
        raise Unreadable(f"{type(fault).__name__} while reading an update") from fault
    return None


def _button(update_id: int, query: Mapping[str, Any]) -> Arrival:
    sender = _sender(query["from"])
    carrier = query.get("message")
    return Arrival(
        update_id=update_id,
        sender=sender,
        button=Button.unpack(query.get("data") or ""),
        is_button=True,
        query_id=query["id"],
        message_id=carrier["message_id"] if carrier and carrier["chat"]["id"] == sender.telegram_id else None,
    )


def _message(update_id: int, message: Mapping[str, Any], bot_username: str) -> Arrival | Elsewhere | None:
    user, chat = message.get("from"), message["chat"]
    if user is None or user["is_bot"]:
        return None
    text = _clean(message.get("text"))
    command, arguments = _command(text or "", bot_username)
    sender = _sender(user)
    if chat["type"] != ChatType.PRIVATE:
        return Elsewhere(_number(chat["id"]), sender.language_code, _topic(message)) if command else None
    contact = message.get("contact")
    return Arrival(
        update_id=update_id,
        sender=sender,
        command=command,
        arguments=arguments,
        text=text,
        contact=Contact(contact["phone_number"], contact.get("user_id")) if contact else None,
    )


def _topic(message: Mapping[str, Any]) -> int | None:
    """None outside of forums, where replies have a thread that is no topic, and in a forum's general topic."""
    topic = message.get("message_thread_id") if message.get("is_topic_message") is True else None
    return None if topic is None or topic == GENERAL_TOPIC else _number(topic)


def _reachability(change: Mapping[str, Any]) -> Reachability | None:
    if change["chat"]["type"] != ChatType.PRIVATE:
        return None
    return Reachability(_number(change["from"]["id"]), change["new_chat_member"]["status"] not in {"kicked", "left"})


def _sender(user: Mapping[str, Any]) -> Sender:
    name, surname = user["first_name"], user.get("last_name")
    full_name = f"{name} {surname}" if surname else name
    return Sender(_number(user["id"]), _clean(full_name) or "", user.get("language_code"))


def _number(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError("a number is none")
    return value


def _clean(text: str | None) -> str | None:
    """Without what no database keeps: NUL, and halves of surrogate pairs."""
    return None if text is None else text.replace("\0", "").encode(errors="ignore").decode()


def _command(text: str, bot_username: str) -> tuple[str | None, str]:
    """`/new@our_bot A | B` is the command `new` with `A | B` behind it; one for another bot is none."""
    if not text.startswith("/"):
        return None, ""
    word, _, arguments = text[1:].partition(" ") if " " in text.split("\n", 1)[0] else text[1:].partition("\n")
    name, _, addressee = word.partition("@")
    if addressee and addressee.lower() != bot_username.lower():
        return None, ""
    is_command = 0 < len(name) <= LONGEST_COMMAND and name.replace("_", "").isalnum()
    return (name.lower(), arguments.strip()) if is_command else (None, "")
