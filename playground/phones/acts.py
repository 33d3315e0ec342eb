"""What people do with their telephones, seen from Telegram: each act becomes an update for the bot."""

from playground.ground.people import Json, Person
from playground.messages.chats import Chat
from playground.messages.messages import Message
from playground.messages.texts import with_found
from playground.telegram.telegram import Telegram
from playground.telegram.updates import Update


class CannotDoError(ValueError):
    """The telephone offers no such thing."""


def _chat(telegram: Telegram, person: Person) -> Chat:
    return telegram.add(person)


def writes(telegram: Telegram, person: Person, text: str) -> Update:
    """The person sends a text; a one-time keyboard goes away with it."""
    chat = _chat(telegram, person)
    if chat.is_blocked:
        raise CannotDoError("the person has blocked the bot")
    text = text.strip()
    if not text:
        raise CannotDoError("there is nothing to send")
    if chat.keyboard is not None and chat.keyboard.get("one_time_keyboard"):
        chat.keyboard = None
    return telegram.hear(chat, text, with_found(text, []))


def edits(telegram: Telegram, person: Person, text: str) -> Update:
    """The person changes the newest text they have sent."""
    chat = _chat(telegram, person)
    message = next((sent for sent in reversed(chat.messages.values()) if not sent.from_bot and sent.text), None)
    if message is None:
        raise CannotDoError("there is nothing to edit")
    message.text, message.entities = text, with_found(text, [])
    message.edited = max(int(telegram.clock.now()), message.date + 1)
    chat.touch(message)
    return telegram.happen("edited_message", telegram.told(message), chat)


def shares_contact(telegram: Telegram, person: Person, of: Person | None = None) -> Update:
    """The person sends a contact, their own unless it is `of` somebody else."""
    chat = _chat(telegram, person)
    whom = of or person
    contact: Json = {"phone_number": whom.phone, "first_name": whom.first_name, "user_id": whom.id}
    if chat.keyboard is not None and chat.keyboard.get("one_time_keyboard"):
        chat.keyboard = None
    return telegram.hear(chat, holds={"contact": contact})


def sends_document(
    telegram: Telegram,
    person: Person,
    name: str,
    content: bytes,
    mime_type: str = "application/octet-stream",
    caption: str = "",
) -> Update:
    """The person sends a file."""
    document = telegram.files.keep(name, mime_type, content)
    return telegram.hear(_chat(telegram, person), caption, with_found(caption, []), document=document)


def taps(telegram: Telegram, person: Person, message: Message, data: str) -> Update:
    """The person taps a button with that data under that message; the last toast is gone."""
    chat = _chat(telegram, person)
    chat.unread = 0
    chat.show_toast(None)
    body: Json = {
        "id": telegram.ask(chat),
        "from": person.as_json(),
        **telegram.carrier(message),
        "chat_instance": str(-chat.id),
        "data": data,
    }
    return telegram.happen("callback_query", body, chat)


def presses(telegram: Telegram, person: Person, button: Json) -> Update:
    """The person presses a button of the keyboard below the typing box."""
    if button.get("request_contact"):
        return shares_contact(telegram, person)
    return writes(telegram, person, button["text"])


def taps_at(telegram: Telegram, person: Person, number: int, row: int, column: int) -> Update:
    """The person taps the button in that row and column below the message with that id."""
    button = button_at(telegram, person, number, row, column)
    message = _chat(telegram, person).messages.get(number)
    if message is None or "callback_data" not in button:
        raise CannotDoError("this button tells the bot nothing")
    return taps(telegram, person, message, button["callback_data"])


def button_at(telegram: Telegram, person: Person, number: int, row: int, column: int) -> Json:
    """The button in that row and column below the message with that id; raises CannotDoError where there is none."""
    message = _chat(telegram, person).messages.get(number)
    return _button_at((message.markup or {}).get("inline_keyboard", []) if message else [], row, column)


def presses_at(telegram: Telegram, person: Person, row: int, column: int) -> Update:
    """The person presses the button in that row and column below the typing box."""
    keyboard = (_chat(telegram, person).keyboard or {}).get("keyboard", [])
    return presses(telegram, person, _button_at(keyboard, row, column))


def blocks(telegram: Telegram, person: Person) -> Update | None:
    """The person blocks the bot; None if they had already."""
    return _change_membership(telegram, person, blocked=True)


def unblocks(telegram: Telegram, person: Person) -> Update | None:
    """The person lets the bot write again; None if it could."""
    return _change_membership(telegram, person, blocked=False)


def reads(telegram: Telegram, person: Person) -> None:
    """The person has looked at the chat."""
    chat = _chat(telegram, person)
    if chat.unread or chat.toast:
        chat.unread = 0
        chat.touch()


def _change_membership(telegram: Telegram, person: Person, *, blocked: bool) -> Update | None:
    chat = _chat(telegram, person)
    if chat.is_blocked == blocked:
        return None
    chat.is_blocked = blocked
    chat.is_started = True
    chat.touch()
    before, after = ("member", "kicked") if blocked else ("kicked", "member")
    body: Json = {
        "chat": chat.as_json,
        "from": person.as_json(),
        "date": int(telegram.clock.now()),
        "old_chat_member": _membership(telegram, before),
        "new_chat_member": _membership(telegram, after),
    }
    return telegram.happen("my_chat_member", body, chat)


def _membership(telegram: Telegram, status: str) -> Json:
    member: Json = {"user": telegram.bot.as_json(), "status": status}
    return member | {"until_date": 0} if status == "kicked" else member


def _button_at(keyboard: list[list[Json]], row: int, column: int) -> Json:
    if row >= len(keyboard) or column >= len(keyboard[row]):
        raise CannotDoError("this button is no longer there")
    return keyboard[row][column]
