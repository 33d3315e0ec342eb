"""What the page shows, as JSON: the table with its phones, and each phone as far as it has changed."""

from dataclasses import asdict

from playground.ground.people import Json, Person
from playground.messages.messages import Document, Message
from playground.phones.phone import Phone
from playground.phones.reading import tree
from playground.phones.times import clock_time
from playground.serving.table import Table
from playground.telegram.telegram import Telegram


def table_as_json(table: Table) -> Json:
    """Everything beside the chats: whose phones there are, the bot, the clock."""
    telegram = table.telegram
    return {
        "bot": {"name": telegram.bot.first_name, "username": telegram.bot.username},
        "clock": table.clock.as_json() | {"next": table.clock.next_due},
        "phones": [_owner_as_json(telegram, phone.person) for phone in table.phones.values()],
    }


def phone_as_json(phone: Phone, since: int, *, whole: bool) -> Json:
    """One phone; of its messages those that have changed since that version of the chat, or the `whole` of them.

    A toast is shown when it comes and never again: not to a page that has only just been opened.
    """
    telegram, person = phone.telegram, phone.person
    chat = telegram.chats[person.id]
    toast = chat.toast if chat.toast_version > since >= 0 else None
    return {
        "id": person.id,
        "messages": [
            _message_as_json(telegram, person, message)
            for message in chat.messages.values()
            if whole or message.version > since
        ],
        "order": list(chat.messages),
        "keyboard": chat.keyboard,
        "toast": {"text": toast.text, "alert": toast.is_alert} if toast else None,
        "unread": chat.unread,
        "passed_on": [asdict(one) for one in chat.passed_on],
        "blocked": chat.is_blocked,
        "started": chat.is_started,
        "last": chat.messages[next(reversed(chat.messages))].date if chat.messages else 0,
    }


def _owner_as_json(telegram: Telegram, person: Person) -> Json:
    language = person.language[:2]
    description = telegram.names.get(("description", language)) or telegram.names.get(("description", ""))
    return {
        "id": person.id,
        "name": person.first_name,
        "about": person.about,
        "language": person.language,
        "zone": person.zone,
        "phone": person.phone,
        "menu": telegram.commands.menu(person),
        "description": description or "",
    }


def _message_as_json(telegram: Telegram, person: Person, message: Message) -> Json:
    told: Json = {
        "id": message.id,
        "mine": not message.from_bot,
        "text": tree(message.text, message.entities, person, telegram.clock.now()),
        "buttons": (message.markup or {}).get("inline_keyboard", []),
        "time": clock_time(message.date, person),
        "date": message.date,
        "edited": bool(message.edited),
    }
    if message.document is not None:
        document = message.document
        told["document"] = {"name": document.name, "size": len(document.content), "url": _address(document)}
    return told | _held(telegram, message.holds)


def _held(telegram: Telegram, holds: Json) -> Json:
    """What a message is instead of a text."""
    match holds:
        case {"contact": contact}:
            return {"contact": contact}
        case {"photo": [*_, size]}:
            return {"picture": _picture(telegram, size) | {"is_sticker": False}}
        case {"sticker": sticker}:
            return {"picture": _picture(telegram, sticker) | {"is_sticker": True}}
        case {"voice": voice}:
            return {"voice": voice["duration"]}
        case {"location": place}:
            return {"location": f"{place['latitude']:.4f}, {place['longitude']:.4f}"}
    return {}


def _picture(telegram: Telegram, told: Json) -> Json:
    file = telegram.files.find(told["file_id"])
    where = {"url": _address(file), "kind": file.mime_type} if file else {"url": "", "kind": ""}
    return where | {"width": told["width"], "height": told["height"]}


def _address(file: Document) -> str:
    return f"/playground/files/{file.file_id}/{file.name}"
