"""What comes from Telegram, read into what arrives from anywhere (decision 18)."""

from collections.abc import Mapping
from typing import Any, Final

from telegram.constants import ChatType

from handlers.tapping.arriving import Arrival, Arrived, Elsewhere, GroupChange, GroupMoved, Reachability
from handlers.tapping.commands import split
from handlers.tapping.tap import Attached, Contact, Sender
from handlers.tapping.trail import tapped
from volunteering.rules.ground.texts import one_line

RawUpdate = dict[str, Any]
"""An update as it comes out of Telegram's JSON: whatever is in it, its `update_id` is a whole number."""

WANTED = ["message", "edited_message", "channel_post", "callback_query", "my_chat_member"]
"""The kinds of update that Telegram is asked for."""

CONTENT = frozenset(
    {
        "text", "contact", "photo", "document", "voice", "sticker", "location", "audio", "video", "video_note",
        "animation", "live_photo", "venue", "dice", "poll", "checklist", "game", "story", "paid_media", "rich_message",
    }
)  # fmt: skip
"""What people send. Everything else that a message may hold tells what has happened to the chat, and so will most of
what Telegram is still to think of: it is nobody's question."""

LONGEST_FILE_ID = 255  # Telegram's have about 80 characters
LONGEST_FILE_NAME = 120  # characters, of which its ending is kept

GENERAL_TOPIC = 1  # Telegram knows no thread of that number


_BITS = 2**63


class UnreadableUpdate(Exception):  # noqa: N818 - it says what is the matter
    """An update in none of the shapes that Telegram describes; trying again won't help."""


def kind_of(raw: Mapping[str, Any]) -> str:
    """Name what the update brings: message, callback_query and so on, whatever else Telegram tells with it one day."""
    known = next((kind for kind in WANTED if kind in raw), None)
    return known or next((name for name in raw if name != "update_id"), "nothing")


def person_of(raw: Mapping[str, Any]) -> int:
    """Say whose the update is, whatever is in it: the sender's, else the chat's, else nobody's but its own."""
    content = raw.get(kind_of(raw))
    if isinstance(content, dict):
        for name in ("from", "user", "chat"):
            someone = content.get(name)
            if isinstance(someone, dict) and isinstance(someone.get("id"), int):
                return int(someone["id"])
    return int(raw["update_id"])


def own_chat_of(raw: Mapping[str, Any]) -> int | None:
    """The chat of whoever wrote or tapped, if it was in their own: a group hears nothing of what went wrong."""
    content: Any = raw.get(kind_of(raw))
    if not isinstance(content, dict):
        return None
    sender: Any = content.get("from")
    number = sender.get("id") if isinstance(sender, dict) else None
    if type(number) is not int or not 0 < number < _BITS:
        return None
    chat: Any = content.get("chat")
    is_own = kind_of(raw) == "callback_query" or (isinstance(chat, dict) and chat.get("id") == number)
    return number if is_own else None


def query_of(raw: Mapping[str, Any]) -> str | None:
    """The query of a tap, which waits for an answer."""
    query: Any = raw.get("callback_query")
    number = query.get("id") if isinstance(query, dict) else None
    return number if isinstance(number, str) else None


def read(raw: Mapping[str, Any], bot_username: str) -> Arrived:
    """What the update means; None for what is nobody's question (a service message, a kind that is new to us).

    It is read out of Telegram's JSON, without objects for all that nobody looks at (decision 18). Raises
    UnreadableUpdate.
    """
    try:
        if query := raw.get("callback_query"):
            return _button(raw["update_id"], query)
        if message := raw.get("message"):
            return _message(raw["update_id"], message, bot_username)
        if post := raw.get("channel_post"):
            return _elsewhere(raw["update_id"], post, bot_username)
        if edited := raw.get("edited_message"):
            return _edit(edited)
        if change := raw.get("my_chat_member"):
            return _membership(change)
    except (KeyError, TypeError, AttributeError) as fault:
        raise UnreadableUpdate(f"{type(fault).__name__} while reading an update") from fault
    return None


def _button(update_id: int, query: Mapping[str, Any]) -> Arrival:
    sender = _sender(query["from"])
    button, trail = tapped(query.get("data") or "")
    return Arrival(
        update_id=update_id,
        sender=sender,
        button=button,
        trail=trail,
        is_button=True,
        query_id=query["id"],
        message_id=_editable(query.get("message"), sender),
    )


def _editable(carrier: Mapping[str, Any] | None, sender: Sender) -> int | None:
    """The number of the message with the button, where we can show something in it.

    It may be in another chat, too old for Telegram to tell of (its date is 0), or not told of at all: a message that is
    only known by its `inline_message_id` may be anywhere.
    """
    if not carrier or carrier["chat"]["id"] != sender.telegram_id or carrier.get("date") == 0:
        return None
    return _number(carrier["message_id"])


