"""Links that lead to the bot: from a poster, out of a chat, or passed on by a friend."""

import re
from typing import Final
from urllib.parse import parse_qs, urlsplit

from playground.ground.people import Person
from playground.messages.chats import Chat, PassedOn
from playground.phones import acts
from playground.phones.acts import CannotDoError
from playground.telegram.telegram import Telegram
from playground.telegram.updates import Update

_TO_A_BOT: Final = re.compile(
    r"(?:https?://)?(?:t|telegram)\.me/(?P<bot>\w+)/?(?:\?start=(?P<start>[\w-]{0,64}))?", re.IGNORECASE
)
SHARING: Final = "https://t.me/share/url"
PASSED_ON_KEPT: Final = 5


def opens(telegram: Telegram, person: Person, link: str) -> Update:
    """The person follows a link to the bot and presses Start; whoever had blocked it lets it write again."""
    found = _TO_A_BOT.fullmatch(link.strip())
    if found is None or found["bot"].lower() != telegram.bot.username.lower():
        raise CannotDoError(f"this leads nowhere here: links to this bot begin with t.me/{telegram.bot.username}")
    acts.unblocks(telegram, person)
    ignores(telegram, person, link)
    return acts.writes(telegram, person, f"/start {found['start'] or ''}")


def passes_on(telegram: Telegram, person: Person, to: Person, number: int, row: int, column: int) -> None:
    """The person taps the button there that shares a link, and chooses a friend, who finds it on their telephone."""
    if person.id == to.id:
        raise CannotDoError("that is their own telephone")
    address = urlsplit(acts.button_at(telegram, person, number, row, column).get("url", ""))
    if f"{address.scheme}://{address.netloc}{address.path}" != SHARING:
        raise CannotDoError("this button shares nothing")
    given = parse_qs(address.query)
    letter = PassedOn(person.first_name, *(given.get(name, [""])[0] for name in ("text", "url")))
    chat = telegram.add(to)
    chat.passed_on = [*_others(chat, letter.link), letter][-PASSED_ON_KEPT:]
    chat.touch()


def ignores(telegram: Telegram, person: Person, link: str) -> None:
    """The person has done with what was passed on to them with that link."""
    chat = telegram.add(person)
    left = _others(chat, link)
    if left != chat.passed_on:
        chat.passed_on = left
        chat.touch()


def _others(chat: Chat, link: str) -> list[PassedOn]:
    return [one for one in chat.passed_on if one.link != link]
