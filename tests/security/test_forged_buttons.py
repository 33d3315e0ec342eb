"""Button data is no proof of anything (DESIGN 6): every kind of button, forged, by everybody who may not."""

import itertools
import random
from collections.abc import Iterator
from enum import Enum
from typing import Any, get_args

import pytest

from handlers.buttons import LARGEST, MOST_BYTES, Button
from handlers.buttons.forms import Choose, Finish
from handlers.buttons.privacy import EraseMe, LeaveForNow
from handlers.routes import ALL
from tests.security.books import Whoever, books
from tests.security.jiaojiang import SECRETS, Jiaojiang
from tests.support.chat import Chat, Phone
from tests.support.city import NOW, City
from volunteering.people import Standing
from volunteering.units import Role

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
NOBODYS = (0, -1, 999_999, LARGEST)
TEXTS = ("", "1", "unit", "text", "review", "called", "2026-11", "2026", "9999-99")
MOST, MOST_AT_LENGTH = 12, 100  # forgeries of one kind
STEPS = 4  # a form that a forged button opened is driven so far
SEED = 20261123


def _theirs(name: str, kind: Any, jiaojiang: Jiaojiang) -> list[Any]:
    """What a field may hold so that it names what is there."""
    kinds = {part for part in (kind, *get_args(kind)) if isinstance(part, type)}
    enums = [part for part in kinds if issubclass(part, Enum)]
    if enums:
        return list(enums[0])
    if bool in kinds:
        return [True, False]
    return list(jiaojiang.numbers.get(name, (0,))) if int in kinds else list(TEXTS)


def _forgeries(kind: type[Button], jiaojiang: Jiaojiang, chance: random.Random, most: int = MOST) -> Iterator[Button]:
    """Buttons that name what is theirs, then some that name nothing at all."""
    fields = {name: _theirs(name, field.annotation, jiaojiang) for name, field in kind.model_fields.items()}
    every = list(itertools.product(*fields.values()))
    theirs = every if len(every) <= most else chance.sample(every, most)
    nobodys = [[number if isinstance(value, int) else value for value in every[0]] for number in NOBODYS]
    for values in (*theirs, *(nobodys if fields else ())):
        button = kind.read([_packed(value) for value in values])
        if button is not None and len(button.pack().encode()) <= MOST_BYTES:
            yield button


def _packed(value: Any) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    return str(value.value if isinstance(value, Enum) else value)


async def _outsider(who: str, chat: Chat, city: City, jiaojiang: Jiaojiang | None = None) -> tuple[Phone, Whoever]:
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


async def _forges(eve: Phone, button: Button, jiaojiang: Jiaojiang) -> None:
    """Tap it, and answer whatever form it opens with what is Jiaojiang's."""
    before = await _draft(eve)
    await eve.taps_button(button)
    for _ in range(STEPS):
        draft = await _draft(eve)
        if draft is None or draft == before:
            break
        for number in jiaojiang.numbers["unit"]:
            await eve.taps_button(Choose(draft=draft[0], step=draft[1], choice=str(number)))
        await eve.sends("2")
        await eve.taps_button(Finish(draft=draft[0]))
        before = draft
    if before is not None:
        await eve.sends("/cancel")


async def _draft(eve: Phone) -> tuple[int, str] | None:
    async with eve.chat.database.reading() as reader:
        draft = await reader.one("SELECT id, step FROM drafts WHERE telegram_id = :eve", eve=eve.id)
    return (draft["id"], draft["step"]) if draft else None


@pytest.mark.parametrize("who", OUTSIDERS)
async def test_nobody_changes_or_reads_what_is_not_theirs(chat: Chat, city: City, who: str, *, long: bool) -> None:
    most = MOST_AT_LENGTH if long else MOST
    jiaojiang = await Jiaojiang.founded(city)
    eve, may = await _outsider(who, chat, city, jiaojiang)
    chance = random.Random(SEED)
    kinds = sorted(ALL.buttons, key=lambda kind: (kind in LAST, kind.code))
    for kind in kinds:
        before = await books(city.database)
        for button in _forgeries(kind, jiaojiang, chance, most):
            await _forges(eve, button, jiaojiang)
        trespasses = list(may.trespasses(before, await books(city.database)))
        assert not trespasses, f"{who} forged {kind.__name__}: {trespasses}"
        told = [text for text in (*(message.text for message in eve.messages), *_files(eve)) if _is_secret(text)]
        assert not told, f"{who} forged {kind.__name__} and read: {told}"


def _files(phone: Phone) -> Iterator[str]:
    return (content.decode(errors="replace") for _, content in phone.files)


def _is_secret(text: str) -> bool:
    return any(secret in text for secret in SECRETS)


async def test_a_leader_is_no_admin(chat: Chat, city: City) -> None:
    """In their own team, too: roles, teams and people are the admin's."""
    jiaojiang = await Jiaojiang.founded(city)
    eve = await chat.volunteer("Eve", city.jiaojiang, role=Role.LEADER)
    chance = random.Random(SEED)
    before = await books(city.database)
    for kind in (kind for kind, route in ALL.buttons.items() if route.role is Role.ADMIN):
        for button in _forgeries(kind, jiaojiang, chance):
            await _forges(eve, button, jiaojiang)
    assert await books(city.database) == before


async def test_suspended_people_neither_sign_up_nor_log_hours(chat: Chat, city: City) -> None:
    jiaojiang = await Jiaojiang.founded(city)
    eve, _ = await _outsider("somebody suspended", chat, city)
    chance = random.Random(SEED)
    for kind in sorted(set(ALL.buttons) - set(LAST), key=lambda kind: kind.code):
        for button in _forgeries(kind, jiaojiang, chance):
            await eve.taps_button(button)
    person = await eve.known()
    assert person is not None
    for table in ("signups", "claims"):
        assert not await city.table(f"SELECT id FROM {table} WHERE person_id = :eve", eve=person.id)


@pytest.mark.parametrize("link", ["a0", "a999999", "u999999", "a-1", "u", "x7", "a1;", "a" + "9" * 40, "u１", "%00"])
@pytest.mark.parametrize("who", ["a stranger", "a volunteer of another team"])
async def test_deep_links_that_lead_nowhere(chat: Chat, city: City, who: str, link: str) -> None:
    eve, may = await _outsider(who, chat, city)
    before = await books(city.database)
    await eve.sends(f"/start {link}")
    eve.sees("not here any more")
    assert not list(may.trespasses(before, await books(city.database)))


async def test_only_ones_own_contact_counts(chat: Chat, city: City) -> None:
    mallory = chat.person(8, "Mallory")
    await mallory.sends("/start u1")
    for label in ("English", "I agree", "Mallory"):
        await mallory.taps(label)
    await mallory.shares_contact("+8613800004321", of=7)
    await mallory.taps("Skip")
    person = await mallory.known()
    assert person is not None
    assert person.phone is None
