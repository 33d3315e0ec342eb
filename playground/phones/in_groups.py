"""A person in a group: what they do there with the bot, and what they see of it on their own telephone."""

from collections.abc import Mapping
from dataclasses import replace

from typing_extensions import override

from playground.ground.people import Group, Json, Person
from playground.messages.chats import Chat, Toast
from playground.messages.groups import ADMIN, ADMINS, CREATOR, KICKED, LEFT, MEMBER, Membership
from playground.messages.messages import Message
from playground.messages.texts import with_found
from playground.phones.acts import CannotDoError
from playground.phones.phone import Phone
from playground.telegram.groups import change_bot, upgrade
from playground.telegram.telegram import Telegram
from playground.telegram.updates import Update

_FIRST_SUPERGROUP = 1_000_000_000_000


def gathers(telegram: Telegram, group: Group, people: Mapping[Person, str], *, bot: str = LEFT) -> Chat:
    """A group of these people, each by what they are in it; the bot comes when somebody adds it."""
    for person in people:
        telegram.add(person)
    chat = telegram.add(group)
    chat.members = Membership(people={person.id: status for person, status in people.items()}, bot=bot)
    return chat


def adds_bot(telegram: Telegram, person: Person, group_id: int, *, as_admin: bool = False, start: str = "") -> Update:
    """Somebody of the group adds the bot; by a link of its own (`startgroup`) with what stands in that link."""
    chat = _chat_of(telegram, person, group_id)
    added = change_bot(telegram, chat, person.as_json(), ADMIN if as_admin else MEMBER)
    if not start:
        return added
    said = f"/start@{telegram.bot.username} {start}"
    return telegram.hear(chat, said, with_found(said, []), by=person)


def throws_out(telegram: Telegram, person: Person, group_id: int) -> Update:
    """An admin of the group takes the bot out of it."""
    return change_bot(telegram, _chat_by_admin(telegram, person, group_id), person.as_json(), KICKED)


def makes_admin(telegram: Telegram, person: Person, group_id: int) -> Update:
    """An admin of the group makes the bot one."""
    return change_bot(telegram, _chat_by_admin(telegram, person, group_id), person.as_json(), ADMIN)


def silences(telegram: Telegram, person: Person, group_id: int, *, silent: bool = True) -> None:
    """An admin takes from everybody who is none the right to write there, or gives it back; no bot is told."""
    chat = _chat_by_admin(telegram, person, group_id)
    chat.with_whom = replace(telegram.group(group_id), is_silent=silent)


def deletes_group(telegram: Telegram, person: Person, group_id: int) -> Update:
    """Whoever made the group deletes it."""
    chat = _chat_of(telegram, person, group_id)
    if chat.members.people[person.id] != CREATOR:
        raise CannotDoError("only who made the group can delete it")
    update = change_bot(telegram, chat, person.as_json(), LEFT)
    chat.members.is_deleted = True
    return update


def becomes_supergroup(telegram: Telegram, person: Person, group_id: int) -> Group:
    """An admin changes something that only supergroups can have."""
    chat = _chat_by_admin(telegram, person, group_id)
    new = replace(telegram.group(group_id), id=-(_FIRST_SUPERGROUP + abs(group_id)), is_super=True)
    upgrade(telegram, chat, new, person.as_json())
    return new


def writes_in(telegram: Telegram, person: Person, group_id: int, text: str) -> Update | None:
    """Somebody writes in the group. None where the bot is told nothing of it: it hears commands, or all as an admin."""
    chat = _chat_of(telegram, person, group_id)
    command, _, addressee = text.split(maxsplit=1)[0].partition("@")
    is_ours = not addressee or addressee.lower() == telegram.bot.username.lower()
    hears = chat.members.bot in ADMINS or (chat.members.bot == MEMBER and command.startswith("/") and is_ours)
    if hears:
        return telegram.hear(chat, text, with_found(text, []), by=person)
    chat.add(
        Message(telegram.next_number(), chat.id, from_bot=False, date=int(telegram.clock.now()), text=text, by=person)
    )
    return None


def taps_in(telegram: Telegram, person: Person, message: Message, data: str) -> Update:
    """Somebody taps a button in the group; what is answered to that is seen on their own telephone only."""
    chat = _chat_of(telegram, person, message.chat_id)
    own = telegram.add(person)
    own.show_toast(None)
    body: Json = {
        "id": telegram.ask(own),
        "from": person.as_json(),
        **telegram.carrier(message),
        "chat_instance": str(-chat.id),
        "data": data,
    }
    return telegram.happen("callback_query", body, own)


def _chat_of(telegram: Telegram, person: Person, group_id: int) -> Chat:
    chat = telegram.chats[group_id]
    if not chat.members.has(person.id):
        raise CannotDoError("the person isn't in that group")
    return chat


def _chat_by_admin(telegram: Telegram, person: Person, group_id: int) -> Chat:
    chat = _chat_of(telegram, person, group_id)
    if chat.members.people[person.id] not in ADMINS:
        raise CannotDoError("only an admin of the group can do that")
    return chat


class InGroup(Phone):
    """A person's telephone, opened at a group: what is said there, and the answers to taps that nobody else sees."""

    def __init__(self, telegram: Telegram, person: Person, group_id: int) -> None:
        super().__init__(telegram, person)
        self.group_id = group_id
        self.own = Phone(telegram, person)

    @property
    @override
    def toast(self) -> Toast | None:
        """The answer to this person's last tap."""
        return self.own.toast

    @override
    async def sends(self, text: str) -> None:
        """Write in the group."""
        await self._done(writes_in(self.telegram, self.person, self._chat.id, text), f"wrote {text!r} in a group")

    async def adds_bot(self, *, as_admin: bool = False, start: str = "") -> None:
        """Add the bot to the group."""
        added = adds_bot(self.telegram, self.person, self._chat.id, as_admin=as_admin, start=start)
        await self._done(added, "added the bot")

    async def throws_bot_out(self) -> None:
        """Take the bot out of the group."""
        await self._done(throws_out(self.telegram, self.person, self._chat.id), "threw the bot out")

    async def makes_bot_admin(self) -> None:
        """Make the bot an admin of the group."""
        await self._done(makes_admin(self.telegram, self.person, self._chat.id), "made the bot an admin")

    @property
    @override
    def _chat(self) -> Chat:
        chat = self.telegram.chats[self.group_id]
        return chat if chat.members.moved_to is None else self.telegram.chats[chat.members.moved_to]

    @override
    async def _follow(self, link: str) -> None:
        await self.own.opens(link)

    @override
    async def _tap_data(self, message: Message, data: str, label: str) -> None:
        await self._done(taps_in(self.telegram, self.person, message, data), f"tapped {label!r} in a group")
        toast = self.own.toast
        if toast is not None and toast.url:
            await self.own.opens(toast.url)
