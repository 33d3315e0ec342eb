"""Button data is no proof of anything (decision 6): every kind of button, forged, by everybody who may not."""

import itertools
from collections.abc import Iterator

import pytest

from handlers.buttons.button import LARGEST, MOST_BYTES, Button
from handlers.buttons.forms import Choose, Finish
from handlers.doors.routes import ALL
from tests.security.books import KEYS, NOT_HELD, books
from tests.security.forging import KINDS, LAST, OUTSIDERS, draft_of, fillings, outsider, packed, secrets_read
from tests.security.jiaojiang import Jiaojiang
from tests.support.chat import Chat, PhoneInChat
from tests.support.city import City
from tests.support.filled import schema
from volunteering.rules.tree import Role

NOBODYS = (0, -1, 999_999, LARGEST)
STEPS = 4  # a form that a forged button opened is driven so far


def _forgeries(kind: type[Button], jiaojiang: Jiaojiang) -> Iterator[Button]:
    """All that name what is theirs, then some that name nothing at all."""
    theirs = list(itertools.product(*fillings(kind, jiaojiang)))
    nobodys = [[number if isinstance(value, int) else value for value in theirs[0]] for number in NOBODYS]
    for values in (*theirs, *(nobodys if kind.model_fields else ())):
        button = kind.read([packed(value) for value in values])
        if button is not None and len(button.pack().encode()) <= MOST_BYTES:
            yield button


async def _forges(eve: PhoneInChat, button: Button, jiaojiang: Jiaojiang) -> None:
    """Tap it, and answer whatever form it opens with what is Jiaojiang's."""
    before = await draft_of(eve)
    await eve.taps_button(button)
    for _ in range(STEPS):
        draft = await draft_of(eve)
        if draft is None or draft == before:
            break
        for number in jiaojiang.numbers["unit"]:
            await eve.taps_button(Choose(draft=draft[0], step=draft[1], choice=str(number)))
        await eve.sends("2")
        await eve.taps_button(Finish(draft=draft[0]))
        before = draft
    if before is not None:
        await eve.sends("/cancel")


async def test_the_books_are_all_tables(city: City) -> None:
    """A new one is looked into, or it is said why not."""
    assert set(KEYS) | NOT_HELD == set(await schema(city.database))


@pytest.mark.parametrize("who", OUTSIDERS)
async def test_nobody_changes_or_reads_what_is_not_theirs(chat: Chat, city: City, who: str) -> None:
    jiaojiang = await Jiaojiang.founded(city)
    eve, may = await outsider(who, chat, city, jiaojiang)
    for kind in KINDS:
        before = await books(city.database)
        for button in _forgeries(kind, jiaojiang):
            await _forges(eve, button, jiaojiang)
        trespasses = list(may.trespasses(before, await books(city.database)))
        assert not trespasses, f"{who} forged {kind.__name__}: {trespasses}"
        told = secrets_read(eve)
        assert not told, f"{who} forged {kind.__name__} and read: {told}"


async def test_a_leader_is_no_admin(chat: Chat, city: City) -> None:
    """In their own team, too: roles, teams and people are the admin's."""
    jiaojiang = await Jiaojiang.founded(city)
    eve = await chat.volunteer("Eve", city.jiaojiang, role=Role.LEADER)
    before = await books(city.database)
    for kind in (kind for kind, route in ALL.buttons.items() if route.role is Role.ADMIN):
        for button in _forgeries(kind, jiaojiang):
            await _forges(eve, button, jiaojiang)
    assert await books(city.database) == before


async def test_suspended_people_neither_sign_up_nor_log_hours(chat: Chat, city: City) -> None:
    jiaojiang = await Jiaojiang.founded(city)
    eve, _ = await outsider("somebody suspended", chat, city)
    for kind in KINDS[: -len(LAST)]:
        for button in _forgeries(kind, jiaojiang):
            await eve.taps_button(button)
    person = await eve.known()
    assert person is not None
    for table in ("signups", "claims"):
        assert not await city.table(f"SELECT id FROM {table} WHERE person_id = :eve", eve=person.id)


@pytest.mark.parametrize("link", ["a0", "a999999", "u999999", "a-1", "u", "x7", "a1;", "a" + "9" * 40, "u１", "%00"])
@pytest.mark.parametrize("who", ["a stranger", "a volunteer of another team"])
async def test_deep_links_that_lead_nowhere(chat: Chat, city: City, who: str, link: str) -> None:
    eve, may = await outsider(who, chat, city)
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
