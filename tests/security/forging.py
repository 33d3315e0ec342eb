"""Who forges buttons, and out of what."""

from collections.abc import Iterator, Sequence
from enum import Enum
from typing import Any, get_args

from handlers.buttons.button import Button
from handlers.buttons.volunteers import EraseMe, LeaveForNow
from handlers.doors.routes import ALL
from tests.security.books import Whoever
from tests.security.jiaojiang import SECRETS, Jiaojiang
from tests.support.chat import Chat, PhoneInChat
from tests.support.city import NOW, City
from volunteering.rules.tree import Role
from volunteering.rules.volunteers import Standing

OUTSIDERS = {
    "a stranger": None,
    "a volunteer of another team": None,
    "a leader of another team": Role.LEADER,
    "an admin of another team": Role.ADMIN,
    "somebody suspended": None,
    "somebody who left": None,
    "an admin until a moment ago": None,
}
LAST = (LeaveForNow, EraseMe)  # of oneself: afterwards the others would be a stranger's
KINDS = sorted(ALL.buttons, key=lambda kind: (kind in LAST, kind.code))
TEXTS = ("", "1", "unit", "text", "review", "called", "2026-11", "2026", "9999-99")


async def outsider(who: str, chat: Chat, city: City, jiaojiang: Jiaojiang | None = None) -> tuple[PhoneInChat, Whoever]:
    """Eve, and what she may change."""
    others = (jiaojiang.mei.id, jiaojiang.li.id, jiaojiang.an.id) if jiaojiang else ()
    if who == "a stranger":
        return chat.person(7, "Eve"), Whoever(7, None, (), others)
    eve = await chat.volunteer("Eve", city.huangyan, role=OUTSIDERS[who])
    person = await eve.known()
    assert person is not None
    standings = {"somebody suspended": Standing.SUSPENDED, "somebody who left": Standing.LEFT}
    async with city.writing() as rows:
        if who in standings:
            await rows.people.change(person.id, standing=standings[who])
        if who == "an admin until a moment ago":
            await rows.people.set_role(person.id, city.top.id, Role.ADMIN, by_id=None, at=NOW)
            await rows.people.set_role(person.id, city.top.id, None, by_id=None, at=NOW)
    return eve, Whoever(eve.id, person.id, (city.huangyan.id,) if OUTSIDERS[who] else (), others)


async def draft_of(eve: PhoneInChat) -> tuple[int, str] | None:
    """The form she is in, and its question."""
    async with eve.chat.database.reading() as reader:
        draft = await reader.one("SELECT id, step FROM drafts WHERE telegram_id = :eve", eve=eve.id)
    return (draft["id"], draft["step"]) if draft else None


def secrets_read(eve: PhoneInChat) -> list[str]:
    """The messages and files with something in them that is not for her."""
    files = (content.decode(errors="replace") for _, content in eve.files)
    told = (*(message.text for message in eve.messages), *files)
    return [text for text in told if any(secret in text for secret in SECRETS)]


def fillings(kind: type[Button], jiaojiang: Jiaojiang) -> Iterator[Sequence[Any]]:
    """For each field of a button, what it may hold so that it names what is there."""
    for name, field in kind.model_fields.items():
        yield _fillings(name, field.annotation, jiaojiang)


def _fillings(name: str, annotation: Any, jiaojiang: Jiaojiang) -> Sequence[Any]:
    kinds = {part for part in (annotation, *get_args(annotation)) if isinstance(part, type)}
    enums = [part for part in kinds if issubclass(part, Enum)]
    if enums:
        return list(enums[0])
    if bool in kinds:
        return (True, False)
    return jiaojiang.numbers[name] if int in kinds else TEXTS


def packed(value: Any) -> str:
    """As it stands in a button's data."""
    if isinstance(value, bool):
        return "1" if value else "0"
    return str(value.value if isinstance(value, Enum) else value)
