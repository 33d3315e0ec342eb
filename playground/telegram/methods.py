"""What the bot may call: the Bot API's methods that Yigong needs, each as Telegram describes it."""

import re
from collections.abc import Callable
from typing import Any

from playground.ground.errors import ApiError, bad_request, conflict
from playground.ground.params import Params
from playground.ground.people import Json
from playground.messages.chats import Chat, Toast
from playground.messages.commands import SCOPES, Place, check_language
from playground.messages.html import utf16_length
from playground.messages.keyboards import check_markup, is_inline
from playground.messages.messages import Message
from playground.messages.texts import read_caption, read_entities, read_text
from playground.telegram.files import get_file, photo_in, send_document, send_photo
from playground.telegram.groups import check_edit, get_chat, get_chat_member, leave_chat
from playground.telegram.telegram import Telegram
from playground.telegram.webhooks import MOST_CONNECTIONS, Address

ANSWER_LIMIT = 200
DELETABLE = 48 * 3600  # seconds
NAME_LIMITS = {"name": 64, "description": 512, "short_description": 120}

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)

Method = Callable[[Telegram, Params], Any]


async def call(telegram: Telegram, method: str, params: Params) -> Any:
    """Carry out one call (method in lower case) and return its result; raises ApiError for a refusal."""
    if method == "getupdates":
        return await _get_updates(telegram, params)
    do = METHODS.get(method)
    if do is None:
        raise ApiError(404, "Not Found: method not found")
    return do(telegram, params)


async def _get_updates(telegram: Telegram, params: Params) -> list[Json]:
    if telegram.webhook.address is not None:
        raise conflict(
            "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
        )
    telegram.updates.allow(params.structure("allowed_updates"))
    return await telegram.updates.get(params.number("offset"), params.number("limit", 100), params.number("timeout"))


def _get_me(telegram: Telegram, _: Params) -> Json:
    return telegram.bot.as_json() | telegram.bot_settings.told(telegram.bot.username)


def _set_my_settings(telegram: Telegram, params: Params) -> bool:
    telegram.bot_settings.change(params)
    return True


def _set_webhook(telegram: Telegram, params: Params) -> bool:
    url = params.text("url")
    if not url:
        return _delete_webhook(telegram, params)
    if not url.startswith(("http://", "https://")):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if params.flag("drop_pending_updates"):
        telegram.updates.drop_pending()
    telegram.updates.allow(params.structure("allowed_updates"))
    most = min(max(params.number("max_connections", MOST_CONNECTIONS), 1), 100)
    telegram.webhook.set(Address(url, params.text("secret_token"), most))
    return True


def _delete_webhook(telegram: Telegram, params: Params) -> bool:
    telegram.webhook.remove()
    if params.flag("drop_pending_updates"):
        telegram.updates.drop_pending()
    return True


def _get_webhook_info(telegram: Telegram, _: Params) -> Json:
    return telegram.webhook.info()


def _send_message(telegram: Telegram, params: Params) -> Json:
    chat_id = params.chat_id()
    text, entities = read_text(
        params.text("text"), params.text("parse_mode"), read_entities(params.structure("entities"))
    )
    markup = check_markup(params.structure("reply_markup"))
    topic = params.number("message_thread_id") or None
    return telegram.told(telegram.say(chat_id, text, entities, markup, topic=topic))


def _edit_message_text(telegram: Telegram, params: Params) -> Json | bool:
    chat, message = _editable(telegram, params)
    text, entities = read_text(
        params.text("text"), params.text("parse_mode"), read_entities(params.structure("entities"))
    )
    markup = check_markup(params.structure("reply_markup"))
    if message.document is not None or message.holds:
        raise bad_request("there is no text in the message to edit")
    if (text, entities, markup) == (message.text, message.entities, message.markup):
        raise bad_request(NOT_MODIFIED)
    return _edited(telegram, chat, message, markup, params, text=(text, entities))


def _edit_message_caption(telegram: Telegram, params: Params) -> Json | bool:
    chat, message = _editable(telegram, params)
    entities = read_entities(params.structure("caption_entities"))
    text, entities = read_caption(params.text("caption"), params.text("parse_mode"), entities)
    markup = check_markup(params.structure("reply_markup"))
    if message.document is None and not message.holds:
        raise bad_request("there is no caption in the message to edit")
    if (text, entities, markup) == (message.text, message.entities, message.markup):
        raise bad_request(NOT_MODIFIED)
    return _edited(telegram, chat, message, markup, params, text=(text, entities))


def _edit_message_media(telegram: Telegram, params: Params) -> Json | bool:
    """Another photo with another caption: nothing else is edited so here."""
    chat, message = _editable(telegram, params)
    media: Json = params.structure("media") or {}
    if media.get("type") != "photo":
        raise bad_request("can't parse InputMedia: unsupported type specified")
    upload = params.upload(str(media.get("media", "")).removeprefix("attach://"))
    if upload is None:
        raise bad_request("there is no photo in the request")
    text, entities = read_caption(media.get("caption", ""), media.get("parse_mode", ""), [])
    markup = check_markup(params.structure("reply_markup"))
    message.holds, message.document = {**message.holds, "photo": photo_in(telegram, upload.content)}, None
    return _edited(telegram, chat, message, markup, params, text=(text, entities))


def _edit_message_markup(telegram: Telegram, params: Params) -> Json | bool:
    chat, message = _editable(telegram, params)
    markup = check_markup(params.structure("reply_markup"))
    if markup == message.markup:
        raise bad_request(NOT_MODIFIED)
    return _edited(telegram, chat, message, markup, params)