def _message(update_id: int, message: Mapping[str, Any], bot_username: str) -> Arrival | Elsewhere | GroupMoved | None:
    if message["chat"]["type"] != ChatType.PRIVATE:
        if (to := message.get("migrate_to_chat_id")) is not None:
            return GroupMoved(_chat(message["chat"]["id"]), _chat(to))
        return _elsewhere(update_id, message, bot_username)
    user = message.get("from")
    if user is None or user["is_bot"] or CONTENT.isdisjoint(message):
        return None
    text = _clean(message.get("text"))
    command = split(text) if text else None
    is_ours = command is not None and command.is_for(bot_username)
    contact = message.get("contact")
    return Arrival(
        update_id=update_id,
        sender=_sender(user),
        command=command.name if command and is_ours else None,
        arguments=command.arguments if command and is_ours else "",
        text=text,
        contact=Contact(contact["phone_number"], contact.get("user_id")) if contact else None,
        attached=None if text else _attached(message),
    )


def _attached(message: Mapping[str, Any]) -> Attached | None:
    """A photo, in the largest of its sizes, or a file; None for anything else, and for what isn't told as such.

    Whatever moves is told as a file as well.
    """
    album = str(message.get("media_group_id") or "")
    photo, document = message.get("photo"), message.get("document")
    if isinstance(photo, list) and photo and all(isinstance(size, dict) for size in photo):
        largest = max(photo, key=_pixels)
        return _known_by(largest, is_photo=True, album=album)
    if isinstance(document, dict) and "animation" not in message:
        return _known_by(document, is_photo=False, album=album)
    return None


def _pixels(size: Mapping[str, Any]) -> int:
    width, height = size.get("width"), size.get("height")
    return width * height if isinstance(width, int) and isinstance(height, int) else 0


def _known_by(told: Mapping[str, Any], *, is_photo: bool, album: str) -> Attached | None:
    file_id, size = told.get("file_id"), told.get("file_size")
    if not isinstance(file_id, str) or not file_id.isascii() or not 0 < len(file_id) <= LONGEST_FILE_ID:
        return None
    return Attached(
        file_id=file_id,
        is_photo=is_photo,
        size=size if isinstance(size, int) else 0,
        mime_type=str(told.get("mime_type") or ""),
        album=album,
        name=one_line(_clean(str(told.get("file_name") or "")) or "")[-LONGEST_FILE_NAME:],
    )


def _elsewhere(update_id: int, message: Mapping[str, Any], bot_username: str) -> Elsewhere | None:
    """A command that may be meant for us. An anonymous admin speaks as the group, and a channel's post is nobody's."""
    command = split(_clean(message.get("text")) or "")
    if command is None or not command.is_for(bot_username):
        return None
    user = message.get("from")
    if "sender_chat" in message:
        user = None
    if user is not None and user["is_bot"]:
        return None
    sender = None if user is None else _sender(user)
    return Elsewhere(
        chat_id=_chat(message["chat"]["id"]),
        language_code=sender.language_code if sender else None,
        topic=_topic(message),
        update_id=update_id,
        sender=sender,
        command=command.name,
        arguments=command.arguments,
        title=one_line(_clean(message["chat"].get("title")) or ""),
    )


def _edit(edited: Mapping[str, Any]) -> Arrival | None:
    """A text that was read already and says something else now; what only looks different has no date of editing."""
    if edited["chat"]["type"] != ChatType.PRIVATE or "text" not in edited or not edited.get("edit_date"):
        return None
    user = edited.get("from")
    if user is None or user["is_bot"]:
        return None
    # Telegram's numbers of updates are above 0, and those of messages the bot's own in all private chats.
    return Arrival(update_id=-_number(edited["message_id"]), sender=_sender(user), is_edit=True)


def _topic(message: Mapping[str, Any]) -> int | None:
    """None outside of forums, where replies have a thread that is no topic, and in a forum's general topic."""
    topic = message.get("message_thread_id") if message.get("is_topic_message") is True else None
    return None if topic is None or topic == GENERAL_TOPIC else _number(topic)


_AWAY: Final = frozenset({"kicked", "left"})


def _membership(change: Mapping[str, Any]) -> Reachability | GroupChange | None:
    is_here = change["new_chat_member"]["status"] not in _AWAY
    match change["chat"]["type"]:
        case ChatType.PRIVATE:
            return Reachability(_number(change["from"]["id"]), is_here)
        case ChatType.GROUP | ChatType.SUPERGROUP:
            before = change.get("old_chat_member") or {}
            is_new = is_here and before.get("status") in _AWAY
            by = change["from"].get("language_code")
            return GroupChange(_chat(change["chat"]["id"]), is_here=is_here, is_new=is_new, language_code=by)
    return None


def _sender(user: Mapping[str, Any]) -> Sender:
    name, surname = user["first_name"], user.get("last_name")
    full_name = f"{name} {surname}" if surname else name
    return Sender(_number(user["id"]), _clean(full_name) or "", user.get("language_code"))


def _number(value: object) -> int:
    if type(value) is not int:
        raise TypeError("a number is none")
    return value


def _chat(value: object) -> int:
    """The number of a chat, which is kept."""
    number = _number(value)
    if not -_BITS < number < _BITS:
        raise TypeError("no database keeps it")
    return number


def _clean(text: str | None) -> str | None:
    """Without what no database keeps: NUL, and halves of surrogate pairs."""
    return None if text is None else text.replace("\0", "").encode(errors="ignore").decode()
