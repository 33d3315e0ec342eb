"""What the bot may ask of a group: what it is, who somebody is there; and that it goes."""

from playground.ground.errors import bad_request
from playground.ground.params import Params
from playground.ground.people import Group, Json
from playground.messages.chats import Chat
from playground.messages.groups import ADMIN, ADMINS, CREATOR, KICKED, LEFT, Membership
from playground.telegram.telegram import Telegram
from playground.telegram.updates import Update


def get_chat(telegram: Telegram, params: Params) -> Json:
    """What it is called, and of which kind it is."""
    return _group_or_chat(telegram, params).as_json


def get_chat_member(telegram: Telegram, params: Params) -> Json:
    """Who somebody is there. Of a group that hides its members, the bot learns it as an admin only."""
    chat = _group_or_chat(telegram, params)
    number = params.number("user_id")
    if not isinstance(chat.with_whom, Group):
        raise bad_request("chat not found")
    if number == telegram.bot.id:
        return member(telegram.bot.as_json(), chat.members.bot)
    if chat.with_whom.is_hiding and chat.members.bot not in ADMINS:
        raise bad_request("CHAT_ADMIN_REQUIRED")
    if number not in chat.members.people:
        raise bad_request("user not found")
    return member(telegram.person(number).as_json(), chat.members.people[number])


def leave_chat(telegram: Telegram, params: Params) -> bool:
    """The bot goes by itself."""
    chat = _group_or_chat(telegram, params)
    change_bot(telegram, chat, telegram.bot.as_json(), LEFT)
    return True


def check_edit(chat: Chat) -> None:
    """Raise what Telegram answers where the bot may edit nothing; being silenced doesn't matter for that."""
    if isinstance(chat.with_whom, Group):
        loud = Group(chat.id, chat.with_whom.title, is_super=chat.with_whom.is_super)
        chat.members.check_bot(loud, None)


def change_bot(telegram: Telegram, chat: Chat, by: Json, status: str) -> Update:
    """The bot is something else in the group from now on, and is told so."""
    before, chat.members.bot = chat.members.bot, status
    chat.touch()
    body: Json = {
        "chat": chat.as_json,
        "from": by,
        "date": int(telegram.clock.now()),
        "old_chat_member": member(telegram.bot.as_json(), before),
        "new_chat_member": member(telegram.bot.as_json(), status),
    }
    return telegram.happen("my_chat_member", body, chat)


def upgrade(telegram: Telegram, chat: Chat, to: Group, by: Json) -> Chat:
    """The group becomes a supergroup: with another id, the same people, and none of what was said before."""
    new = telegram.add(to)
    new.members = Membership(people=dict(chat.members.people), bot=chat.members.bot)
    chat.members.moved_to = to.id
    for there, told in ((chat, {"migrate_to_chat_id": to.id}), (new, {"migrate_from_chat_id": chat.id})):
        said = {"message_id": telegram.next_number(), "from": by, "chat": there.as_json}
        telegram.happen("message", said | {"date": int(telegram.clock.now())} | told, there)
    chat.touch()
    return new


def member(user: Json, status: str) -> Json:
    """Somebody in a group, as Telegram tells of them."""
    told: Json = {"user": user, "status": status}
    more: dict[str, Json] = {
        KICKED: {"until_date": 0},
        CREATOR: {"is_anonymous": False},
        ADMIN: {"can_be_edited": False, "is_anonymous": False, "can_manage_chat": True},
    }
    return told | more.get(status, {})


def _group_or_chat(telegram: Telegram, params: Params) -> Chat:
    chat = telegram.chat_for_bot(params.chat_id())
    check_edit(chat)
    return chat
