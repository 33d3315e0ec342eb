"""What came from Telegram, read into our own words: a button, a command, a text, a contact, or something else."""

from dataclasses import dataclass

from telegram import Message, Update
from telegram.constants import ChatType

from handlers.buttons import Button
from handlers.tap import Contact, Sender

WANTED = ["message", "callback_query", "my_chat_member"]
"""The kinds of update that Telegram is asked for."""

LONGEST_COMMAND = 32


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


@dataclass(frozen=True, slots=True)
class Reachability:
    """The person blocked the bot, or let it back in."""

    telegram_id: int
    reachable: bool


def read(update: Update, bot_username: str) -> Arrival | Elsewhere | Reachability | None:
    """What the update means; None for what is nobody's question (a channel's post, a service message in a group)."""
    if update.callback_query:
        return _button(update)
    if update.message:
        return _message(update.update_id, update.message, bot_username)
    change = update.my_chat_member
    if change and change.chat.type == ChatType.PRIVATE:
        return Reachability(change.from_user.id, change.new_chat_member.status not in {"kicked", "left"})
    return None


def _button(update: Update) -> Arrival | None:
    query = update.callback_query
    if query is None:
        return None
    user = query.from_user
    carrier = query.message
    return Arrival(
        update_id=update.update_id,
        sender=Sender(user.id, _clean(user.full_name) or "", user.language_code),
        button=Button.unpack(query.data or ""),
        is_button=True,
        query_id=query.id,
        message_id=carrier.message_id if carrier and carrier.chat.id == user.id else None,
    )


def _clean(text: str | None) -> str | None:
    """Without what no database keeps: NUL, and halves of surrogate pairs."""
    return None if text is None else text.replace("\0", "").encode(errors="ignore").decode()


def _message(update_id: int, message: Message, bot_username: str) -> Arrival | Elsewhere | None:
    user = message.from_user
    if user is None or user.is_bot:
        return None
    text = _clean(message.text)
    command, arguments = _command(text or "", bot_username)
    if message.chat.type != ChatType.PRIVATE:
        return Elsewhere(message.chat.id, user.language_code) if command else None
    contact = message.contact
    return Arrival(
        update_id=update_id,
        sender=Sender(user.id, _clean(user.full_name) or "", user.language_code),
        command=command,
        arguments=arguments,
        text=text,
        contact=Contact(contact.phone_number, contact.user_id) if contact else None,
    )


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