def _editable(telegram: Telegram, params: Params) -> tuple[Chat, Message]:
    if params.has("inline_message_id"):
        return telegram.named(params.text("inline_message_id"))
    if not params.has("message_id"):
        raise bad_request("message identifier is not specified")
    chat = telegram.chat_for_bot(params.chat_id())
    check_edit(chat)
    message = chat.messages.get(params.number("message_id"))
    if message is None:
        raise bad_request("message to edit not found")
    if not message.from_bot:
        raise bad_request("message can't be edited")
    return chat, message


def _edited(
    telegram: Telegram,
    chat: Chat,
    message: Message,
    markup: Json | None,
    params: Params,
    *,
    text: tuple[str, list[Json]] | None = None,
) -> Json | bool:
    if markup is not None and not is_inline(markup):
        raise bad_request("inline keyboard expected")
    if chat.id < 0:
        telegram.floods.count(chat.id)  # an edit is as loud in a group as a message
    if text is not None:
        message.text, message.entities = text
    message.markup = markup
    message.edited = int(telegram.clock.now())
    chat.touch(message)
    return params.has("inline_message_id") or telegram.told(message)


def _delete_message(telegram: Telegram, params: Params) -> bool:
    chat = telegram.chat_for_bot(params.chat_id())
    message = chat.messages.get(params.number("message_id"))
    if message is None:
        raise bad_request("message to delete not found")
    if telegram.clock.now() - message.date > DELETABLE:
        raise bad_request("message can't be deleted for everyone")
    chat.remove(message)
    return True


def _answer_callback_query(telegram: Telegram, params: Params) -> bool:
    text, url = params.text("text"), params.text("url")
    if utf16_length(text) > ANSWER_LIMIT:
        raise bad_request("MESSAGE_TOO_LONG")
    own = re.fullmatch(rf"(https?://)?t\.me/{telegram.bot.username}\?start=[\w-]{{1,64}}", url, re.IGNORECASE)
    if url and own is None:
        raise bad_request("URL_INVALID")
    toast = Toast(text, params.flag("show_alert"), url)
    telegram.answer(params.text("callback_query_id"), toast)
    return True


def _send_chat_action(telegram: Telegram, params: Params) -> bool:
    telegram.chat_for_bot(params.chat_id())
    if not params.has("action"):
        raise bad_request("wrong parameter action in request")
    return True


def _command_place(telegram: Telegram, params: Params) -> Place:
    scope = params.structure("scope") or {"type": "default"}
    kind = scope.get("type", "")
    if kind not in SCOPES:
        raise bad_request("can't parse BotCommandScope: unsupported type specified")
    chat_id = 0
    if kind == "chat":
        chat_id = telegram.chat_for_bot(Params(scope).number("chat_id")).id
    return kind, chat_id, check_language(params.text("language_code"))


def _set_my_commands(telegram: Telegram, params: Params) -> bool:
    telegram.commands.set(_command_place(telegram, params), params.structure("commands"))
    telegram.changed.send()
    return True


def _get_my_commands(telegram: Telegram, params: Params) -> list[Json]:
    return telegram.commands.get(_command_place(telegram, params))


def _delete_my_commands(telegram: Telegram, params: Params) -> bool:
    telegram.commands.delete(_command_place(telegram, params))
    telegram.changed.send()
    return True


def _setter_of(subject: str) -> Method:
    def set_it(telegram: Telegram, params: Params) -> bool:
        text = params.text(subject)
        if utf16_length(text) > NAME_LIMITS[subject]:
            raise bad_request(f"{subject.replace('_', ' ')} is too long")
        telegram.names[subject, check_language(params.text("language_code"))] = text
        telegram.changed.send()
        return True

    return set_it


def _getter_of(subject: str) -> Method:
    def get_it(telegram: Telegram, params: Params) -> Json:
        language = check_language(params.text("language_code"))
        return {subject: telegram.names.get((subject, language)) or telegram.names.get((subject, "")) or ""}

    return get_it


def _agree(_telegram: Telegram, _params: Params) -> bool:
    return True


METHODS: dict[str, Method] = {
    "getme": _get_me,
    "setwebhook": _set_webhook,
    "deletewebhook": _delete_webhook,
    "getwebhookinfo": _get_webhook_info,
    "sendmessage": _send_message,
    "senddocument": send_document,
    "sendphoto": send_photo,
    "editmessagetext": _edit_message_text,
    "editmessagecaption": _edit_message_caption,
    "editmessagemedia": _edit_message_media,
    "editmessagereplymarkup": _edit_message_markup,
    "deletemessage": _delete_message,
    "answercallbackquery": _answer_callback_query,
    "getfile": get_file,
    "getchat": get_chat,
    "getchatmember": get_chat_member,
    "leavechat": leave_chat,
    "sendchataction": _send_chat_action,
    "setmycommands": _set_my_commands,
    "getmycommands": _get_my_commands,
    "deletemycommands": _delete_my_commands,
    "setmysettings": _set_my_settings,
    "setmyname": _setter_of("name"),
    "setmydescription": _setter_of("description"),
    "setmyshortdescription": _setter_of("short_description"),
    "getmyname": _getter_of("name"),
    "getmydescription": _getter_of("description"),
    "getmyshortdescription": _getter_of("short_description"),
    "logout": _agree,
    "close": _agree,
}
